"""What people see of past submits."""

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.policy.history import PastSubmit
from vidu_cli.policy.reporting import SavedReport
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, heading, minute, pair_lines, remedy_lines, state_text, told
from vidu_cli.render.paragraphs import whole
from vidu_cli.render.tabular import Column, tabular, texts
from vidu_cli.render.theme import FAILURE
from vidu_cli.schema.tasks import TaskState

_WITHOUT_A_TASK: Mapping[str, str] = {
    "refused": "refused",
    "not_accepted": "not accepted",
    "unknown": "unknown",
    "in_flight": "in flight",
}


def history_view(rows: Sequence[PastSubmit], canvas: Canvas) -> RenderableType:
    """Past submits, with more columns where there is room; below them what to do about those nobody knows."""
    charges = ["" if row.credits is None else str(row.credits) for row in rows]
    columns = (
        Column(title="task", cells=texts([_name(row) for row in rows]), must=True),
        Column(title="state", cells=tuple(_state(row, canvas) for row in rows), must=True),
        Column(title="code", cells=texts([clean(row.err_code or "") for row in rows], FAILURE), must=True),
        Column(title="prompt", cells=texts([clean(row.prompt or "", longest=200) for row in rows]), may_be_cut=True),
        Column(title="credits", cells=texts(charges), is_number=True),
        Column(title="kind", cells=texts([clean(row.kind) for row in rows])),
        Column(title="sent (UTC)", cells=texts([minute(row.submitted_at) for row in rows])),
        Column(title="model", cells=texts([clean(row.model or "") for row in rows])),
    )
    counted = "1 submit" if len(rows) == 1 else f"{len(rows)} submits, newest first"
    is_open = any(row.outcome == "unknown" for row in rows)
    find_out = (f"Find out what became of the unknown: `{canvas.voice.command} recover`",) if is_open else ()
    return Group(heading(counted, canvas), tabular(columns, canvas), *remedy_lines(find_out, canvas))


def report_view(reports: Sequence[SavedReport], canvas: Canvas) -> RenderableType:
    """Where a report was written, and what to do before it is handed on."""
    advice = "Read it before you hand it on: it holds no key, and no prompt unless you asked for it."
    saved = pair_lines((("saved", whole(clean(reports[0].path))),), canvas)
    return Group(heading(f"Report on {clean(reports[0].id)}", canvas), *saved, told(advice, canvas))


def _name(row: PastSubmit) -> str:
    return clean(row.id) if row.id else f"(entry {row.entry})"


def _state(row: PastSubmit, canvas: Canvas) -> Text:
    if row.id is not None:
        return state_text(TaskState(row.state) if row.state else None, canvas)
    words = _WITHOUT_A_TASK.get(row.outcome, clean(row.outcome))
    sign = canvas.glyphs.failure if row.outcome == "refused" else canvas.glyphs.warning
    style = {"refused": FAILURE, "unknown": "yellow"}.get(row.outcome, "")
    return Text.assemble((sign, style), f" {words}")
