"""A result on disk: its beginning beside its target, gone on with, checked, and only then given its name."""

import asyncio  # noqa: TID253  # what touches the disk runs in threads
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from vidu_cli.api.beginnings import beginning, extension_of
from vidu_cli.api.download import Downloader
from vidu_cli.api.home import finished, found, is_taken, is_this, left, refuse_taken
from vidu_cli.api.locks import BusyError
from vidu_cli.api.parts import PART, Part
from vidu_cli.api.targets import refused
from vidu_cli.api.writing import write
from vidu_cli.errors.catalogue import CANNOT_WRITE, OUTPUT_EXISTS
from vidu_cli.errors.failure import ViduError
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.naming import LONGEST_MAGIC_BYTES
from vidu_cli.policy.parcels import IfExists, Parcel, Saved, Watch
from vidu_cli.policy.ranges import Kept

# Another run that brings the same file is often about to be done with it.
BUSY_S = 5.0
BUSY_PAUSE_S = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Job:
    """One file to be brought. `taken` are names that are not free; what comes there later may be this very file."""

    url: str
    parcel: Parcel
    part: Part
    watch: Watch
    taken: frozenset[Path]


class _InTheWayError(Exception):
    """What is in the place of the file is to be left there."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def _taken(parcel: Parcel) -> frozenset[Path]:
    return frozenset(path for path in parcel.candidates if is_taken(parcel, path))


class Saver:
    """Brings results to disk, each whole or not at all."""

    def __init__(self, downloader: Downloader) -> None:
        self._downloader = downloader
        # How much each attempt left of its file.
        self._written: dict[Path, int] = {}

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None, afresh: bool = False) -> Saved:
        """The file at home; what an earlier run left of it is gone on with, unless it is to begin `afresh`.

        Raises LinkError when the bytes could not be had whole or are no media, ViduError 91 or 92 for the target
        and 97 as `Downloader.open`.
        """
        now = asyncio.get_running_loop().time
        given_up_at, size_before = 0.0, -1
        with _told_of(parcel):
            while True:
                part = Part(parcel.home, parcel.key)
                try:
                    # First which names are taken: what comes there behind this look may be this very file.
                    taken = _taken(parcel)
                    at_home = await asyncio.to_thread(found, parcel, part)
                    if at_home is not None:
                        return at_home
                    job = _Job(url=url, parcel=parcel, part=part, watch=watch or _nobody, taken=taken)
                    return await self._saved(job, afresh=afresh)
                except BusyError:
                    size = part.size_on_disk
                    # For as long as more of it comes the other run is waited for.
                    given_up_at = now() + BUSY_S if size > size_before else given_up_at
                    size_before = size
                    if now() >= given_up_at:
                        raise
                finally:
                    self._written[part.path] = part.size_bytes
                    part.close()
                await asyncio.sleep(BUSY_PAUSE_S)

    async def let_go(self, parcel: Parcel) -> None:
        """Leave nothing of the way of a file that is at home, and that is proven without it from now on."""
        # What is left over is no harm to a file that is there.
        with suppress(OSError):
            await asyncio.to_thread(Part(parcel.home, parcel.key).discard)

    async def _saved(self, job: _Job, *, afresh: bool) -> Saved:
        kept = await asyncio.to_thread(job.part.resume, written_bytes=self._written.get(job.part.path, 0))
        if kept is None or not kept.is_whole:
            try:
                await self._bring(job, None if afresh else kept)
            except _InTheWayError as error:
                return left(error.path)
            except LinkError as error:
                if not error.is_stale:
                    raise
                # What is here is of another version: it is worth nothing, and the link is as good as before.
                job.part.discard()
                await self._bring(job, None)
        return await asyncio.to_thread(_named, job.parcel, job.part)

    async def _bring(self, job: _Job, kept: Kept | None) -> None:
        part = job.part
        try:
            async with self._downloader.open(job.url, kept) as arrival:
                first = b""
                if not arrival.stretch.start:
                    first = await beginning(arrival.pieces)
                    _check(job, extension_of(first, arrival.content_type))
                    part.begin(arrival.stretch.mark)
                known = arrival.stretch.mark.size_bytes
                await write(first, arrival.pieces, part, lambda size: job.watch(job.parcel, size, known))
        except LinkError as error:
            error.here_bytes = part.size_bytes
            raise
        except (OSError, UnicodeError):
            # On a full disk, what cannot become whole is in the way of everything else.
            part.discard()
            raise


def _nobody(_: Parcel, __: int, ___: int | None) -> None:
    """Tell nobody."""


def _check(job: _Job, extension: str) -> None:
    """Return when the file may be saved under its name, before the rest of it is fetched."""
    path = job.parcel.target(extension)
    if path in job.taken:
        if job.parcel.if_exists is IfExists.SKIP and os.path.lexists(path):
            raise _InTheWayError(path)
        refuse_taken(job.parcel, path)


def _named(parcel: Parcel, part: Part) -> Saved:
    """The whole file under its name, on the disk for good."""
    try:
        extension = extension_of(part.start(LONGEST_MAGIC_BYTES), "")
    except LinkError:
        # What a crash of the machine has left is in the way of everything else.
        part.discard()
        raise
    number = 1
    while True:
        path = parcel.target(extension, number=number)
        if is_taken(parcel, path) and parcel.if_exists is not IfExists.OVERWRITE:
            if parcel.if_exists is not IfExists.FAIL and is_this(parcel, path, part.sha256):
                # Another process was faster.
                return finished(parcel, part, path, part.sha256, is_kept=True)
            if parcel.if_exists is IfExists.RENAME:
                number += 1
                continue
            if parcel.if_exists is IfExists.SKIP and os.path.lexists(path):
                part.discard()
                return left(path)
            refuse_taken(parcel, path)
        part.seal(path, modified_at=parcel.modified_at)
        try:
            part.give_name(path, overwrite=parcel.if_exists is IfExists.OVERWRITE)
        except FileExistsError:
            if not os.path.lexists(path):
                raise
            continue
        return finished(parcel, part, path, part.sha256, is_kept=False)


@contextmanager
def _told_of(parcel: Parcel) -> Iterator[None]:
    """What the disk refuses within the block, as ViduError 91 or 92."""
    try:
        yield
    except BusyError as error:
        message = f"{parcel.home}: another run of vidu is bringing this result here right now."
        raise refused(CANNOT_WRITE, message, str(parcel.home), "Wait for that run, then say the same again.") from error
    except (OSError, UnicodeError) as error:
        raise _cannot(parcel, error) from error


def _cannot(parcel: Parcel, error: OSError | UnicodeError) -> ViduError:
    taken = next((one for one in parcel.candidates if os.path.lexists(one)), None)
    # A file in the place of a folder is told with the same exception.
    if isinstance(error, FileExistsError) and taken is not None:
        return refused(OUTPUT_EXISTS, f"{taken} exists already and is not overwritten.", str(taken))
    place = str(parcel.candidates[0] if len(parcel.candidates) == 1 else parcel.home)
    named = getattr(error, "filename", None)
    if isinstance(named, str) and named.endswith(PART):
        # What another user's run has left there: no list of the folder shows it by itself.
        place = named
    return refused(CANNOT_WRITE, f"{place}: {getattr(error, 'strerror', None) or error}.", place)
