"""What people see: one view for each type of value, drawn to fit the width."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.catalogue import Category
from vidu_cli.policy.explaining import CodeExplanation
from vidu_cli.policy.history import PastSubmit
from vidu_cli.policy.receipts import certainty_words, price_words, source_words
from vidu_cli.policy.reporting import SavedReport
from vidu_cli.policy.statistics import Statistics
from vidu_cli.render.clean import clean
from vidu_cli.render.download_views import downloads_view
from vidu_cli.render.drawing import Canvas, card, heading, pair_lines, remedy_lines, told
from vidu_cli.render.glyphs import ASCII
from vidu_cli.render.history_views import history_view, report_view
from vidu_cli.render.ledger_views import recovered_view
from vidu_cli.render.model_views import models_view
from vidu_cli.render.paragraphs import paragraph, whole
from vidu_cli.render.prompt_views import prompts_view
from vidu_cli.render.statistics_views import statistics_view
from vidu_cli.render.subject_views import subjects_view
from vidu_cli.render.tabular import Column, grid, tabular, texts
from vidu_cli.render.task_views import polled_view, receipts_view, shown_view, tasks_view
from vidu_cli.render.theme import COMMAND, FAILURE
from vidu_cli.schema.subjects import NewSubject, Subject
from vidu_cli.schema.tasks import Account, Task
from vidu_cli.workflows.answers import (
    Cancel,
    CancelOutcome,
    Download,
    DryRun,
    PolledTask,
    Receipt,
    RecommendedPrompt,
    Recovered,
    SettingRow,
    Shown,
)
from vidu_cli.workflows.model_rows import ModelRow


def view_of(values: Sequence[object], canvas: Canvas) -> RenderableType:
    """The view of values of one type; of none the words for it."""
    if not values:
        return Text("Nothing found.")
    return _VIEWS[type(values[0])](values, canvas)


_CANCEL_WORDS = {
    CancelOutcome.CANCELLED: ("cancelled", "green"),
    CancelOutcome.ALREADY_CANCELLED: ("was cancelled already", "green"),
    CancelOutcome.ENDED: ("had ended", "magenta"),
    CancelOutcome.TOO_LATE: ("runs on: too late", FAILURE),
    CancelOutcome.NOT_FOUND: ("not found", FAILURE),
    CancelOutcome.FAILED: ("could not be cancelled", FAILURE),
}


def _cancels(cancels: Sequence[Cancel], canvas: Canvas) -> RenderableType:
    charges = ["" if cancel.credits is None else str(cancel.credits) for cancel in cancels]
    columns = (
        Column(title="id", cells=texts([clean(cancel.id) for cancel in cancels]), must=True),
        Column(title="outcome", cells=tuple(_outcome(cancel, canvas) for cancel in cancels), must=True),
        Column(title="charge", cells=texts(charges), must=True, is_number=True),
    )
    return Group(heading("Cancel", canvas), tabular(columns, canvas))


def _outcome(cancel: Cancel, canvas: Canvas) -> Text:
    words, style = _CANCEL_WORDS[cancel.outcome]
    sign = canvas.glyphs.failure if cancel.failure else canvas.glyphs.success
    return Text(f"{sign} {words}", style=style)


def _account(accounts: Sequence[Account], canvas: Canvas) -> RenderableType:
    account = accounts[0]
    remains = account.remains
    running = [f"{one.current_concurrency} of {one.concurrency_limit}" for one in remains]
    columns = (
        Column(title="balance", cells=texts([clean(one.type) or "general" for one in remains]), must=True),
        Column(title="credits", cells=texts([f"{one.credit_remain:,}" for one in remains]), must=True, is_number=True),
        Column(title="running", cells=texts(running), must=True, is_number=True),
        Column(title="queued", cells=texts([str(one.queue_count) for one in remains]), must=True, is_number=True),
    )
    total = sum(one.credit_remain for one in remains)
    return Group(heading(f"{total:,} credits left", canvas), tabular(columns, canvas), *_packages(account, canvas))


def _packages(account: Account, canvas: Canvas) -> list[RenderableType]:
    packages = account.packages
    if not packages:
        return []
    columns = (
        Column(title="package", cells=texts([clean(one.name or one.id or "") for one in packages]), must=True),
        Column(
            title="left", cells=texts([f"{one.credit_remain or 0:,}" for one in packages]), must=True, is_number=True
        ),
        Column(title="of", cells=texts([f"{one.credit_amount or 0:,}" for one in packages]), must=True, is_number=True),
        Column(title="until", cells=texts([clean(one.valid_to or "")[:10] for one in packages]), must=True),
    )
    return [Text(), tabular(columns, canvas)]


def _explanations(rows: Sequence[CodeExplanation], canvas: Canvas) -> RenderableType:
    if len(rows) == 1:
        return _explanation(rows[0], canvas)
    columns = (
        Column(title="exit", cells=texts([str(row.exit_code) for row in rows]), must=True, is_number=True),
        Column(title="code", cells=texts([clean(row.code) for row in rows]), must=True),
        Column(title="what happened", cells=texts([row.title for row in rows]), must=True, is_named=False),
        Column(title="again", cells=texts([_AGAIN_SHORTLY[row.retry] for row in rows])),
    )
    return tabular(columns, canvas)


_AGAIN_SHORTLY = {"never": "no", "same": "yes", "changed": "when changed"}
_AGAIN = {
    "never": "do not run it again",
    "same": "may be run again as it was",
    "changed": "only after something is changed",
}
_ONLY_A_POLL = "a poll at any time, a submit never"
_CHARGED = {True: "credits were spent", False: "no credits were spent", None: "depends: see above"}


def _explanation(row: CodeExplanation, canvas: Canvas) -> RenderableType:
    style = f"bold {FAILURE}" if row.exit_code else "bold green"
    lead = Text().append(clean(row.code) or "no code", style=style).append(f" (exit {row.exit_code}): ", style="bold")
    title = lead.append(row.title)
    facts = (
        ("again", _ONLY_A_POLL if row.category is Category.WAITING else _AGAIN[row.retry]),
        ("cost", _CHARGED[row.charged]),
        ("HTTP", None if row.http_status is None else str(row.http_status)),
        ("message", row.message),
        ("source", row.source),
    )
    remedies = remedy_lines(row.remedies, canvas)
    return Group(title, told(row.meaning, canvas), *pair_lines(facts, canvas), Text(), *remedies)


def _dry_run(runs: Sequence[DryRun], canvas: Canvas) -> RenderableType:
    run = runs[0]
    lead = Text().append(f"{canvas.glyphs.warning} ", style="bold yellow")
    warnings = [paragraph(clean(warning), canvas.width, lead=lead) for warning in run.warnings]
    price = (
        ("price", price_words(run.estimate)),
        ("certain", certainty_words(run.estimate)),
        ("source", source_words(run.estimate)),
    )
    body = json.dumps(run.body, ensure_ascii=canvas.glyphs is ASCII, indent=2).split("\n")
    return Group(
        heading("Nothing was sent", canvas),
        *warnings,
        *pair_lines(price, canvas),
        Text(),
        whole(f"{run.method} {clean(run.url)}"),
        *(_body_line(line) for line in body),
        Text(),
        whole(Text(clean(run.curl), style=COMMAND)),
    )


def _body_line(line: str) -> Text:
    # The indentation is ours; what stands behind it is from outside.
    return whole(" " * (len(line) - len(line.lstrip(" "))), clean(line))


def _settings(rows: Sequence[SettingRow], canvas: Canvas) -> RenderableType:
    pairs = ((row.setting, f"{clean(row.value)} ({clean(row.source)})") for row in rows)
    return card(heading("Settings", canvas), pairs, canvas)


_VIEWS: Mapping[type, Callable[[Sequence[Any], Canvas], RenderableType]] = {
    Receipt: receipts_view,
    PolledTask: polled_view,
    Task: tasks_view,
    Shown: shown_view,
    Cancel: _cancels,
    Download: downloads_view,
    Account: _account,
    ModelRow: models_view,
    CodeExplanation: _explanations,
    DryRun: _dry_run,
    SettingRow: _settings,
    Recovered: recovered_view,
    PastSubmit: history_view,
    SavedReport: report_view,
    Statistics: statistics_view,
    Subject: subjects_view,
    NewSubject: subjects_view,
    RecommendedPrompt: prompts_view,
}


def columns_view(columns: Sequence[str], rows: Sequence[Sequence[str]], canvas: Canvas) -> RenderableType:
    """A table of the fields that were chosen by name; where it does not fit, lines of name and value for each row."""
    cells = zip(*([clean(value) for value in row] for row in rows), strict=True)
    table = [Column(title=name, cells=texts(words), must=True) for name, words in zip(columns, cells, strict=True)]
    pairs = (pair_lines(zip(columns, row, strict=True), canvas) for row in rows)
    return grid(table, canvas) or Group(*(line for lines in pairs for line in (*lines, Text())))
