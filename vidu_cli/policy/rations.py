"""A file of which only so much can be read."""

from typing import BinaryIO


class RationError(ValueError):
    """A reader wanted more of a file than any honest file needs."""


class Ration:
    """A stream that ends in RationError after so many bytes and reads.

    Sizes and counts in a file come from outside: without an end to it, a crafted one costs gigabytes or hours.
    """

    def __init__(self, file: BinaryIO, *, most_bytes: int, most_reads: int = 100_000) -> None:
        self._file = file
        self._bytes_left = most_bytes
        self._reads_left = most_reads

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; all of them is never given."""
        if not 0 <= size <= self._bytes_left or not self._reads_left:
            raise RationError("more was to be read than such a file needs")
        piece = self._file.read(size)
        self._bytes_left -= len(piece)
        self._reads_left -= 1
        return piece

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place in the file."""
        return self._file.tell()
