"""A failure as people see it on stderr."""

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.catalogue import Category
from vidu_cli.errors.failure import Failure
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, indented, remedy_lines, told
from vidu_cli.render.failure import cost_of, explanation_of, remedies_of, title_of
from vidu_cli.render.paragraphs import paragraph
from vidu_cli.render.theme import FAILURE

# What passes by itself, or was asked for, is not drawn as a disaster.
_CALM = (Category.LATER, Category.WAITING)
_LONGEST_MESSAGE = 1000


def complaint(failure: Failure, canvas: Canvas) -> RenderableType:
    """The whole of a failure: title, what happened, why, what it cost, what to type next, the trace id."""
    lines = [_title(failure, canvas)]
    if happened := _happened(failure):
        lines.append(indented(happened, canvas))
    lines.append(told(explanation_of(failure, canvas.voice), canvas))
    if failure.cause:
        lines.append(indented(f"Cause: {_cause(failure.cause, canvas)}", canvas))
    lines.append(indented(cost_of(failure), canvas, style="bold"))
    lines += remedy_lines(remedies_of(failure, canvas.voice), canvas)
    if failure.trace_id:
        lines.append(indented(f"Trace id for the platform's support: {failure.trace_id}", canvas))
    return Group(*lines)


def _title(failure: Failure, canvas: Canvas) -> Text:
    is_calm = failure.category in _CALM
    glyph = canvas.glyphs.warning if is_calm else canvas.glyphs.failure
    # Yellow is lost on white: of a calm title the sign alone is coloured.
    lead = Text().append(f"{glyph} ", style="bold yellow" if is_calm else f"bold {FAILURE}")
    style = "bold" if is_calm else f"bold {FAILURE}"
    return paragraph(clean(title_of(failure, canvas.voice)), canvas.width, lead=lead, style=style)


def _happened(failure: Failure) -> str:
    is_named = failure.task_id is not None and failure.task_id not in failure.message
    named = f"Task {failure.task_id}" if is_named else ""
    return ": ".join(part for part in (named, clean(failure.message, longest=_LONGEST_MESSAGE)) if part)


def _cause(cause: Failure, canvas: Canvas) -> str:
    told_of_it = clean(cause.message, longest=_LONGEST_MESSAGE)
    status = f"HTTP {cause.entry.http_status}" if cause.entry.http_status else ""
    status = "" if status in told_of_it else status
    trace = f"trace id {clean(cause.trace_id)}" if cause.trace_id else ""
    known = ", ".join(part for part in (told_of_it, status, trace) if part)
    return f"{clean(title_of(cause, canvas.voice))} ({known})"
