"""What people see of tasks: receipts, waits, lists, one task in full."""

from collections.abc import Sequence
from datetime import UTC, datetime

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.history import PastSubmit
from vidu_cli.policy.receipts import charge_number, difference
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import (
    Canvas,
    card,
    heading,
    pair_lines,
    remedy_lines,
    state_text,
    told,
)
from vidu_cli.render.failure import explanation_of, remedies_of, title_of
from vidu_cli.render.paragraphs import paragraph, whole
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.render.theme import FAILURE
from vidu_cli.schema.kinds.shape import Medium
from vidu_cli.schema.tasks import Creation, Task, TaskState
from vidu_cli.workflows.answers import PolledTask, Receipt, Shown

_EXAMPLE_NAMES = {Medium.VIDEO: "clip.mp4", Medium.IMAGE: "picture.png", Medium.AUDIO: "sound.mp3", None: "result/"}


def receipts_view(receipts: Sequence[Receipt], canvas: Canvas) -> RenderableType:
    """The receipt of a submit, or the task when it has ended."""
    receipt = receipts[0]
    task = receipt.task
    if task.state.is_final:
        return _task_view(task, canvas, charge=_charge(receipt))
    lead = Text().append(f"{canvas.glyphs.success} ", style="green")
    named = f"{'' if canvas.is_narrow else 'Task '}{clean(task.id)} accepted{canvas.title_mark}"
    pairs = (
        ("state", state_text(task.state, canvas)),
        ("model", task.model),
        ("clip", _clip(task)),
        ("credits", _charge(receipt)),
    )
    wait = f"Wait for it and save it: `{canvas.voice.command} poll {task.id} -o {_EXAMPLE_NAMES[receipt.result]}`"
    return Group(
        paragraph(named, canvas.width, lead=lead, style="bold"),
        *pair_lines(pairs, canvas),
        *remedy_lines((wait,), canvas),
    )


def _charge(receipt: Receipt) -> str:
    return f"{charge_number(receipt)}{difference(receipt)}"


def _clip(task: Task) -> str | None:
    length = f"{task.duration:g} s" if task.duration else None
    return ", ".join(part for part in (length, task.resolution, task.aspect_ratio) if part) or None


def _task_view(
    task: Task,
    canvas: Canvas,
    *,
    expiry: str | None = None,
    charge: str | None = None,
    past: PastSubmit | None = None,
) -> RenderableType:
    named = f"{'' if canvas.is_narrow else 'Task '}{clean(task.id)} "
    title = Text.assemble((named, "bold"), state_text(task.state, canvas), (canvas.title_mark, "bold"))
    places = (_place(creation) for creation in task.creations or ())
    pairs = (*_task_pairs(task, charge), *places, ("expires", _moment(expiry)))
    return card(title, (*pairs, *_past_pairs(past, task)) if past else pairs, canvas)


def _past_pairs(past: PastSubmit, task: Task) -> tuple[tuple[str, Text | str | None], ...]:
    """Give what the ledger adds for people: what stands above already is not said in other words."""
    low, high = past.estimate.values()
    expected = f"{low}" if low == high else f"{low} to {high}"
    is_priced = low is None or task.credits in (low, high)
    return (
        ("kind", None if past.kind == task.type else past.kind),
        ("sent", None if task.created_at else _moment(past.submitted_at)),
        ("took", None if past.waited_s is None else f"{past.waited_s:g} s"),
        ("estimate", None if is_priced else f"{expected} credits"),
        ("once", past.once),
        *(("saved", whole(clean(path))) for path in past.paths),
    )


def _task_pairs(task: Task, charge: str | None) -> tuple[tuple[str, Text | str | None], ...]:
    charged = None if task.credits is None else str(task.credits)
    voice = task.raw.get("voice_id")
    return (
        ("code", Text(clean(task.err_code), style=FAILURE) if task.err_code else None),
        ("type", task.type),
        ("model", task.model),
        ("prompt", task.prompt),
        *(("image", clean(image, longest=300)) for image in task.images or ()),
        ("clip", _clip(task)),
        ("seed", None if task.seed is None else str(task.seed)),
        ("voice", voice if isinstance(voice, str) else None),
        ("credits", charge or charged),
        ("off-peak", "yes" if task.off_peak else None),
        ("payload", task.payload),
        ("created", _moment(task.created_at)),
    )


