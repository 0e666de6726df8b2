"""What people see of tasks: receipts, waits, lists, one task in full."""

from collections.abc import Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.policy.prices import Estimate
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, Pairs, card, heading, one_line, state_text, table_on
from vidu_cli.render.failure import error_object
from vidu_cli.render.records import result_of
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import PolledTask, Receipt, Shown


def receipts_view(receipts: Sequence[Receipt], canvas: Canvas) -> RenderableType:
    """The receipt of a submit, or the task when it has ended."""
    receipt = receipts[0]
    task = receipt.task
    if task.state.is_final:
        return _task_card(task, canvas)
    title = Text(f"{canvas.glyphs.success} Task {clean(task.id)} accepted{canvas.title_mark}", style="bold green")
    pairs = (
        ("state", state_text(task.state, canvas)),
        ("model", task.model),
        ("clip", _clip(task)),
        ("credits", _charge(receipt)),
        ("next", f"{canvas.voice.command} poll {task.id} -o {_example_name(task)}"),
    )
    return card(title, pairs, canvas)


def _example_name(task: Task) -> str:
    return "clip.mp4" if "2image" not in (task.type or "") else "picture.png"


def _clip(task: Task) -> str | None:
    length = f"{task.duration:g} s" if task.duration else None
    return ", ".join(part for part in (length, task.resolution, task.aspect_ratio) if part) or None


def _charge(receipt: Receipt) -> str | None:
    charged = receipt.task.credits
    expected = receipt.estimate.credits
    if charged is None:
        return f"about {expected}" if expected is not None else None
    if expected is not None and charged != expected:
        return f"{charged} (the estimate was {price_words(receipt.estimate)})"
    return str(charged)


def price_words(estimate: Estimate) -> str:
    """The estimate in credits and money."""
    if estimate.credits is None:
        return "unknown"
    span = "" if estimate.credits_max in (None, estimate.credits) else f" to {estimate.credits_max}"
    money = f", {estimate.currency} {estimate.money:.2f}" if estimate.money is not None else ""
    return f"{estimate.credits}{span} credits{money}"


def _task_card(task: Task, canvas: Canvas, *, more: Pairs = ()) -> RenderableType:
    title = Text.assemble(
        (f"Task {clean(task.id)}{canvas.title_mark} ", "bold"),
        (canvas.glyphs.dot + " "),
        state_text(task.state, canvas),
    )
    return card(title, (*_task_pairs(task), *more), canvas)


def _task_pairs(task: Task) -> list[tuple[str, RenderableType | str | None]]:
    pairs: list[tuple[str, RenderableType | str | None]] = [
        ("code", Text(clean(task.err_code), style="red") if task.err_code else None),
        ("type", task.type),
        ("model", task.model),
        ("prompt", task.prompt),
        ("images", "\n".join(clean(image, longest=120) for image in task.images or ()) or None),
        ("clip", _clip(task)),
        ("seed", None if task.seed is None else str(task.seed)),
        ("credits", None if task.credits is None else str(task.credits)),
        ("off-peak", "yes" if task.off_peak else None),
        ("payload", task.payload),
        ("created", task.created_at),
    ]
    for creation in task.creations or ():
        saved = creation.path is not None
        pairs.append(("saved" if saved else "link", creation.path if saved else creation.url))
    return pairs


def polled_view(rows: Sequence[PolledTask], canvas: Canvas) -> RenderableType:
    """The tasks of a wait: a card for one, a table for several."""
    if len(rows) == 1 and rows[0].task is not None:
        return _task_card(rows[0].task, canvas)
    table = table_on(canvas)
    for name in ("id", "state", "result"):
        table.add_column(name, no_wrap=name == "id", overflow="fold")
    for row in rows:
        state = row.task.state if row.task else None
        found = result_of(row.task) if row.task else None
        words = row.failure.code or row.failure.message if row.failure else found or ""
        table.add_row(clean(row.id), state_text(state, canvas), Text(clean(words), style="red" if row.failure else ""))
    return Group(heading(f"{len(rows)} tasks", canvas), table)


def tasks_view(tasks: Sequence[Task], canvas: Canvas) -> RenderableType:
    """The list of tasks, with more columns where there is room."""
    table = table_on(canvas)
    table.add_column("id", no_wrap=True)
    table.add_column("state", no_wrap=True)
    table.add_column("code", overflow="ellipsis", max_width=26)
    wide, widest = canvas.width >= 72, canvas.width >= 104
    if wide:
        table.add_column("model", no_wrap=True)
        table.add_column("credits", justify="right", no_wrap=True)
    if widest:
        table.add_column("created", no_wrap=True)
        table.add_column("prompt", overflow="ellipsis", no_wrap=True)
    for task in tasks:
        cells: list[RenderableType] = [clean(task.id), state_text(task.state, canvas), one_line(task.err_code, "red")]
        if wide:
            cells += [one_line(task.model), one_line(None if task.credits is None else str(task.credits))]
        if widest:
            cells += [one_line((task.created_at or "")[:19]), one_line(task.prompt)]
        table.add_row(*cells)
    return Group(heading(f"{len(tasks)} tasks, newest first", canvas), table)


def shown_view(shown: Sequence[Shown], canvas: Canvas) -> RenderableType:
    """One task in full."""
    one = shown[0]
    more: list[tuple[str, RenderableType | str | None]] = [("links until", one.links_expire_at)]
    if one.failure:
        told = error_object(one.failure, canvas.voice)
        more += [("why", str(told["explanation"])), ("exit number", str(one.failure.exit_code))]
    return _task_card(one.task, canvas, more=more)
