"""When each task of a wait is due, by chance and by a fixed pace."""

import pytest

from tests.support.clock import FakeClock
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.schedule import Schedule


class Highest:
    """Chance that always falls near its upper end."""

    def random(self) -> float:
        return 0.999


@pytest.mark.parametrize(("interval_s", "due_s"), [(20.0, 20.0), (None, 3.3)])
def test_a_growing_pace_is_spread_by_chance_and_a_fixed_one_is_kept_to(
    interval_s: float | None, due_s: float, clock: FakeClock
) -> None:
    schedule = Schedule(clock=clock, chance=Highest(), interval_s=interval_s)

    due = schedule.begin().looked(PolledTask(id="a"), None)

    assert due == pytest.approx(due_s, abs=0.01)


@pytest.mark.parametrize(
    ("interval_s", "left_s", "goes_along"),
    # A twentieth of a fixed pace, a third of the 3 s of the growing one.
    [(20.0, 1.0, True), (20.0, 1.1, False), (None, 1.0, True), (None, 1.1, False)],
)
def test_a_task_goes_along_with_another_when_little_of_its_pause_is_left(
    interval_s: float | None,
    left_s: float,
    goes_along: bool,  # noqa: FBT001  # a cell of the table
    clock: FakeClock,
) -> None:
    rows = [PolledTask(id="due"), PolledTask(id="other")]
    schedule = Schedule(clock=clock, chance=Highest(), interval_s=interval_s)
    schedule.due = {"due": 0.0, "other": left_s}

    assert [row.id for row in schedule.due_now(rows)] == (["due", "other"] if goes_along else ["due"])
