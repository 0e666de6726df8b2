"""When a download that goes slowly counts as one that never ends."""

import asyncio
from dataclasses import dataclass, field
from typing import cast

import pytest

from vidu_cli.api.pace import Limits, Pace


class Loop(asyncio.SelectorEventLoop):
    """A loop whose clock stands still between two steps of a test."""

    at = 0.0

    def time(self) -> float:
        return self.at


@dataclass
class Patience:
    """A time-out that only remembers when it would be over."""

    ends: list[float | None] = field(default_factory=list)

    def reschedule(self, when: float | None) -> None:
        self.ends.append(when)


def left_after(pieces: list[int]) -> float:
    """The seconds that are left for the next bytes, when each piece was waited for for one second."""
    patience, loop = Patience(), Loop()

    async def wait() -> None:
        pace = Pace(Limits(slow_s=10.0, least_bytes=100), cast("asyncio.Timeout", patience))
        for size in pieces:
            loop.at += 1.0
            pace.brought(size)
            # What the taker needs does not count.
            loop.at += 5.0
            pace.wait()

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(wait())
    last = patience.ends[-1]
    assert last is not None
    return last - loop.at


@pytest.mark.parametrize(
    ("pieces", "left_s"),
    [([100], 10.0), ([99], 9.0), ([50, 50], 10.0), ([10, 10], 8.0), ([99, 1], 10.0), ([100, 99], 9.0)],
    ids=str,
)
def test_whoever_brings_enough_has_the_whole_time_anew(pieces: list[int], left_s: float) -> None:
    assert left_after(pieces) == left_s
