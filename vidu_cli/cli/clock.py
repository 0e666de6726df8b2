"""The machine's own time."""

import sys
import time
from pathlib import Path

from vidu_cli.policy.moments import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


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


def this_moment() -> Moment:
    """The moment by the machine's clock and, where it names its starts, by the time since it was started."""
    if sys.platform == "linux":
        # Unlike the monotonic clock it goes on while the machine sleeps.
        return Moment(at=time.time(), boot=_boot_id(), uptime_s=time.clock_gettime(time.CLOCK_BOOTTIME))
    return Moment(at=time.time(), uptime_s=time.monotonic())


def _boot_id() -> str:
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
