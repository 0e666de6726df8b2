"""Time and chance as things that are handed in."""

from typing import Protocol


class Clock(Protocol):
    """Where the time comes from. All in seconds."""

    def now(self) -> float:
        """Seconds since 1970, UTC; may jump."""

    def monotonic(self) -> float:
        """Seconds since some start; never jumps back."""

    async def sleep(self, seconds: float) -> None:
        """Return after so many seconds, or when the waiting is cancelled."""


class Chance(Protocol):
    """Where chance comes from; `random.Random` is one."""

    def random(self) -> float:
        """Give a number from 0 up to, not including, 1."""
