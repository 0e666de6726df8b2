"""What all views are drawn with: the canvas, cards, tables, remedies."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich import box  # noqa: TID253  # views are drawn with rich
from rich.console import Group, RenderableType  # noqa: TID253  # as above
from rich.padding import Padding  # noqa: TID253  # as above
from rich.table import Table  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.clean import clean
from vidu_cli.render.failure import Voice
from vidu_cli.render.theme import ASCII, Glyphs, state_glyph, state_style
from vidu_cli.schema.tasks import TaskState

Pairs = Iterable[tuple[str, RenderableType | str | None]]


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


def card(title: Text, pairs: Pairs, canvas: Canvas) -> RenderableType:
    """A title over lines of name and value; lines without a value are left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold", max_width=max(canvas.width - 18, 20))
    for name, value in pairs:
        if value not in (None, ""):
            grid.add_row(name, Text(clean(value)) if isinstance(value, str) else value)
    return Group(title, Padding(grid, (0, 0, 0, 2)))


def state_text(state: TaskState | None, canvas: Canvas) -> Text:
    """A state as its sign and its word, in its colour."""
    word = clean(state) if state is not None else "unknown"
    return Text(f"{state_glyph(state, canvas.glyphs)} {word}", style=state_style(state))


def heading(words: str, canvas: Canvas, *, style: str = "bold") -> Text:
    """The title of a view; that of a rehearsal says so."""
    return Text(words + canvas.title_mark, style=style)


def remedy_lines(remedies: Iterable[str], canvas: Canvas) -> list[RenderableType]:
    """What to do next, each behind an arrow, with its commands standing out."""
    return [_hanging(f"{canvas.glyphs.remedy} ", commands_marked(clean(remedy))) for remedy in remedies]


def commands_marked(sentence: str) -> Text:
    """A sentence whose commands, in backticks, are shown in cyan; the backticks stay, so that paste needs no colour."""
    text = Text()
    for number, part in enumerate(sentence.split("`")):
        text.append(f"`{part}`" if number % 2 else part, style="cyan" if number % 2 else "")
    return text


def _hanging(lead: str, body: Text) -> RenderableType:
    grid = Table.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(lead, style="bold"), body)
    return Padding(grid, (0, 0, 0, 2))


def table_on(canvas: Canvas) -> Table:
    """An empty table whose edges suit the encoding; a narrow terminal has no room for edges."""
    edges = box.ASCII2 if canvas.glyphs is ASCII else box.ROUNDED
    return Table(
        box=edges if canvas.width >= 60 else None, padding=(0, 1), header_style="bold", border_style="bright_black"
    )


def one_line(words: str | None, style: str = "") -> Text:
    """Words from outside as one cell of a table."""
    return Text(clean(words or "", longest=200), style=style)
