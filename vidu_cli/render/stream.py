"""One of the two streams, written to byte for byte, and what it means when that fails."""

import errno
import os
import stat
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from vidu_cli.errors.catalogue import CANNOT_WRITE, CLOSED_PIPE
from vidu_cli.errors.failure import Failure, ViduError


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """One of the two streams: None when it was closed before the program began. `colour` is decided for each."""

    file: TextIO | None
    is_terminal: bool
    colour: bool
    width: int

    @property
    def encoding(self) -> str:
        """The encoding of the stream."""
        return (self.file.encoding if self.file else None) or "utf-8"

    @property
    def is_unicode(self) -> bool:
        """Whether the stream carries every character as UTF-8."""
        return self.encoding.lower().replace("-", "").replace("_", "") == "utf8"

    @property
    def is_pipe(self) -> bool:
        """Whether another program reads the stream as it is written."""
        try:
            return self.file is not None and stat.S_ISFIFO(os.fstat(self.file.fileno()).st_mode)
        except (OSError, ValueError):
            return False

    def put(self, text: str) -> None:
        """Write and flush; ViduError 141 when the reader has gone, 92 when there is no room."""
        # What the encoding cannot show becomes an escape; inside JSON that is its own escape.
        self._put(text, text.encode(self.encoding, "backslashreplace"))

    def put_bytes(self, content: bytes) -> None:
        """Write bytes as they are and flush; ViduError as for `put`."""
        self._put("", content)

    def _put(self, text: str, content: bytes) -> None:
        if self.file is None:
            raise ViduError(Failure(entry=CLOSED_PIPE, message="standard output is closed"))
        try:
            binary = getattr(self.file, "buffer", None)
            if binary is None:
                self.file.write(text)
            else:
                _write_all(binary, content)
            self.file.flush()
        except (OSError, ValueError) as error:
            raise ViduError(_gone(error)) from error


def _write_all(binary: BinaryIO, content: bytes) -> None:
    # Under `python -u` there is no buffer, and a write to a disk that is nearly full takes a part and says so.
    rest = memoryview(content)
    while rest:
        written: int | None = binary.write(rest)
        if written is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[written:]
    binary.flush()


def _gone(error: OSError | ValueError) -> Failure:
    number = getattr(error, "errno", None)
    if number in (errno.EPIPE, errno.EBADF, None):
        return Failure(entry=CLOSED_PIPE, message="the reader of standard output went away")
    return Failure(entry=CANNOT_WRITE, message=f"standard output: {os.strerror(number)}.", names={"path": "stdout"})
