"""A failure as people see it on stderr."""

import re
from collections.abc import Sequence

from rich.console import Group, RenderableType  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.errors.catalogue import Category
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.phrases import ids_named
from vidu_cli.render.clean import clean
from vidu_cli.render.drawing import Canvas, indented, remedy_lines, told
from vidu_cli.render.failure import cost_of, explanation_of, remedies_of, title_of
from vidu_cli.render.paragraphs import paragraph
from vidu_cli.render.theme import FAILURE

# What passes by itself, or was asked for, is not drawn as a disaster.
_CALM = (Category.LATER, Category.WAITING)
_LONGEST_MESSAGE = 1000


_MOST_EVENTS = 5
_FOR_MANY = "poll|download|cancel"


def complaints(failures: Sequence[Failure], canvas: Canvas) -> list[RenderableType]:
    """The whole of each failure, the last one last; what is the same of several tasks is told once."""
    alike: dict[object, list[Failure]] = {}
    for failure in failures:
        alike.setdefault(_sense(failure, canvas), []).append(failure)
    last = alike.pop(_sense(failures[-1], canvas))
    return [_complaint(some, canvas) for some in (*alike.values(), last)]


def _sense(failure: Failure, canvas: Canvas) -> object:
    """What the failure says beside what happened to which task."""
    voice = canvas.voice
    why = (title_of(failure, voice), explanation_of(failure, voice), cost_of(failure), failure.trace_id)
    remedies = [_with_ids(remedy, failure.task_id, "TASK") for remedy in remedies_of(failure, voice)]
    return why, tuple(remedies), failure.cause and _cause(failure.cause, canvas)


def _remedies(failures: Sequence[Failure], canvas: Canvas) -> list[str]:
    """What to do next; a command that takes several tasks is for all of them, others show the first."""
    first = failures[0]
    ids = " ".join(failure.task_id for failure in failures if failure.task_id)
    told = remedies_of(first, canvas.voice)
    return [_with_ids(remedy, first.task_id, ids, of=_FOR_MANY) for remedy in told]


def _with_ids(remedy: str, task_id: str | None, ids: str, *, of: str = r"[a-z]+") -> str:
    """The remedy with other ids in the place of that of its task, where it stands behind such a command."""
    if task_id is None:
        return remedy
    return re.sub(rf"(`vidu [^`]*\b(?:{of}) ){re.escape(task_id)}(?![^ `])", lambda found: found[1] + ids, remedy)


def _complaint(failures: Sequence[Failure], canvas: Canvas) -> RenderableType:
    """Title, what happened, why, what it cost, what to type next, the trace id: they differ in what happened."""
    failure = failures[0]
    lines = [_title(failure, canvas)]
    lines += [indented(happened, canvas) for happened in _events(failures)]
    lines.append(told(explanation_of(failure, canvas.voice), canvas))
    if failure.cause:
        lines.append(indented(f"Cause: {_cause(failure.cause, canvas)}", canvas))
    lines.append(indented(cost_of(failure), canvas, style="bold"))
    lines += remedy_lines(_remedies(failures, canvas), canvas)
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


def _events(failures: Sequence[Failure]) -> list[str]:
    """What happened, to which tasks."""
    tasks: dict[str, list[str]] = {}
    for failure in failures:
        is_named = failure.task_id is not None and failure.task_id not in failure.message
        tasks.setdefault(failure.message, []).extend([failure.task_id] if is_named and failure.task_id else [])
    events = [_event(message, ids) for message, ids in tasks.items()]
    more = len(events) - _MOST_EVENTS
    return [event for event in events[:_MOST_EVENTS] if event] + ([f"And {more} more."] if more > 0 else [])


def _event(message: str, ids: Sequence[str]) -> str:
    named = f"Task{'s' if len(ids) > 1 else ''} {ids_named(ids)}" if ids else ""
    return ": ".join(part for part in (named, clean(message, longest=_LONGEST_MESSAGE)) if part)


def _cause(cause: Failure, canvas: Canvas) -> str:
    told_of_it = clean(cause.message, longest=_LONGEST_MESSAGE)
    status = f"HTTP {cause.entry.http_status}" if cause.entry.http_status else ""
    status = "" if status in told_of_it else status
    trace = f"trace id {clean(cause.trace_id)}" if cause.trace_id else ""
    known = ", ".join(part for part in (told_of_it, status, trace) if part)
    return f"{clean(title_of(cause, canvas.voice))} ({known})"
