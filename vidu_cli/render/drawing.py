"""What all views are drawn with: the canvas, cards, remedies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len  # noqa: TID253  # views are drawn with rich
from rich.console import Group, RenderableType  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.clean import clean
from vidu_cli.render.failure import Voice
from vidu_cli.render.glyphs import Glyphs
from vidu_cli.render.paragraphs import advice, paragraph, whole
from vidu_cli.render.theme import COMMAND, state_glyph, state_style
from vidu_cli.schema.tasks import TaskState

Pairs = Iterable[tuple[str, Text | str | None]]

_INDENT = 2
_GAP = 2
# No terminal is as wide: such a canvas is a log, where a sentence is a line.
_WIDEST_TERMINAL = 1000
_ENDS_IN_A_COMMAND = re.compile(r"(?P<lead>[^`]+:) `(?P<command>[^`]+)`\.?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Canvas:
    """What a view is drawn on: its width in columns, its signs, and how the run speaks."""

    width: int
    glyphs: Glyphs
    voice: Voice
    sandbox: bool = False

    @property
    def title_mark(self) -> str:
        """What the titles of a rehearsal end with."""
        return " (sandbox)" if self.sandbox else ""

    @property
    def is_narrow(self) -> bool:
        """Whether every column counts."""
        return self.width < 60

    @property
    def is_log(self) -> bool:
        """Whether there is no edge to wrap at."""
        return self.width > _WIDEST_TERMINAL


def heading(words: str, canvas: Canvas) -> Text:
    """The title of a view; that of a rehearsal says so."""
    return Text(words + canvas.title_mark, style="bold")


def minute(told_at: str | None) -> str:
    """A time of RFC 3339 as a cell shows it, to the minute; "" for None."""
    return clean((told_at or "").replace("T", " ")[:16])


def card(title: Text, pairs: Pairs, canvas: Canvas) -> RenderableType:
    """A title over lines of name and value; lines without a value are left out."""
    return Group(title, *pair_lines(pairs, canvas))


def pair_lines(pairs: Pairs, canvas: Canvas) -> list[Text]:
    """Lines of name and value, the values below each other; lines without a value are left out.

    A value that is `whole` is not broken: where it does not fit it stands below its name.
    """
    given = [(name, value) for name, value in pairs if value]
    longest = max((cell_len(name) for name, _ in given), default=0)
    return [_pair(name.ljust(longest), value, canvas) for name, value in given]


def _pair(name: str, value: Text | str, canvas: Canvas) -> Text:
    beside = Text(" " * _INDENT).append(name, style="bold").append(" " * _GAP)
    if isinstance(value, Text) and value.no_wrap:
        fits = cell_len(beside.plain + value.plain) <= canvas.width
        return whole(_above(name, _INDENT) if not fits else beside, value)
    words, style = (value.plain, str(value.style)) if isinstance(value, Text) else (clean(value), "")
    longest = max(map(cell_len, words.split()), default=0)
    if longest > canvas.width - cell_len(beside.plain) and words.isascii():
        # A path that would be wrapped begins on a line of its own, where more of it fits.
        beside = _above(name, 2 * _INDENT)
    return paragraph(words, canvas.width, lead=beside, style=style)


def _above(name: str, indent: int) -> Text:
    return Text(" " * _INDENT).append(name.rstrip(), style="bold").append("\n" + " " * indent)


def indented(words: str, canvas: Canvas, *, style: str = "") -> Text:
    """Words from outside below a title."""
    return paragraph(clean(words), canvas.width, lead=Text(" " * _INDENT), style=style)


def told(sentence: str, canvas: Canvas) -> Text:
    """Our own sentence below a title, its commands standing out."""
    return advice(clean(sentence), canvas.width, lead=Text(" " * _INDENT))


def remedy_lines(remedies: Iterable[str], canvas: Canvas) -> list[Text]:
    """What to do next, each behind an arrow; a command that ends it stands alone, to be copied whole."""
    return [line for remedy in remedies for line in _remedy(clean(remedy), canvas)]


def _remedy(remedy: str, canvas: Canvas) -> list[Text]:
    lead = Text(" " * _INDENT).append(f"{canvas.glyphs.remedy} ", style="bold")
    alone = None if canvas.is_log else _ENDS_IN_A_COMMAND.fullmatch(remedy)
    if alone is None:
        return [advice(remedy, canvas.width, lead=lead)]
    indent = _INDENT if canvas.is_narrow else cell_len(lead.plain)
    command = whole(" " * indent, Text(alone["command"], style=COMMAND))
    return [advice(alone["lead"], canvas.width, lead=lead), command]


def state_text(state: TaskState | None, canvas: Canvas) -> Text:
    """A state as its sign and its word, in its colour."""
    word = clean(state) if state is not None else "unknown"
    return Text(f"{state_glyph(state, canvas.glyphs)} {word}", style=state_style(state))
