"""What rounds that end without an answer count for."""

import asyncio
from collections.abc import Sequence

import pytest

from tests.support.clock import FakeClock
from vidu_cli.workflows.rounds import Rounds


async def refused(clock: FakeClock, after_s: float) -> bool:
    """A round in which no task is seen."""
    await clock.sleep(after_s)
    return False


async def refusals_after(clock: FakeClock, rounds: Sequence[tuple[float, float]]) -> int:
    """How often the platform refused when rounds of those beginnings and ends are through."""
    held = Rounds(clock=clock, news=asyncio.Event())

    async def one(name: str, begins_at: float, ends_at: float) -> None:
        await clock.sleep(begins_at)
        held.begin([name], refused(clock, ends_at - begins_at))
        await asyncio.wait(list(held.running)[-1:])
        held.collect()

    await asyncio.gather(*(one(str(number), *times) for number, times in enumerate(rounds)))
    return held.refusals


@pytest.mark.parametrize(
    ("rounds", "refusals"),
    [
        ([(0, 10)], 1),
        ([(0, 10), (10, 20)], 2),
        # One blip that both have seen.
        ([(0, 10), (5, 10)], 1),
        ([(0, 10), (5, 12)], 1),
        ([(0, 10), (5, 12), (11, 20)], 2),
    ],
    ids=str,
)
def test_only_a_round_that_began_behind_the_last_refusal_is_another_one(
    rounds: Sequence[tuple[float, float]], refusals: int, clock: FakeClock
) -> None:
    assert clock.drive(refusals_after(clock, rounds)) == refusals
