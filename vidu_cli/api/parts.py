"""The beginning of a file, beside its target: under a name that is the same in every run, so that the next one goes on.

Beside it lies a journal: which version of the file it is of and, once it is whole, its digest and the name that it is
about to get. Whenever a run is killed, the next one finds out from these two what is left to do.
"""

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from vidu_cli.api.locks import BusyError, is_at, is_file, locked
from vidu_cli.api.notes import boot, read_object, write_object
from vidu_cli.policy.leftovers import Journal, Synced, journal_in
from vidu_cli.policy.ranges import Kept, Mark

PART = ".part"
_READ_BYTES = 1_048_576
# Elsewhere a file that is open has a name for as long as it is.
_MAY_BE_OPEN = os.name != "nt"


class Part:
    """A file that is not whole yet. Methods raise OSError; those that move bytes are for a thread of their own."""

    def __init__(self, folder: Path, key: str) -> None:
        self.path = folder / f".{key}{PART}"
        self._journal = folder / f".{key}{PART}.json"
        self._file: BinaryIO | None = None
        self._told = Journal()
        self._digest = sha256()
        self.size_bytes = 0

    @property
    def sha256(self) -> str:
        """The digest of what is there."""
        return self._digest.hexdigest()

    def resume(self, *, written_bytes: int = 0) -> Kept | None:
        """What is left that can be gone on with, read from its first byte on; None when nothing can.

        `written_bytes` is how much of it this very process wrote: of so much nothing can be lost.
        """
        if self._file is None:
            try:
                self._file = locked(self.path, create=False)
            except BusyError:
                raise
            except FileNotFoundError:
                return None
            except OSError:
                if is_file(self.path):
                    raise
                self.discard()
                return None
        self._told = journal_in(read_object(self._journal))
        status = os.fstat(self._file.fileno())
        # With a second name it is a finished file already: not one byte of that may be touched.
        size = status.st_size if status.st_nlink == 1 else 0
        sealed = self.named()
        size = self._told.usable(size, boot=boot(), is_own=size == written_bytes, is_sealed=sealed is not None)
        is_whole = size == self._told.mark.size_bytes
        if not (size and self._take_in(size)) or (sealed is not None and is_whole and sealed[1] != self.sha256):
            self.discard()
            return None
        if self._told.boot != boot() and not (sealed is not None and is_whole):
            # What is left of it was proven, and goes on from here.
            self._told = replace(self._told, boot=boot())
            self._note({})
        return Kept(mark=self._told.mark, size_bytes=size)

    def _take_in(self, size: int) -> bool:
        """Read so much of it; whether what was brought to the disk is there still, as it was."""
        assert self._file is not None
        self._digest, self.size_bytes = sha256(), 0
        self._file.seek(0)
        synced = self._told.synced
        for end in (min(synced.size_bytes, size), size):
            while self.size_bytes < end:
                piece = self._file.read(min(_READ_BYTES, end - self.size_bytes))
                if not piece:
                    # Somebody cuts it meanwhile.
                    return False
                self._digest.update(piece)
                self.size_bytes += len(piece)
            if end == synced.size_bytes and end and self.sha256 != synced.sha256:
                return False
        self._file.truncate(size)
        self._file.seek(size)
        return True

    def begin(self, mark: Mark) -> None:
        """Begin anew with a file of that mark."""
        self.discard()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = locked(self.path, create=True)
        self._told = Journal(mark=mark, boot=boot())
        self._digest, self.size_bytes = sha256(), 0
        self._note({})

    def write(self, pieces: Iterable[bytes]) -> None:
        """Add to it; the bytes are the system's when this returns, whatever becomes of the process."""
        assert self._file is not None
        # As one: to wait for the interpreter after each piece takes longer than to copy them.
        content = b"".join(pieces)
        self._file.write(content)
        self._file.flush()
        self._digest.update(content)
        self.size_bytes += len(content)

    def syncer(self) -> Callable[[], None]:
        """What brings to the disk what is there; more may be written meanwhile, and the file may be closed."""
        assert self._file is not None
        own = os.dup(self._file.fileno())

        def sync() -> None:
            try:
                os.fsync(own)
            finally:
                os.close(own)

        return sync

    def keep(self, synced: Synced) -> None:
        """Keep how much of it is on the disk, also where the machine goes down."""
        self._told = replace(self._told, synced=synced)
        self._note({})

    def start(self, count: int) -> bytes:
        """Its first bytes."""
        assert self._file is not None
        place = self._file.tell()
        self._file.seek(0)
        first = self._file.read(count)
        self._file.seek(place)
        return first

    @property
    def size_on_disk(self) -> int:
        """How much of it there is, whoever brings it; 0 where there is nothing."""
        try:
            return self.path.lstat().st_size
        except OSError:
            return 0

    def seal(self, target: Path, *, modified_at: float | None) -> None:
        """Bring the whole file to the disk, and keep which name it is about to get."""
        assert self._file is not None
        if modified_at is not None:
            with suppress(OSError, OverflowError, ValueError):
                os.utime(self.path, (modified_at, modified_at))
        try:
            self.syncer()()
        except OSError:
            # What the disk did not take may be missing anywhere in it.
            self.discard()
            raise
        self._note({"name": os.path.relpath(target, self.path.parent), "sha256": self.sha256})

    def give_name(self, target: Path, *, overwrite: bool) -> None:
        """Make the whole file appear under its name at once; FileExistsError when that is taken."""
        assert self._file is not None
        target.parent.mkdir(parents=True, exist_ok=True)
        if not is_at(self.path, self._file):
            raise FileNotFoundError(errno.ENOENT, "the file was taken away while it was brought", str(self.path))
        if overwrite:
            self._rename(target)
        else:
            self._link(target)
        _to_disk(target.parent)

    def _rename(self, target: Path) -> None:
        if not _MAY_BE_OPEN:
            self.close()
        self.path.replace(target)

    def _link(self, target: Path) -> None:
        try:
            # A link refuses a name that is taken meanwhile; a rename would overwrite it.
            target.hardlink_to(self.path)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems have no links.
            if os.path.lexists(target):
                raise FileExistsError(target) from None
            self._rename(target)

    def named(self) -> tuple[Path, str] | None:
        """The target that an earlier run was about to name, and the digest it must have; None when there was none."""
        told = read_object(self._journal)
        name, digest = told.get("name"), told.get("sha256")
        if not isinstance(name, str) or not isinstance(digest, str):
            return None
        return self.path.parent / name, digest

    def note_beside(self, path: Path, document: Mapping[str, object]) -> None:
        """Write a JSON document whole or not at all, by way of a name of this part."""
        # Whoever has no lock may not write where the one that has it does.
        own = ".new" if self._file is not None else f".new-{os.getpid()}"
        write_object(path, document, by_way_of=self._journal.with_suffix(own))

    def _note(self, told: Mapping[str, str]) -> None:
        write_object(self._journal, {**self._told.told, **told}, by_way_of=self._journal.with_suffix(".new"))

    def discard(self) -> None:
        """Leave nothing of it; a file that got its name keeps that, and what another process is bringing stays."""
        if self._file is None:
            try:
                # Where only the journal is left, its lock keeps others from beginning while that goes.
                self._file = locked(self.path, create=os.path.lexists(self._journal))
            except (BusyError, FileNotFoundError):
                return
            except OSError:
                if is_file(self.path):
                    raise
        if not _MAY_BE_OPEN:
            self.close()
        if self._file is None or is_at(self.path, self._file):
            self.path.unlink(missing_ok=True)
        for path in (self._journal, self._journal.with_suffix(".new")):
            path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Close the file and let others go on with it."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _to_disk(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system has a way to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
