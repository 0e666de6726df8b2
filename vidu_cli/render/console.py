"""Rich consoles that draw as wide and as colourful as a stream wants."""

import io
from typing import TextIO

from rich.cells import cell_len  # noqa: TID253  # views are drawn with rich
from rich.console import Console, RenderableType  # noqa: TID253  # as above

from vidu_cli.render.stream import Stream


def console_on(stream: Stream, file: TextIO, *, moves: bool = False) -> Console:
    """A console for the stream that writes to a file; one that `moves` may redraw, also where colour is off."""
    return Console(
        file=file,
        # What moves is drawn again and again, on a terminal that may be made wider or narrower meanwhile.
        width=None if moves else stream.width,
        force_terminal=moves or stream.colour,
        color_system="standard" if stream.colour else None,
        no_color=not stream.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def drawn(view: RenderableType, stream: Stream) -> str:
    """The view as text for the stream. Lines that hold what is to be copied whole may be longer than it is wide."""
    held = io.StringIO()
    console_on(stream, held).print(view, crop=False)
    lines = "".join(line.rstrip() + "\n" for line in held.getvalue().splitlines())
    # A file has no columns to keep, and may be searched for what stands behind an escape.
    is_kept = stream.is_unicode or not stream.is_terminal
    return lines if is_kept else "".join(_encodable(character, stream.encoding) for character in lines)


def _encodable(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        # As wide as what it stands for, so that columns stay below each other.
        return "?" * cell_len(character)
    return character
