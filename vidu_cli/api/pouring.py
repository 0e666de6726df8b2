"""A result handed on byte by byte: to whoever takes it, nothing that was handed on can be called back."""

import asyncio  # noqa: TID253  # who takes the bytes may make us wait
from collections.abc import AsyncIterator, Callable
from hashlib import sha256

from vidu_cli.api.beginnings import beginning, extension_of
from vidu_cli.api.download import Downloader
from vidu_cli.errors.catalogue import DOWNLOAD_DAMAGED
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.ranges import Kept, Mark, Poured

_CHANGED = "the line broke, and what comes now is another file than what stands on standard output already"


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
                again = sha256()
                async for piece in _with(first, arrival.pieces):
                    known = piece[: max(before - place, 0)]
                    again.update(known)
                    place += len(piece)
                    if known and place >= before and again.digest() != so_far.digest.digest():
                        raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, message=_CHANGED))
                    if fresh := piece[len(known) :]:
                        await asyncio.to_thread(put, fresh)
                        so_far.add(fresh)
                if place < before:
                    raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, message=_CHANGED))
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
