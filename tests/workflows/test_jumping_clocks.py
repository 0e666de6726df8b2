"""The clock of the machine is set while a command runs: the platform's time tells what became of a submit."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from tests.support.bookings import moment_of
from tests.support.catalogs import Catalog
from tests.support.clock import FakeClock
from tests.support.ledgers import BEGAN, INTENT, task_of, unanswered
from tests.support.outcomes import failure_in_driving
from vidu_cli.errors.catalogue import SUBMIT_OUTCOME_UNKNOWN
from vidu_cli.errors.failure import Failure
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.entries import Outcome
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.tasks import Task, TaskPage
from vidu_cli.workflows.answers import RecoveryOutcome
from vidu_cli.workflows.booking import Booking
from vidu_cli.workflows.recovery import Recovery

HOUR_S = 3600.0
JUMPS_S = [-24 * HOUR_S, -HOUR_S, HOUR_S, 24 * HOUR_S]
LOST = Failure(entry=SUBMIT_OUTCOME_UNKNOWN, message="no answer in time")


class SetClock(FakeClock):
    """A clock that somebody sets: `jump_s` is how far."""

    jump_s = 0.0

    def now(self) -> float:
        return super().now() + self.jump_s


@dataclass
class Dated(Catalog):
    """A platform whose time is right, and known as it was at its last answer."""

    clock: SetClock

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        self.ahead_s = -self.clock.jump_s
        return await super().task_page(filters)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(BEGAN)


@pytest.fixture
def platform(clock: SetClock) -> Dated:
    """A platform that has answered before the clock is set."""
    return Dated(clock, has_answered=True)


@pytest.fixture
def booking(ledger: Ledger, platform: Dated, clock: SetClock) -> Booking:
    return Booking(
        intent=INTENT,
        ledger=ledger,
        witness=platform,
        clock=clock,
        moment=lambda: moment_of(clock),
        warn=lambda _words: None,
    )


def recovery(ledger: Ledger, platform: Dated, clock: SetClock) -> Recovery:
    return Recovery(records=ledger, witness=platform, clock=clock, moment=lambda: moment_of(clock))


@pytest.mark.parametrize("jump_s", JUMPS_S)
def test_a_killed_submit_is_not_declared_too_early_because_the_clock_was_set(
    jump_s: float, ledger: Ledger, platform: Dated, clock: SetClock
) -> None:
    entry = unanswered(ledger)
    clock.jump_s = jump_s

    (row,) = clock.drive(recovery(ledger, platform, clock).settle((entry,)))

    assert row.outcome is RecoveryOutcome.UNKNOWN


@pytest.mark.parametrize("jump_s", JUMPS_S)
def test_a_killed_submit_is_found_although_the_clock_was_set(
    jump_s: float, ledger: Ledger, platform: Dated, clock: SetClock
) -> None:
    entry = unanswered(ledger)
    clock.jump_s = jump_s
    platform.tasks = [made_at(BEGAN)]

    (row,) = clock.drive(recovery(ledger, platform, clock).settle((entry,)))

    assert row.outcome is RecoveryOutcome.FOUND


@pytest.mark.parametrize("jump_s", JUMPS_S)
def test_when_a_submit_was_sent_is_kept_by_the_platform_s_time_although_the_clock_was_set_meanwhile(
    jump_s: float, booking: Booking, ledger: Ledger, clock: SetClock
) -> None:
    clock.drive(booking.begin(None))
    clock.jump_s = jump_s

    failure_in_driving(clock, booking.without_answer(LOST, None))

    (entry,) = ledger.unresolved()
    assert entry.began.at + (entry.clock_error_s or 0.0) == BEGAN


@pytest.mark.parametrize("jump_s", JUMPS_S)
def test_a_task_that_the_list_shows_late_is_found_although_the_clock_was_set_while_it_was_sent(
    jump_s: float, booking: Booking, ledger: Ledger, platform: Dated, clock: SetClock
) -> None:
    platform.tasks, platform.lag_s = [made_at(BEGAN)], 60.0
    clock.drive(booking.begin(None))
    clock.jump_s = jump_s
    failure_in_driving(clock, booking.without_answer(LOST, None))

    clock.drive(clock.sleep(HOUR_S))
    clock.drive(recovery(ledger, platform, clock).settle(ledger.unresolved()))

    assert [(entry.task_id, entry.outcome) for entry in ledger.newest(9)] == [("11", Outcome.ACCEPTED)]


def made_at(at: float) -> Task:
    return task_of(payload=INTENT.marker, created_at=rfc3339(at))
