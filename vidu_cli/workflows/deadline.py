"""Work that has to be done by a point in time of the clock that was handed in."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Coroutine
from typing import TypeVar

from vidu_cli.policy.clock import Clock

T = TypeVar("T")


async def before(deadline: float | None, work: Coroutine[object, object, T], clock: Clock) -> T | None:
    """The outcome of the work; None when the deadline (monotonic, in seconds) came first, and the work is cancelled."""
    if deadline is None:
        return await work
    working = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(clock.sleep(max(deadline - clock.monotonic(), 0.0)))
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        waiting.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)
