"""The live line of files on their way."""

from collections.abc import Callable

from vidu_cli.render.glyphs import glyphs_for
from vidu_cli.render.stream import Stream


class LiveLine:
    """A line that redraws itself: how many files and bytes are there."""

    def __init__(self, stream: Stream, monotonic: Callable[[], float]) -> None:
        self._width = stream.width
        self._glyphs = glyphs_for(stream.encoding)
        self._monotonic = monotonic

    def drawn(self, words: str, done_bytes: int, all_bytes: int) -> str:
        """The line; without the bytes if they are unknown or have no room."""
        short = f"{self._glyphs.turning(self._monotonic())} {words}"
        full = f"{short}, {done_bytes / 1e6:,.1f} of {all_bytes / 1e6:,.1f} MB"
        # A line that fills the last column makes some terminals scroll.
        return full if all_bytes and len(full) < self._width else short[: self._width - 1]
