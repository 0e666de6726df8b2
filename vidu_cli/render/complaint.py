"""A failure as people see it on stderr."""

from collections.abc import Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.padding import Padding  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.catalogue import Category
from vidu_cli.errors.failure import Failure
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, commands_marked, remedy_lines
from vidu_cli.render.failure import cost_of, explanation_of, remedies_of, title_of

# What passes by itself, or was asked for, is not drawn as a disaster.
_CALM = (Category.LATER, Category.WAITING)
_LONGEST_MESSAGE = 1000


def complaint(failure: Failure, canvas: Canvas) -> RenderableType:
    """The whole of a failure: title, what happened, why, what it cost, what to type next, the trace id."""
    style = "bold yellow" if failure.category in _CALM else "bold red"
    lines: list[RenderableType] = [
        Text(f"{canvas.glyphs.failure} {clean(title_of(failure, canvas.voice))}", style=style)
    ]
    lines += [_indented(Text(words)) for words in _story(failure) if words]
    lines.append(_indented(commands_marked(clean(explanation_of(failure, canvas.voice)))))
    if failure.cause:
        lines.append(_indented(Text(f"Cause: {_cause(failure.cause, canvas)}")))
    lines.append(_indented(Text(cost_of(failure), style="bold")))
    lines += remedy_lines(remedies_of(failure, canvas.voice), canvas)
    if failure.trace_id:
        lines.append(_indented(Text(f"Trace id for the platform's support: {clean(failure.trace_id)}")))
    return Group(*lines)


def _story(failure: Failure) -> Sequence[str]:
    named = f"Task {failure.task_id}: " if failure.task_id and failure.task_id not in failure.message else ""
    told = clean(failure.message, longest=_LONGEST_MESSAGE)
    return (f"{clean(named)} {told}".strip() if told else clean(named).rstrip(":"),)


def _cause(cause: Failure, canvas: Canvas) -> str:
    trace = f", trace id {clean(cause.trace_id)}" if cause.trace_id else ""
    status = f", HTTP {cause.entry.http_status}" if cause.entry.http_status else ""
    told = clean(cause.message, longest=_LONGEST_MESSAGE)
    return f"{clean(title_of(cause, canvas.voice))} ({told}{status}{trace})"


def _indented(text: Text) -> RenderableType:
    return Padding(text, (0, 0, 0, 2))
