"""The machine's own time."""

import time


class SystemClock:
    """The machine's time; `pace` divides the waits, which the in-process sandbox asks for."""

    def __init__(self, pace: float = 1.0) -> None:
        self._pace = pace

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds since some start, as fast as the sandbox runs."""
        return time.monotonic() * self._pace

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds of the sandbox's time."""
        import asyncio

        await asyncio.sleep(seconds / self._pace)
