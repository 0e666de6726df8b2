"""Colours: the terminal's own sixteen, and of these only such as both backgrounds bear."""

from vidu_cli.render.glyphs import Glyphs
from vidu_cli.schema.tasks import ENDED_BADLY, TaskState

# Yellow is lost on white and blue on black: yellow is for single signs that stand beside words, blue is not used.
COMMAND = "cyan"
FAILURE = "red"
FAINT = "dim"
STATE_STYLES = {
    TaskState.QUEUEING: "magenta",
    TaskState.PROCESSING: "cyan",
    TaskState.SUCCESS: "green",
    **dict.fromkeys(ENDED_BADLY, FAILURE),
}


def state_style(state: TaskState | None) -> str:
    """The colour of a state; one that has not begun, or that this version does not know, has none."""
    return STATE_STYLES.get(state, "") if state is not None else ""


def state_glyph(state: TaskState | None, glyphs: Glyphs) -> str:
    """The sign of a state."""
    if state is TaskState.SUCCESS:
        return glyphs.success
    if state in ENDED_BADLY:
        return glyphs.failure
    return glyphs.running if state is TaskState.PROCESSING else glyphs.waiting
