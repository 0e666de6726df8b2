"""A file that a request names: looked at when it is named, read when its turn comes."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from vidu_cli.errors.catalogue import MEDIA_UNREADABLE
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.policy.addresses import data_bytes, is_data
from vidu_cli.policy.headers import MediaFacts, facts_of
from vidu_cli.policy.phrases import file_words
from vidu_cli.policy.suggestions import nearest

STANDARD_INPUT = "-"

# The largest picture that any kind takes. What is longer is read no further: it is too large by its rule or packing.
_MOST_BYTES = 50_000_000
# A header is some jumps and a few bytes at each: the usual 8 kB a jump would read most of a PNG.
_BUFFER_BYTES = 512
# Comparing a name with 1,000 others takes some hundredths of a second.
_MOST_NAMES = 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class LocalFile:
    """One file of this machine, standard input, or the bytes of a `data:` URI.

    `address` is what the request says, `option` set it. `content` is kept of what cannot be read a second time;
    `stamp` (size, place and time of the last change) tells whether a file is still the one that was looked at.
    """

    address: str
    option: str
    facts: MediaFacts
    content: bytes | None = field(default=None, repr=False)
    stamp: tuple[int, int, int] | None = None

    def read(self) -> bytes:
        """All of its bytes; ViduError 40 when they are not those any more that were looked at."""
        if self.content is not None:
            return self.content
        with _readable(self.address, self.option) as file:
            content = file.read(self.facts.size_bytes + 1)
            stamp = _stamp_of(file)
        if len(content) != self.facts.size_bytes or stamp != self.stamp:
            raise _unreadable(self.address, self.option, "changed while it was read; try again when it is complete")
        return content


def opened(address: str, *, option: str, stdin: BinaryIO | None) -> LocalFile:
    """The file behind a path, `-` or a `data:` URI, and what its bytes say; ViduError 40 names `option` and the reason.

    A path is taken as it is: `~` is for the shell. Of `stdin` no more than 50,000,001 bytes are read.
    """
    if address == STANDARD_INPUT:
        return _in_memory(address, option, _standard_input(option, stdin))
    if is_data(address):
        try:
            return _in_memory(address, option, data_bytes(address))
        except ValueError as error:
            raise _unreadable(address, option, str(error)) from error
    with _readable(address, option) as file:
        stamp = _stamp_of(file)
        if not stamp[0]:
            raise _unreadable(address, option, "the file is empty")
        return LocalFile(address=address, option=option, facts=facts_of(file, size_bytes=stamp[0]), stamp=stamp)


def _stamp_of(file: BinaryIO) -> tuple[int, int, int]:
    status = os.fstat(file.fileno())
    return status.st_size, status.st_ino, status.st_mtime_ns


def _in_memory(address: str, option: str, content: bytes) -> LocalFile:
    if not content:
        raise _unreadable(address, option, "nothing came" if address == STANDARD_INPUT else "it holds no bytes")
    facts = facts_of(BytesIO(content), size_bytes=len(content))
    if len(content) > _MOST_BYTES:
        # Where it breaks off is where we stopped.
        facts = replace(facts, is_whole=True)
    return LocalFile(address=address, option=option, facts=facts, content=content)


def _standard_input(option: str, stdin: BinaryIO | None) -> bytes:
    if stdin is None or stdin.closed:
        raise _unreadable(STANDARD_INPUT, option, "it is closed")
    try:
        return stdin.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _unreadable(STANDARD_INPUT, option, _reason(error)) from error


@contextmanager
def _readable(address: str, option: str) -> Iterator[BinaryIO]:
    """Open a file; ViduError 40 tells why it cannot be opened or read."""
    try:
        mode = Path(address).stat().st_mode
        # Opening a pipe waits until somebody writes into it, and takes what is written from its reader.
        if not stat.S_ISREG(mode):
            raise _unreadable(address, option, _no_file(mode))
        with Path(address).open("rb", buffering=_BUFFER_BYTES) as file:
            yield file
    except FileNotFoundError as error:
        raise _unreadable(address, option, _missing(Path(address))) from error
    # A name with a zero byte, or with halves of characters, is a ValueError.
    except (OSError, ValueError) as error:
        raise _unreadable(address, option, _reason(error)) from error


def _no_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "it is a folder; name a file in it"
    kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
    return f"it is {kind}, no file; read it from standard input instead"


def _missing(path: Path) -> str:
    try:
        names = os.listdir(path.parent)  # noqa: PTH208  # names are wanted, not paths
    except FileNotFoundError:
        return f"the folder {file_words(str(path.parent))} does not exist"
    except OSError:
        names = []
    meant = nearest(path.name, names[:_MOST_NAMES])
    return "there is no such file" + (
        "" if meant is None else f"; did you mean {file_words(str(path.with_name(meant)))}?"
    )


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "you may not read it"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno)
    return "no file can have such a name"


def _unreadable(address: str, option: str, reason: str) -> ViduError:
    names = {} if address == STANDARD_INPUT or is_data(address) else {"path": address}
    end = "" if reason.endswith("?") else "."
    return failed(MEDIA_UNREADABLE, f"{option} {file_words(address)}: {reason}{end}", option=option, names=names)
