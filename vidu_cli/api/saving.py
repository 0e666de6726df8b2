"""A result on disk: its beginning beside its target, gone on with, checked, and only then given its name."""

import asyncio  # noqa: TID253  # bytes are written while more of them come
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count

from vidu_cli.api.download import Arrival, Downloader
from vidu_cli.api.home import finished, found, refuse_taken
from vidu_cli.api.parts import BusyError, Part
from vidu_cli.api.targets import refused
from vidu_cli.errors.catalogue import CANNOT_WRITE, DOWNLOAD_DAMAGED, OUTPUT_EXISTS
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.naming import LONGEST_MAGIC_BYTES, media_extension
from vidu_cli.policy.parcels import LONGEST_NAME_BYTES, IfExists, Parcel, Saved
from vidu_cli.policy.ranges import Kept, Poured

# So much, or what comes in so many seconds, is written at once: a thread that is woken for every piece costs a fifth of
# the time, and what waits in memory is lost when the process is killed.
BATCH_BYTES = 1_048_576
BATCH_S = 0.05

# Told how many bytes of a parcel are here, and how many there are if that is known.
Watch = Callable[[Parcel, int, int | None], None]


_CHANGED = "the line broke, and what comes now is another file than what stands on standard output already"


class Saver:
    """Brings results to disk, each whole or not at all."""

    def __init__(self, downloader: Downloader) -> None:
        self._downloader = downloader

    async def save(self, url: str, parcel: Parcel, *, watch: Watch | None = None) -> Saved:
        """The file at home; what an earlier run left of it is gone on with.

        Raises LinkError when the bytes could not be had whole or are no media, ViduError 91 or 92 for the target.
        """
        part = Part(parcel.home, parcel.key)
        try:
            with _told_of(parcel):
                at_home = await asyncio.to_thread(found, parcel, part)
                return at_home or await self._saved(url, parcel, part, watch or _nobody)
        finally:
            part.close()

    async def _saved(self, url: str, parcel: Parcel, part: Part, watch: Watch) -> Saved:
        kept = await asyncio.to_thread(part.resume)
        if kept is None or not kept.is_whole:
            try:
                await self._bring(url, parcel, part, kept, watch)
            except LinkError as error:
                if not error.is_stale:
                    raise
                # What is here is of another version: it is worth nothing, and the link is as good as before.
                part.discard()
                await self._bring(url, parcel, part, None, watch)
        return await asyncio.to_thread(_named, parcel, part)

    async def _bring(self, url: str, parcel: Parcel, part: Part, kept: Kept | None, watch: Watch) -> None:
        before = part.size_bytes
        try:
            async with self._downloader.open(url, kept) as arrival:
                first = b""
                if not arrival.stretch.start:
                    first = await _beginning(arrival.pieces)
                    _check(parcel, _extension_of(first, arrival.content_type))
                    part.begin(arrival.stretch.mark)
                    before = 0
                await _pour(first, arrival, part, lambda size: watch(parcel, size, arrival.stretch.mark.size_bytes))
        except LinkError as error:
            error.brought_bytes = part.size_bytes - before
            raise
        except OSError:
            # On a full disk, what cannot become whole is in the way of everything else.
            part.discard()
            raise

    async def pour(self, url: str, put: Callable[[bytes], None], so_far: Poured) -> None:
        """Hand the bytes of a file on as they come; those that an earlier attempt has handed on are not again.

        Raises LinkError as `save` does, ViduError 93 when the file has become another one meanwhile.
        """
        kept = Kept(mark=so_far.mark, size_bytes=so_far.size_bytes) if so_far.size_bytes else None
        before = so_far.size_bytes
        try:
            async with self._downloader.open(url, kept) as arrival:
                stretch = arrival.stretch
                if before and not stretch.mark.is_of_the_same_bytes_as(so_far.mark):
                    raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, message=_CHANGED))
                so_far.mark = stretch.mark
                place = stretch.start
                first = b"" if place else await _beginning(arrival.pieces)
                if not place:
                    _extension_of(first, arrival.content_type)
                async for piece in _with(first, arrival.pieces):
                    fresh = piece[max(so_far.size_bytes - place, 0) :]
                    place += len(piece)
                    if fresh:
                        await asyncio.to_thread(put, fresh)
                        so_far.size_bytes += len(fresh)
        except LinkError as error:
            if error.is_stale:
                raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, message=_CHANGED)) from error
            error.brought_bytes = so_far.size_bytes - before
            raise


