"""A result handed on byte by byte: to whoever takes it, nothing that was handed on can be called back."""

import asyncio  # noqa: TID253  # who takes the bytes may make us wait
from collections.abc import AsyncIterator, Callable
from hashlib import sha256
from io import BytesIO

from vidu_cli.api.beginnings import beginning, extension_of
from vidu_cli.api.calls import LARGEST_ANSWER_BYTES
from vidu_cli.api.download import Downloader
from vidu_cli.errors.catalogue import DOWNLOAD_DAMAGED
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.formats import format_of
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.ranges import Kept, Mark, Poured
from vidu_cli.policy.wholeness import is_whole, tells_its_end

_CHANGED = "the line broke, and what comes now is another file than what stands on standard output already"


class _Tail:
    """Finds out whether a picture or a sound came to its end, where only its own bytes tell; they are kept for that."""

    def __init__(self, first: bytes, *, is_wanted: bool) -> None:
        self._name = format_of(first) or ""
        self._kept = bytearray()
        self._is_wanted = is_wanted and tells_its_end(self._name)

    def add(self, piece: bytes) -> None:
        """Take in the next bytes; what is larger than pictures are is not kept."""
        self._is_wanted = self._is_wanted and len(self._kept) + len(piece) <= LARGEST_ANSWER_BYTES
        if self._is_wanted:
            self._kept += piece

    def check(self) -> None:
        """Return when nothing is known against it; LinkError."""
        size = len(self._kept)
        if self._is_wanted and not is_whole(self._name, BytesIO(self._kept), size_bytes=size):
            raise LinkError(f"the file broke off after {size} bytes")


class Pourer:
    """Hands results on."""

    def __init__(self, downloader: Downloader) -> None:
        self._downloader = downloader

    async def pour(self, url: str, put: Callable[[bytes], None], so_far: Poured) -> None:
        """Hand the bytes of a file on as they come; those that an earlier attempt has handed on are not again.

        A server that gives no part gives all of it again: what was handed on must be its beginning. Raises LinkError as
        `save` does, ViduError 93 when the file has become another one meanwhile.
        """
        before = so_far.size_bytes
        kept = Kept(mark=so_far.mark, size_bytes=before) if before else None
        try:
            async with self._downloader.open(url, kept) as arrival:
                so_far.mark = arrival.stretch.mark
                place = arrival.stretch.start
                first = b"" if place else await beginning(arrival.pieces)
                if not place:
                    extension_of(first, arrival.content_type)
                again, tail = sha256(), _Tail(first, is_wanted=not place and not arrival.is_bounded)
                async for piece in _with(first, arrival.pieces):
                    known = piece[: max(before - place, 0)]
                    again.update(known)
                    tail.add(piece)
                    place += len(piece)
                    if known and place >= before and again.digest() != so_far.digest.digest():
                        raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, message=_CHANGED))
                    if fresh := piece[len(known) :]:
                        await asyncio.to_thread(put, fresh)
                        so_far.add(fresh)
                if place < before:
                    raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, message=_CHANGED))
                tail.check()
        except LinkError as error:
            if error.is_stale:
                # All of it is asked for the next time, and compared.
                so_far.mark = Mark()
            error.here_bytes = so_far.size_bytes
            raise


async def _with(first: bytes, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in pieces:
        yield piece
