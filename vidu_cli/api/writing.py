"""The bytes of a download written while more of them come."""

import asyncio  # noqa: TID253  # bytes are written while more of them come
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from vidu_cli.api.parts import Part
from vidu_cli.policy.leftovers import Synced

# So much, or what comes in so many seconds, is written at once: a thread that is woken for every piece costs a fifth of
# the time, and what waits in memory is lost when the process is killed. At 10 MB/s that is less than a block.
BATCH_BYTES = 1_048_576
BATCH_S = 0.005
# So much is brought to the disk at once, while more comes: all of it at the end is a wait of its own.
SYNC_BYTES = 33_554_432


async def write(first: bytes, pieces: AsyncIterator[bytes], part: Part, watch: Callable[[int], None]) -> None:
    """Add `first` and the pieces to a part, in batches; `watch` is told how many bytes it has. OSError, LinkError."""
    writer = _Writer(part, watch)
    waiting = [first] if first else []
    waiting_bytes = len(first)
    now = asyncio.get_running_loop().time
    due = now()
    try:
        async for piece in pieces:
            waiting.append(piece)
            waiting_bytes += len(piece)
            if waiting_bytes >= BATCH_BYTES or now() >= due:
                await writer.take(waiting)
                waiting, waiting_bytes, due = [], 0, now() + BATCH_S
    except asyncio.CancelledError:
        await writer.write_all(waiting)
        raise
    except BaseException:
        # What came before the line broke will not be fetched again.
        await writer.break_off(waiting)
        raise
    await writer.close(waiting)


class _Writer:
    """Hashes and writes one batch after the other in the background, and brings them to the disk behind that."""

    def __init__(self, part: Part, watch: Callable[[int], None]) -> None:
        self._part = part
        self._watch = watch
        # Its own: handed from one thread of the common ones to the next, 500 MB take a tenth more of the time.
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._writing: asyncio.Future[None] | None = None
        self._syncing: asyncio.Future[None] | None = None
        self._to_sync = Synced(size_bytes=part.size_bytes)

    async def take(self, batch: list[bytes]) -> None:
        """Take a batch when the one before it is written; OSError when that could not be."""
        await self._written()
        size = self._part.size_bytes
        if size - self._to_sync.size_bytes >= SYNC_BYTES:
            await self._synced()
            self._sync()
        self._begin(batch)

    async def close(self, batch: list[bytes]) -> None:
        """Take the last batch and return when all is written, and what was to be on the disk by now is."""
        await self.write_all(batch)
        await self._synced()

    async def break_off(self, batch: list[bytes]) -> None:
        """The same where more was to come: what there is of it will be gone on with."""
        await self.close(batch)
        self._sync()
        await self._synced()

    async def write_all(self, batch: list[bytes]) -> None:
        """Take the last batch and return when all is written.

        A thread cannot be called back, and the file may not be closed under it: whoever is cancelled waits for it. The
        disk, which may take its time, is not waited for.
        """
        await _to_its_end(asyncio.ensure_future(self._write_all(batch)))

    async def _write_all(self, batch: list[bytes]) -> None:
        try:
            await self._written()
            if batch:
                self._begin(batch)
            await self._written()
        finally:
            self._thread.shutdown(wait=False)

    def _begin(self, batch: list[bytes]) -> None:
        self._writing = asyncio.get_running_loop().run_in_executor(self._thread, self._part.write, batch)

    async def _written(self) -> None:
        if self._writing is not None:
            await asyncio.shield(self._writing)
            self._writing = None
            self._watch(self._part.size_bytes)

    def _sync(self) -> None:
        self._to_sync = Synced(size_bytes=self._part.size_bytes, sha256=self._part.sha256)
        self._syncing = asyncio.ensure_future(asyncio.to_thread(self._part.syncer()))
        self._syncing.add_done_callback(_heard)

    async def _synced(self) -> None:
        """Return when what is being brought to the disk is there, and that is noted."""
        if self._syncing is None:
            return
        await asyncio.shield(self._syncing)
        self._syncing = None
        # What was noted before holds all the same.
        with suppress(OSError):
            await _to_its_end(asyncio.ensure_future(asyncio.to_thread(self._part.keep, self._to_sync)))


async def _to_its_end(work: "asyncio.Future[None]") -> None:
    """Wait for work also where the waiter is cancelled meanwhile, however often."""
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        while not work.done():
            with suppress(asyncio.CancelledError):
                await asyncio.wait([work])
        _heard(work)
        raise


def _heard(work: "asyncio.Future[None]") -> None:
    """Take note of what became of it, or the event loop complains that nobody did."""
    if not work.cancelled():
        work.exception()
