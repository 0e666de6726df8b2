"""A result on disk: its beginning beside its target, gone on with, checked, and only then given its name."""

import asyncio  # noqa: TID253  # bytes are written while more of them come
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from vidu_cli.api.download import Arrival, Downloader
from vidu_cli.api.parts import BusyError, Part, digest_of, read_object
from vidu_cli.api.targets import refused
from vidu_cli.errors.catalogue import CANNOT_WRITE, DOWNLOAD_DAMAGED, OUTPUT_EXISTS
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.naming import LONGEST_MAGIC_BYTES, media_extension
from vidu_cli.policy.parcels import LONGEST_NAME_BYTES, IfExists, Parcel, Saved, proves, sidecar_of
from vidu_cli.policy.ranges import Kept, Poured

# So much, or what comes in so many seconds, is written at once: a thread that is woken for every piece costs a fifth of
# the time, and what waits in memory is lost when the process is killed.
BATCH_BYTES = 1_048_576
BATCH_S = 0.25

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
                found = await asyncio.to_thread(_found, parcel, part)
                return found or await self._saved(url, parcel, part, watch or _nobody)
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
                await writing
                watch(part.size_bytes)
            writing = asyncio.ensure_future(asyncio.to_thread(part.write, waiting))
            waiting, waiting_bytes, due = [], 0, now() + BATCH_S
    finally:
        # Also what came before the line broke: it will not be fetched again.
        if writing is not None:
            await writing
        if waiting:
            await asyncio.to_thread(part.write, waiting)
        watch(part.size_bytes)


def _extension_of(first: bytes, content_type: str) -> str:
    extension = media_extension(first)
    if extension is None:
        raise LinkError(f"what came is no video, image or sound but {content_type or 'unknown'}")
    return extension


def _found(parcel: Parcel, part: Part) -> Saved | None:
    """The file where it is at home already; ViduError 91 where its only name is taken and may not be."""
    named = part.named()
    if named is not None and named[0] in _numbered(parcel) and _has_digest(*named):
        # An earlier run was killed behind the naming.
        return _finished(parcel, part, *named, is_kept=True)
    if parcel.if_exists in (None, IfExists.SKIP, IfExists.RENAME):
        for path in _numbered(parcel):
            digest = _proof(parcel, path)
            if digest is not None:
                return _finished(parcel, part, path, digest, is_kept=True)
    taken = [path for path in parcel.candidates if os.path.lexists(path)]
    if taken and parcel.if_exists is IfExists.SKIP:
        return Saved(path=taken[0], size_bytes=taken[0].lstat().st_size, sha256=None, is_kept=True)
    if taken and len(parcel.candidates) == 1:
        _refuse_taken(parcel, taken[0])
    return None


def _numbered(parcel: Parcel) -> Iterator[Path]:
    """Give every path that the file may be found at."""
    for path in parcel.candidates:
        yield path
        if parcel.if_exists is IfExists.RENAME and os.path.lexists(path):
            others = (parcel.target(path.suffix, number=number) for number in count(2))
            for other in others:
                if not os.path.lexists(other):
                    break
                yield other


def _proof(parcel: Parcel, path: Path) -> str | None:
    """The digest of a file that sidecar or ledger say is this one, and that has not been changed since."""
    if not path.is_file():
        return None
    told = {proves(read_object(sidecar_of(path)), parcel), parcel.known.get(os.path.abspath(path))} - {None}  # noqa: PTH100  # resolve() follows links
    if not told:
        return None
    digest = digest_of(path)
    return digest if digest in told else None


def _has_digest(path: Path, digest: str) -> bool:
    return path.is_file() and digest_of(path) == digest


def _check(parcel: Parcel, extension: str) -> None:
    """Return when the file may be saved under its name, before the rest of it is fetched."""
    path = parcel.target(extension)
    if len(os.fsencode(path.name)) > LONGEST_NAME_BYTES:
        raise refused(CANNOT_WRITE, f"{path}: the name is longer than {LONGEST_NAME_BYTES} bytes.", str(path))
    if os.path.lexists(path):
        _refuse_taken(parcel, path)


def _refuse_taken(parcel: Parcel, path: Path) -> None:
    if parcel.if_exists in (None, IfExists.FAIL):
        raise refused(OUTPUT_EXISTS, f"{path} exists already and is not overwritten.", str(path))


def _named(parcel: Parcel, part: Part) -> Saved:
    """The whole file under its name, on the disk for good."""
    extension = _extension_of(part.start(LONGEST_MAGIC_BYTES), "")
    path = parcel.target(extension)
    if parcel.if_exists is IfExists.RENAME:
        path = next(
            other for number in count(1) if not os.path.lexists(other := parcel.target(extension, number=number))
        )
    if os.path.lexists(path):
        _refuse_taken(parcel, path)
    part.seal(path, modified_at=parcel.modified_at)
    part.give_name(path, overwrite=parcel.if_exists is IfExists.OVERWRITE)
    return _finished(parcel, part, path, part.sha256, is_kept=False)


def _finished(parcel: Parcel, part: Part, path: Path, digest: str, *, is_kept: bool) -> Saved:
    """What is at home now, with its sidecar, and nothing left of the way there."""
    size = path.stat().st_size
    sidecar = sidecar_of(path)
    if parcel.facts is not None:
        file = {"file": path.name, "size_bytes": size, "sha256": digest}
        document = {**parcel.identity, **parcel.facts, **file}
        if not (is_kept and proves(read_object(sidecar), parcel) == digest):
            part.note_beside(sidecar, document)
    elif not is_kept:
        # What it tells is of the file that was overwritten.
        sidecar.unlink(missing_ok=True)
    part.discard()
    return Saved(path=path, size_bytes=size, sha256=digest, is_kept=is_kept)


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
