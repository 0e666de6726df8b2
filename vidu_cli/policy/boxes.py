"""The boxes that an MP4 is made of: in a file at hand, and in one that comes in pieces.

Source: ISO/IEC 14496-12: a box begins with its size, 4 bytes or, when those say 1, 8 bytes behind its type; 0 says that
it reaches to the end of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_HEAD_BYTES = 16
_IS_LONG = (1).to_bytes(4, "big")


class Stream(Protocol):
    """What a file at hand must be able to do."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, fewer only where the file ends."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """One box: its content lies from `start` to `end`, in bytes from the beginning of the file.

    `end` lies behind the end of the file when the box breaks off.
    """

    type: bytes
    start: int
    end: int


def boxes_in(file: Stream, *, start: int, end: int) -> Iterator[Box]:
    """The boxes side by side between two places in a file, until the first that breaks off or is none."""
    while start + 8 <= end:
        file.seek(start)
        head = file.read(_HEAD_BYTES)
        size = _declared_size(head) or end - start
        content = start + (_HEAD_BYTES if head[:4] == _IS_LONG else 8)
        if start + size < content:
            return
        yield Box(type=head[4:8], start=content, end=start + size)
        start += size


class Boxes:
    """Follows the top-level boxes of a file while its pieces come; it keeps no more than the head of one box."""

    def __init__(self) -> None:
        self._head = b""
        self._left = 0
        self._seen: set[bytes] = set()
        self._is_open_ended = False

    def feed(self, piece: bytes) -> None:
        """Take in the next piece."""
        while piece and not self._is_open_ended:
            skipped = min(self._left, len(piece))
            self._left -= skipped
            piece = piece[skipped:]
            needed = _HEAD_BYTES - len(self._head)
            self._head, piece = self._head + piece[:needed], piece[needed:]
            self._begin_box()

    def _begin_box(self) -> None:
        while len(self._head) >= 8 and not self._left and not self._is_open_ended:
            if self._head[:4] == _IS_LONG and len(self._head) < _HEAD_BYTES:
                return
            size = _declared_size(self._head)
            self._seen.add(self._head[4:8])
            self._is_open_ended = size < 8
            self._left = max(size - len(self._head), 0)
            self._head = self._head[size:]

    @property
    def is_mp4(self) -> bool:
        """Whether it is such a file at all."""
        return b"ftyp" in self._seen

    @property
    def is_whole(self) -> bool:
        """Whether the file ended where a box ends, and holds those without which nothing plays."""
        has_all = {b"moov", b"mdat"} <= self._seen
        return has_all and (self._is_open_ended or (not self._left and not self._head))


def _declared_size(head: bytes) -> int:
    return int.from_bytes(head[8:16] if head[:4] == _IS_LONG else head[:4], "big")
