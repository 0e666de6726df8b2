"""What people see: one view for each type of value, drawn to fit the width."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.padding import Padding  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.policy.explaining import CodeExplanation
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, card, heading, one_line, remedy_lines, table_on
from vidu_cli.render.task_views import polled_view, price_words, receipts_view, shown_view, tasks_view
from vidu_cli.render.theme import ASCII
from vidu_cli.schema.tasks import Account, Task
from vidu_cli.workflows.answers import Cancel, CancelOutcome, DryRun, ModelRow, PolledTask, Receipt, SettingRow, Shown


def view_of(values: Sequence[object], canvas: Canvas) -> RenderableType:
    """The view of values of one type; of none an empty line."""
    if not values:
        return Text()
    return _VIEWS[type(values[0])](values, canvas)


_CANCEL_WORDS = {
    CancelOutcome.CANCELLED: ("cancelled", "green"),
    CancelOutcome.ALREADY_CANCELLED: ("was cancelled already", "green"),
    CancelOutcome.ENDED: ("had ended", "yellow"),
    CancelOutcome.TOO_LATE: ("runs on: too late", "red"),
    CancelOutcome.NOT_FOUND: ("not found", "red"),
    CancelOutcome.FAILED: ("could not be cancelled", "red"),
}


def _cancels(cancels: Sequence[Cancel], canvas: Canvas) -> RenderableType:
    table = table_on(canvas)
    table.add_column("id", no_wrap=True)
    table.add_column("outcome", overflow="fold")
    table.add_column("charge", justify="right", no_wrap=True)
    for cancel in cancels:
        words, style = _CANCEL_WORDS[cancel.outcome]
        charge = "" if cancel.credits is None else str(cancel.credits)
        table.add_row(clean(cancel.id), Text(words, style=style), charge)
    return Group(heading("Cancel", canvas), table)


def _account(accounts: Sequence[Account], canvas: Canvas) -> RenderableType:
    account = accounts[0]
    table = table_on(canvas)
    for name in ("balance", "credits", "running", "limit", "queued"):
        table.add_column(name, justify="left" if name == "balance" else "right")
    for remains in account.remains:
        numbers = (remains.credit_remain, remains.current_concurrency, remains.concurrency_limit, remains.queue_count)
        table.add_row(clean(remains.type) or "general", *(str(number) for number in numbers))
    packages = _packages(account, canvas)
    total = sum(remains.credit_remain for remains in account.remains)
    return Group(heading(f"{total:,} credits left", canvas), table, *packages)


def _packages(account: Account, canvas: Canvas) -> list[RenderableType]:
    if not account.packages:
        return []
    table = table_on(canvas)
    for name in ("package", "left", "of", "valid until"):
        table.add_column(name, justify="right" if name in ("left", "of") else "left")
    for package in account.packages:
        amounts = (str(package.credit_remain or 0), str(package.credit_amount or 0))
        table.add_row(one_line(package.name or package.id), *amounts, one_line((package.valid_to or "")[:10]))
    return [table]


def _models(rows: Sequence[ModelRow], canvas: Canvas) -> RenderableType:
    table = table_on(canvas)
    table.add_column("kind", no_wrap=canvas.width >= 60, overflow="fold")
    table.add_column("model", no_wrap=canvas.width >= 60, overflow="fold")
    table.add_column("seconds", no_wrap=canvas.width >= 60)
    wide, widest = canvas.width >= 72, canvas.width >= 104
    if wide:
        table.add_column("resolutions")
        table.add_column("credits", justify="right")
    if widest:
        table.add_column("ratios")
    for row in rows:
        name = Text(row.model, style="bold" if row.default else "")
        cells: list[RenderableType] = [row.kind, name, _seconds(row.durations)]
        if wide:
            cells += [" ".join(row.resolutions), "?" if row.credits_default is None else str(row.credits_default)]
        if widest:
            cells += [" ".join(row.aspect_ratios) or "of the picture"]
        table.add_row(*cells)
    words = "Bold: the default. Credits: a clip with all defaults."
    return Group(heading("Models", canvas), table, Text(words) if wide else Text())


def _seconds(durations: Sequence[int]) -> str:
    together = len(durations) > 2 and durations[-1] - durations[0] == len(durations) - 1
    return f"{durations[0]}-{durations[-1]}" if together else ", ".join(str(length) for length in durations)


def _explanations(rows: Sequence[CodeExplanation], canvas: Canvas) -> RenderableType:
    if len(rows) == 1:
        return _explanation(rows[0], canvas)
    table = table_on(canvas)
    table.add_column("exit", justify="right", no_wrap=True)
    table.add_column("code", overflow="fold")
    if canvas.width >= 60:
        table.add_column("what happened", overflow="fold")
    if canvas.width >= 104:
        table.add_column("again?", no_wrap=True)
    for row in rows:
        cells = (str(row.exit_code), row.code, row.title, str(row.retry))
        table.add_row(*cells[: len(table.columns)])
    return table


_AGAIN = {
    "never": "do not run it again",
    "same": "may be run again as it was",
    "changed": "only after something is changed",
}
_CHARGED = {True: "credits were spent", False: "no credits were spent", None: "depends: see above"}


def _explanation(row: CodeExplanation, canvas: Canvas) -> RenderableType:
    title = Text.assemble((clean(row.code) or "no code", "bold red" if row.exit_code else "bold green"))
    title.append(f"  exit {row.exit_code}  ", style="bold")
    title.append(row.title)
    facts = (
        ("again", _AGAIN[row.retry]),
        ("cost", _CHARGED[row.charged]),
        ("HTTP", None if row.http_status is None else str(row.http_status)),
        ("message", row.message),
        ("source", row.source),
    )
    body = Padding(Text(row.meaning), (0, 0, 0, 2))
    return Group(title, body, *remedy_lines(row.remedies, canvas), card(Text(), facts, canvas))


def _dry_run(runs: Sequence[DryRun], canvas: Canvas) -> RenderableType:
    run = runs[0]
    body = json.dumps(run.body, ensure_ascii=canvas.glyphs is ASCII, indent=2)
    # The indentation is ours; what stands behind it is from outside.
    lines = (" " * (len(line) - len(line.lstrip(" "))) + clean(line) for line in body.split("\n"))
    pairs = (
        ("price", price_words(run.estimate)),
        ("certainty", run.estimate.certainty),
        ("read on", run.estimate.source),
        *(("warning", warning) for warning in run.warnings),
    )
    title = heading(f"Nothing was sent. {run.method} {clean(run.url)}", canvas)
    curl = Text(clean(run.curl), style="cyan")
    return Group(title, Text("\n".join(lines)), card(Text(), pairs, canvas), curl)


def _settings(rows: Sequence[SettingRow], canvas: Canvas) -> RenderableType:
    table = table_on(canvas)
    for name in ("setting", "value", "from"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(row.setting, one_line(row.value), one_line(row.source))
    return table


_VIEWS: Mapping[type, Callable[[Sequence[Any], Canvas], RenderableType]] = {
    Receipt: receipts_view,
    PolledTask: polled_view,
    Task: tasks_view,
    Shown: shown_view,
    Cancel: _cancels,
    Account: _account,
    ModelRow: _models,
    CodeExplanation: _explanations,
    DryRun: _dry_run,
    SettingRow: _settings,
}


def columns_view(columns: Sequence[str], rows: Sequence[Sequence[str]], canvas: Canvas) -> RenderableType:
    """A table of the fields that were chosen by name."""
    table = table_on(canvas)
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(value)) for value in row))
    return table
