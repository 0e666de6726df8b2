"""Files that one process at a time may have."""

import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO


class BusyError(OSError):
    """Another process brings the same file to the same folder at this moment."""


def locked(path: Path, *, create: bool) -> BinaryIO:
    """Open the file and keep every other process from it; BusyError when one has it."""
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | (os.O_CREAT if create else 0)
    while True:
        file = os.fdopen(os.open(path, flags, 0o666), "r+b")
        try:
            _lock(file)
            if is_at(path, file):
                return file
        except BaseException:
            file.close()
            raise
        # Whoever had it was done with it meanwhile.
        file.close()


def is_at(path: Path, file: BinaryIO) -> bool:
    """Whether the open file is the one under that path still; OSError when it is no file."""
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise OSError(f"{path} is no file")
    try:
        return os.path.samestat(status, path.lstat())
    except FileNotFoundError:
        return False


def is_file(path: Path) -> bool:
    """Whether a file is there, which another run may be bringing; a link or a pipe is nothing of ours."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


if sys.platform != "win32":
    import fcntl

    def _lock(file: BinaryIO) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(*error.args) from error
        except OSError:
            # Some file systems have no locks.
            return

else:

    def _lock(file: BinaryIO) -> None:
        """Nothing: there a file that is open cannot be removed or renamed by another process."""