def _place(creation: Creation) -> tuple[str, Text]:
    if creation.path is None:
        return "link", whole(clean(creation.url))
    return "saved", whole(clean(creation.path))


def _moment(told_at: str | None) -> str | None:
    """Give a time of the platform to the second, for people; as it came when it is none."""
    try:
        at = datetime.fromisoformat(told_at or "")
        return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if at.tzinfo else told_at
    except (ValueError, OverflowError):
        return told_at


def polled_view(rows: Sequence[PolledTask], canvas: Canvas) -> RenderableType:
    """The tasks of a wait: a card for one, a table for several."""
    if len(rows) == 1 and rows[0].task is not None:
        return _task_view(rows[0].task, canvas)
    columns = (
        Column(title="id", cells=texts([clean(row.id) for row in rows]), must=True),
        Column(title="state", cells=tuple(_polled_state(row, canvas) for row in rows), must=True),
        Column(title="code", cells=texts([_code(row.failure) for row in rows], FAILURE), must=True),
        Column(title="saved as", cells=texts([_saved(row.task) for row in rows]), must=True),
    )
    return Group(
        heading("1 task" if len(rows) == 1 else f"{len(rows)} tasks", canvas),
        tabular(columns, canvas),
        *remedy_lines(_unsaved(rows, canvas), canvas),
    )


def _polled_state(row: PolledTask, canvas: Canvas) -> Text:
    return state_text(row.task.state, canvas) if row.task else Text("? not seen")


def _code(failure: Failure | None) -> str:
    if failure is None:
        return ""
    return clean(failure.code or f"exit {failure.exit_code}")


def _saved(task: Task | None) -> str:
    return ", ".join(clean(creation.path) for creation in (task.creations if task else None) or () if creation.path)


def _unsaved(rows: Sequence[PolledTask], canvas: Canvas) -> tuple[str, ...]:
    waiting = [row.id for row in rows if row.task and row.task.state is TaskState.SUCCESS and not _saved(row.task)]
    if not waiting:
        return ()
    return (f"Save the results: `{canvas.voice.command} download {' '.join(waiting)} -o results/`",)


def tasks_view(tasks: Sequence[Task], canvas: Canvas) -> RenderableType:
    """The list of tasks, with more columns where there is room."""
    columns = (
        Column(title="id", cells=texts([clean(task.id) for task in tasks]), must=True),
        Column(title="state", cells=tuple(state_text(task.state, canvas) for task in tasks), must=True),
        Column(title="code", cells=texts([clean(task.err_code or "") for task in tasks], FAILURE), must=True),
        Column(title="model", cells=texts([clean(task.model or "") for task in tasks])),
        Column(
            title="credits",
            cells=texts(["" if task.credits is None else str(task.credits) for task in tasks]),
            is_number=True,
        ),
        Column(title="prompt", cells=texts([clean(task.prompt or "", longest=200) for task in tasks]), may_be_cut=True),
        Column(title="created (UTC)", cells=texts([_minute(task.created_at) for task in tasks])),
    )
    counted = "1 task" if len(tasks) == 1 else f"{len(tasks)} tasks, newest first"
    return Group(heading(counted, canvas), tabular(columns, canvas))


def _minute(told_at: str | None) -> str:
    moment = _moment(told_at) or ""
    return clean(moment.removesuffix(" UTC")[:16])


def shown_view(shown: Sequence[Shown], canvas: Canvas) -> RenderableType:
    """One task in full, with the explanation of its code and what to do."""
    one = shown[0]
    view = _task_view(one.task, canvas, expiry=one.links_expire_at, past=one.past)
    if one.failure is None:
        return view
    title = Text(f"\n{clean(title_of(one.failure, canvas.voice))}", style="bold")
    why = told(explanation_of(one.failure, canvas.voice), canvas)
    return Group(view, title, why, *remedy_lines(remedies_of(one.failure, canvas.voice), canvas))