async def _with(first: bytes, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in pieces:
        yield piece


def _nobody(_: Parcel, __: int, ___: int | None) -> None:
    """Tell nobody."""


async def _beginning(pieces: AsyncIterator[bytes]) -> bytes:
    """Give enough of the file to tell what it is, or all of it; a slow line brings single bytes."""
    first = b""
    async for piece in pieces:
        first += piece
        if len(first) >= LONGEST_MAGIC_BYTES:
            break
    return first


async def _pour(first: bytes, arrival: Arrival, part: Part, watch: Callable[[int], None]) -> None:
    """Write what comes while more comes: a thread hashes and writes one batch after the other."""
    waiting = [first] if first else []
    waiting_bytes = len(first)
    writing: asyncio.Future[None] | None = None
    now = asyncio.get_running_loop().time
    due = now()
    try:
        async for piece in arrival.pieces:
            waiting.append(piece)
            waiting_bytes += len(piece)
            if waiting_bytes < BATCH_BYTES and now() < due:
                continue
            if writing is not None:
                await asyncio.shield(writing)
                watch(part.size_bytes)
            writing = asyncio.ensure_future(asyncio.to_thread(part.write, waiting))
            waiting, waiting_bytes, due = [], 0, now() + BATCH_S
    finally:
        # Also what came before the line broke: it will not be fetched again. A thread cannot be called back, and the
        # file may not be closed under it.
        if writing is not None:
            await asyncio.shield(writing)
        if waiting:
            await asyncio.to_thread(part.write, waiting)
        watch(part.size_bytes)


def _extension_of(first: bytes, content_type: str) -> str:
    extension = media_extension(first)
    if extension is None:
        raise LinkError(f"what came is no video, image or sound but {content_type or 'unknown'}")
    return extension


def _check(parcel: Parcel, extension: str) -> None:
    """Return when the file may be saved under its name, before the rest of it is fetched."""
    path = parcel.target(extension)
    if len(os.fsencode(path.name)) > LONGEST_NAME_BYTES:
        raise refused(CANNOT_WRITE, f"{path}: the name is longer than {LONGEST_NAME_BYTES} bytes.", str(path))
    if os.path.lexists(path):
        refuse_taken(parcel, path)


def _named(parcel: Parcel, part: Part) -> Saved:
    """The whole file under its name, on the disk for good."""
    extension = _extension_of(part.start(LONGEST_MAGIC_BYTES), "")
    path = parcel.target(extension)
    if parcel.if_exists is IfExists.RENAME:
        path = next(
            other for number in count(1) if not os.path.lexists(other := parcel.target(extension, number=number))
        )
    if os.path.lexists(path):
        refuse_taken(parcel, path)
    part.seal(path, modified_at=parcel.modified_at)
    part.give_name(path, overwrite=parcel.if_exists is IfExists.OVERWRITE)
    return finished(parcel, part, path, part.sha256, is_kept=False)


@contextmanager
def _told_of(parcel: Parcel) -> Iterator[None]:
    """What the disk refuses within the block, as ViduError 91 or 92."""
    try:
        yield
    except BusyError as error:
        message = f"{parcel.home}: another run of vidu is bringing this result here right now."
        raise refused(CANNOT_WRITE, message, str(parcel.home)) from error
    except OSError as error:
        raise _cannot(parcel, error) from error


def _cannot(parcel: Parcel, error: OSError) -> ViduError:
    taken = next((one for one in parcel.candidates if os.path.lexists(one)), None)
    # A file in the place of a folder is told with the same exception.
    if isinstance(error, FileExistsError) and taken is not None:
        return refused(OUTPUT_EXISTS, f"{taken} exists already and is not overwritten.", str(taken))
    place = str(parcel.candidates[0] if len(parcel.candidates) == 1 else parcel.home)
    return refused(CANNOT_WRITE, f"{place}: {error.strerror or error}.", place)
