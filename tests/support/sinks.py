"""Sinks that write to memory, and files that break as pipes and disks do."""

import errno
import io
from dataclasses import dataclass, field
from typing import TextIO

from vidu_cli.render.failure import Voice
from vidu_cli.render.output import Format, Output, Stream


class Broken(io.RawIOBase):
    """A file in which every write fails with that number of the system."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> int:
        raise OSError(self._number, errno.errorcode[self._number])


class Reluctant(io.RawIOBase):
    """A file that takes a few bytes at a time, as an unbuffered one may."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        few = bytes(content)[:7]  # type: ignore[call-overload]  # any buffer
        self.taken += few
        return len(few)


def memory(encoding: str = "utf-8") -> TextIO:
    """A text file in memory."""
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")


def broken(number: int) -> TextIO:
    """A text file whose bytes cannot be written."""
    return io.TextIOWrapper(io.BufferedWriter(Broken(number)), encoding="utf-8")


def written(file: TextIO | None) -> str:
    """What a file in memory holds."""
    assert file is not None
    file.seek(0)
    return file.read()


def stream(file: TextIO | None, *, is_terminal: bool = False, colour: bool = False, width: int = 80) -> Stream:
    """A stream that is no terminal unless it is said."""
    return Stream(file=file, is_terminal=is_terminal, colour=colour, width=width)


@dataclass(frozen=True)
class Sink:
    """An output and what was written to it."""

    out: Stream = field(default_factory=lambda: stream(memory()))
    err: Stream = field(default_factory=lambda: stream(memory()))

    def output(self, format: Format = Format.PLAIN, chosen: tuple[str, ...] = (), *, quiet: bool = False) -> Output:  # noqa: A002  # the field's name
        return Output(out=self.out, err=self.err, format=format, chosen=chosen, quiet=quiet, voice=Voice())

    @property
    def stdout(self) -> str:
        return written(self.out.file)

    @property
    def stderr(self) -> str:
        return written(self.err.file)
