"""Glyphs and colours. The sixteen colours of the terminal alone, so that light and dark backgrounds both read well."""

from dataclasses import dataclass

from vidu_cli.schema.tasks import ENDED_BADLY, TaskState


@dataclass(frozen=True, kw_only=True, slots=True)
class Glyphs:
    """The signs of a run; meaning is always in words beside them."""

    success: str
    failure: str
    warning: str
    note: str
    remedy: str
    running: str
    waiting: str
    dot: str
    spinner: tuple[str, ...]


UNICODE = Glyphs(
    success="\N{CHECK MARK}",
    failure="\N{MULTIPLICATION X}",
    warning="!",
    note="\N{MIDDLE DOT}",
    remedy="\N{RIGHTWARDS ARROW}",
    running="\N{BLACK RIGHT-POINTING SMALL TRIANGLE}",
    waiting="\N{WHITE BULLET}",
    dot="\N{MIDDLE DOT}",
    spinner=tuple("\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f"),
)
ASCII = Glyphs(
    success="+",
    failure="x",
    warning="!",
    note="-",
    remedy="->",
    running=">",
    waiting=".",
    dot="-",
    spinner=tuple("|/-\\"),
)

STATE_STYLES = {
    TaskState.CREATED: "blue",
    TaskState.QUEUEING: "yellow",
    TaskState.PROCESSING: "cyan",
    TaskState.SUCCESS: "green",
    **dict.fromkeys(ENDED_BADLY, "red"),
}


def glyphs_for(encoding: str) -> Glyphs:
    """The signs that a stream of that encoding can carry."""
    try:
        "".join((*UNICODE.spinner, UNICODE.success, UNICODE.failure, UNICODE.remedy, UNICODE.running)).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def state_style(state: TaskState | None) -> str:
    """The colour of a state; a state this version does not know has none."""
    return STATE_STYLES.get(state, "") if state is not None else ""


def state_glyph(state: TaskState | None, glyphs: Glyphs) -> str:
    """The sign of a state."""
    if state is TaskState.SUCCESS:
        return glyphs.success
    if state in ENDED_BADLY:
        return glyphs.failure
    return glyphs.running if state is TaskState.PROCESSING else glyphs.waiting
