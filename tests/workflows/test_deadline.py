import pytest

from tests.support.clock import FakeClock
from vidu_cli.workflows.deadline import before


async def nap(clock: FakeClock, seconds: float) -> str:
    await clock.sleep(seconds)
    return "done"


@pytest.mark.parametrize(
    ("deadline", "seconds", "outcome", "over_at"),
    [
        (None, 500.0, "done", 500.0),
        (10.0, 9.0, "done", 9.0),
        (10.0, 11.0, None, 10.0),
        (0.0, 5.0, None, 0.0),
        (-1.0, 5.0, None, 0.0),
    ],
)
def test_work_is_done_or_cut_off_at_the_deadline(
    deadline: float | None, seconds: float, outcome: str | None, over_at: float, clock: FakeClock
) -> None:
    came = clock.drive(before(deadline, nap(clock, seconds), clock))

    assert (came, clock.monotonic()) == (outcome, over_at)


def test_work_that_fails_before_the_deadline_fails(clock: FakeClock) -> None:
    async def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        clock.drive(before(10, fail(), clock))


def test_work_that_is_cut_off_is_told_so(clock: FakeClock) -> None:
    ends: list[str] = []

    async def work() -> None:
        try:
            await clock.sleep(100)
        finally:
            ends.append("cut off")

    clock.drive(before(1, work(), clock))

    assert ends == ["cut off"]
