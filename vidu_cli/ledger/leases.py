"""Which attempts are under way: a locked byte for each, which the system lets go of when its process ends.

One file, a byte for the number of each entry. No process number that another process may get, no clock, no start of
the machine has to be remembered: a lock dies with its holder.
"""

import os
import sys
from pathlib import Path


class Leases:
    """The locks of this process. Locks of one process do not exclude each other, so it remembers its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._own: set[int] = set()

    def close(self) -> None:
        """Let go of every lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._own.clear()

    def take(self, number: int) -> None:
        """Hold the lease of an entry until this process lets it go or ends; OSError when it cannot be had."""
        _lock(self._open(), number)
        self._own.add(number)

    def let_go(self, number: int) -> None:
        """End the lease of an entry."""
        if number in self._own:
            _unlock(self._open(), number)
            self._own.discard(number)

    def is_held(self, number: int) -> bool:
        """Whether a process that runs holds the lease of the entry. Where locks do not work, none does."""
        if number in self._own:
            return True
        try:
            descriptor = self._open()
            _lock(descriptor, number, shared=True)
            _unlock(descriptor, number)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def _open(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        return self._descriptor


if sys.platform != "win32":
    import fcntl

    def _lock(descriptor: int, number: int, *, shared: bool = False) -> None:
        try:
            # Two that look whether an attempt is live are not in each other's way.
            fcntl.lockf(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB, 1, number)
        except PermissionError as error:
            # POSIX allows EACCES for a lock that another process holds.
            raise BlockingIOError(*error.args) from error

    def _unlock(descriptor: int, number: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, number)

else:
    import msvcrt

    def _lock(descriptor: int, number: int, *, shared: bool = False) -> None:  # noqa: ARG001  # Windows has one kind
        os.lseek(descriptor, number, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(*error.args) from error

    def _unlock(descriptor: int, number: int) -> None:
        os.lseek(descriptor, number, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
