"""Sentences in lines, broken so that commands, links and paths can still be copied whole."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len, chop_cells  # noqa: TID253  # views are drawn with rich
from rich.text import Text  # noqa: TID253  # as above

from vidu_cli.render.theme import COMMAND

_LEAST_ROOM = 16
# A command in backticks is one word, with what is attached to it.
_WORD = re.compile(r"(?:`[^`]*`|\S)+")
_COMMAND = re.compile(r"(`[^`]*`)")


def paragraph(words: str, width: int, *, lead: Text | None = None, style: str = "") -> Text:
    """Words from outside behind their lead, later lines hanging below the first word.

    A word that is too long is left whole: the terminal wraps it, and gives it back in one piece when it is copied.
    A run of wide characters, which has no words, is broken.
    """
    return _hanging(words.split(), width, lead=lead or Text(), style=style)


def advice(sentence: str, width: int, *, lead: Text | None = None) -> Text:
    """Our own sentence as a paragraph, its commands unbroken and in colour.

    The backticks around them stay: they mark a command where there is no colour.
    """
    text = _hanging(_WORD.findall(sentence), width, lead=lead or Text(), style="")
    for found in _COMMAND.finditer(text.plain):
        text.stylize(COMMAND, *found.span())
    return text


def whole(*parts: str | Text) -> Text:
    """Words that are never broken here: the terminal wraps them, and gives them back in one piece."""
    return _unwrapped(Text.assemble(*parts))


def _hanging(words: Iterable[str], width: int, *, lead: Text, style: str) -> Text:
    text = lead.copy()
    indent = cell_len(lead.plain.rpartition("\n")[2])
    for number, line in enumerate(_lines(words, max(width - indent, _LEAST_ROOM))):
        text.append("\n" + " " * indent if number else "")
        text.append(line, style=style)
    return _unwrapped(text)


def _unwrapped(text: Text) -> Text:
    text.no_wrap, text.overflow = True, "ignore"
    return text


def _lines(words: Iterable[str], room: int) -> Iterator[str]:
    line = ""
    for word in _narrowed(words, room):
        if line and cell_len(line) + 1 + cell_len(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _narrowed(words: Iterable[str], room: int) -> Iterator[str]:
    for word in words:
        if cell_len(word) > room and not word.isascii():
            yield from chop_cells(word, room)
        else:
            yield word
