"""How slowly a download may come before it counts as one that never ends."""

import asyncio  # noqa: TID253  # this module belongs to the adapter for HTTP
from dataclasses import dataclass

from vidu_cli.policy.links import LinkError


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What ends a download: a silence, less than `least_bytes` within `slow_s`, or a file that has no end."""

    silence_s: float = 30.0
    slow_s: float = 60.0
    least_bytes: int = 60_000
    largest_bytes: int = 50_000_000_000


class Pace:
    """Ends a download that goes too slowly to ever end, by the time-out that it was given.

    What the taker of the bytes needs (a disk, a reader at the end of a pipe) does not count.
    """

    def __init__(self, limits: Limits, patience: asyncio.Timeout) -> None:
        self._limits = limits
        self._patience = patience
        self._now = asyncio.get_running_loop().time
        self._waited_s = 0.0
        self._since_bytes = 0
        self._all_bytes = 0
        self.wait()

    def wait(self) -> None:
        """Begin to wait for bytes."""
        self._began = self._now()
        self._patience.reschedule(self._began + self._limits.slow_s - self._waited_s)

    def end(self) -> None:
        """End the waiting."""
        self._patience.reschedule(None)

    def brought(self, count: int) -> None:
        """Note that so many bytes came; the waiting is over until `wait`."""
        self.end()
        self._waited_s += self._now() - self._began
        self._since_bytes += count
        self._all_bytes += count
        if self._all_bytes > self._limits.largest_bytes:
            raise LinkError(f"the file has more than {self._limits.largest_bytes:,} bytes")
        if self._since_bytes >= self._limits.least_bytes:
            self._waited_s, self._since_bytes = 0.0, 0
