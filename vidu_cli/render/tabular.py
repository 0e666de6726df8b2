"""Tables that show what fits: no cell that matters is cut or broken, however narrow the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size  # noqa: TID253  # views are drawn with rich
from rich.console import Group, RenderableType  # noqa: TID253  # as above
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.drawing import Canvas
from vidu_cli.render.paragraphs import paragraph
from vidu_cli.render.theme import FAINT

_GAP = 2
_LEAST_OF_A_CUT_COLUMN = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column. One that `must` be shown is never cut; one that `may_be_cut` takes the room that is left.

    `is_named` is whether its title stands beside its cell where the rows are stacked.
    """

    title: str
    cells: tuple[Text, ...]
    must: bool = False
    may_be_cut: bool = False
    is_number: bool = False
    is_named: bool = True

    @property
    def width(self) -> int:
        """The columns of the terminal that it takes."""
        return max(cell_len(text) for text in (self.title, *(cell.plain for cell in self.cells)))

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not any(cell.plain for cell in self.cells)


def tabular(columns: Sequence[Column], canvas: Canvas) -> RenderableType:
    """The columns beside each other as far as they fit, those that must be there first; else the rows stacked.

    A column in which nothing stands is left out. The first two columns must be shown and share a line when stacked.
    """
    used = [column for column in columns if not column.is_blank]
    return grid(used, canvas) or Group(*_stacked([column for column in used if column.must], canvas))


def grid(columns: Sequence[Column], canvas: Canvas) -> RenderableType | None:
    """The columns beside each other, without those that do not fit; None when one is left out that must be shown."""
    widths = _fitting(columns, canvas.width)
    if widths is None:
        return None
    shown = [(column, widths[column.title]) for column in columns if column.title in widths]
    header = _line([Text(column.title, style="bold") for column, _ in shown], shown, canvas)
    rule = Text(canvas.glyphs.rule * (sum(widths.values()) + _GAP * (len(shown) - 1)), style=FAINT)
    rows = zip(*(column.cells for column, _ in shown), strict=True)
    return Group(header, rule, *(_line(cells, shown, canvas) for cells in rows))


def _fitting(columns: Sequence[Column], width: int) -> dict[str, int] | None:
    """Give the widths of the columns that fit, by title; None when those that must be there do not."""
    room = width + _GAP
    widths: dict[str, int] = {}
    for column in sorted(columns, key=lambda one: not one.must):
        least = min(column.width, _LEAST_OF_A_CUT_COLUMN) if column.may_be_cut else column.width
        if least + _GAP <= room:
            widths[column.title] = least
            room -= least + _GAP
        elif column.must:
            return None
    for column in columns:
        if column.may_be_cut and column.title in widths:
            more = min(column.width - widths[column.title], room)
            widths[column.title] += more
            room -= more
    return widths


def _line(cells: Sequence[Text], shown: Sequence[tuple[Column, int]], canvas: Canvas) -> Text:
    line = Text(no_wrap=True, overflow="ignore")
    for cell, (column, width) in zip(cells, shown, strict=True):
        fitted = _cut(cell, width, canvas)
        padding = " " * (width - cell_len(fitted.plain))
        line.append(" " * _GAP if line.plain else "")
        parts = (padding, fitted) if column.is_number else (fitted, padding)
        line.append_text(Text.assemble(*parts))
    return line


def _cut(cell: Text, width: int, canvas: Canvas) -> Text:
    if cell_len(cell.plain) <= width:
        return cell
    ellipsis = canvas.glyphs.ellipsis
    return Text(set_cell_size(cell.plain, width - cell_len(ellipsis)).rstrip() + ellipsis, style=cell.style)


def _stacked(columns: Sequence[Column], canvas: Canvas) -> Iterator[Text]:
    first, second, *others = columns
    for number, lead in enumerate(first.cells):
        yield Text.assemble(lead, " " * _GAP, second.cells[number], no_wrap=True, overflow="ignore")
        for column in others:
            cell = column.cells[number]
            name = f"  {column.title}  " if column.is_named else "  "
            if cell.plain:
                yield paragraph(cell.plain, canvas.width, lead=Text(name), style=str(cell.style))


def texts(words: Sequence[str | None], style: str = "") -> tuple[Text, ...]:
    """The cells of a column whose words are clean already."""
    return tuple(Text(word or "", style=style) for word in words)
