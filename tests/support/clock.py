"""A clock that jumps to whoever sleeps the shortest: hours of waiting take milliseconds."""

import asyncio
import heapq
from collections.abc import Coroutine
from itertools import count
from typing import TypeVar

T = TypeVar("T")

# So often everything that can go on is let go on before time moves.
_TURNS = 40


class FakeClock:
    """Seconds that pass only while everybody sleeps; `slept` is every sleep that was asked for."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self._start = now
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self.slept: list[float] = []

    def now(self) -> float:
        return self._start + self._elapsed

    def monotonic(self) -> float:
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, next(self._numbers), woken))
        await woken

    def drive(self, work: Coroutine[object, object, T]) -> T:
        """The result of the work, time jumping whenever nothing else can happen."""
        return asyncio.run(self._drive(work))

    async def _drive(self, work: Coroutine[object, object, T]) -> T:
        task = asyncio.ensure_future(work)
        while not task.done():
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            if not task.done() and self._sleepers:
                self._wake_next()
        return task.result()

    def _wake_next(self) -> None:
        at, _, woken = heapq.heappop(self._sleepers)
        if not woken.done():
            self._elapsed = max(self._elapsed, at)
            woken.set_result(None)
