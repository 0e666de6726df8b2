from dataclasses import dataclass, field, replace

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.tasks_by_hand import GATEWAY, NOT_THERE, OFFLINE, REFUSED_KEY
from vidu_cli.errors.catalogue import BAD_REQUEST, NOT_FOUND, OPERATION_IN_PROCESS
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import Cancel, CancelOutcome
from vidu_cli.workflows.cancel import answer_of, cancel, cancel_all

TOO_LATE = Failure(entry=BAD_REQUEST, message="task state is scheduled, can not cancel", trace_id="04e5")
BARE_404 = Failure(entry=replace(NOT_FOUND, http_status=404), message="not found")


@dataclass
class Desk:
    """One answer to every cancel (None: taken), and one task or failure for every look."""

    refusal: Failure | None
    seen: Task | Failure
    cancelled: list[str] = field(default_factory=list)

    async def cancel(self, task_id: str) -> None:
        self.cancelled.append(task_id)
        if self.refusal:
            raise ViduError(self.refusal)

    async def task(self, task_id: str) -> Task:
        if isinstance(self.seen, Failure):
            raise ViduError(self.seen)
        return replace(self.seen, id=Id(task_id))


def now(state: str, err_code: str = "", credits: int = 60) -> Task:  # noqa: A002  # the platform's word
    return Task(id=Id("7"), state=TaskState(state), err_code=err_code, credits=credits)


def outcome(clock: FakeClock, refusal: Failure | None, seen: Task | Failure) -> tuple[str, int, bool]:
    """The word, the number, and whether there is a note."""
    result = clock.drive(cancel("7", Desk(refusal, seen)))
    return str(result.outcome), result.exit_code, bool(result.note)


@pytest.mark.parametrize(
    ("refusal", "seen", "expected"),
    [
        (None, now("failed", "UserCancelled", 0), ("cancelled", 0, False)),
        (None, OFFLINE, ("cancelled", 0, False)),
        (TOO_LATE, now("processing"), ("too_late", 88, False)),
        (TOO_LATE, now("queueing"), ("too_late", 88, False)),
        (TOO_LATE, now("preparation"), ("too_late", 88, False)),
        (TOO_LATE, now("failed", "UserCancelled", 0), ("already_cancelled", 0, True)),
        (TOO_LATE, now("canceled"), ("already_cancelled", 0, True)),
        (TOO_LATE, now("success"), ("ended", 88, False)),
        (TOO_LATE, now("failed", "NoFaceDetected", 0), ("ended", 0, True)),
        (TOO_LATE, OFFLINE, ("failed", 31, False)),
        (NOT_THERE, NOT_THERE, ("not_found", 82, False)),
        (TOO_LATE, NOT_THERE, ("not_found", 82, False)),
        (BARE_404, BARE_404, ("not_found", 82, False)),
        (OFFLINE, now("processing"), ("failed", 57, False)),
        (OFFLINE, now("failed", "UserCancelled", 0), ("already_cancelled", 0, True)),
        (GATEWAY, now("success"), ("ended", 88, False)),
        (Failure(entry=OPERATION_IN_PROCESS), now("queueing"), ("failed", 55, False)),
        (OFFLINE, OFFLINE, ("failed", 57, False)),
    ],
    ids=lambda value: getattr(value, "code", None) or getattr(value, "state", None),
)
def test_a_look_decides_what_became_of_a_cancel(
    refusal: Failure | None, seen: Task | Failure, expected: tuple[str, int, bool], clock: FakeClock
) -> None:
    assert outcome(clock, refusal, seen) == expected


def test_a_refused_key_is_no_outcome_of_a_task(clock: FakeClock) -> None:
    assert failure_in_driving(clock, cancel("7", Desk(REFUSED_KEY, now("queueing")))).exit_code == 11


def test_a_cancel_that_came_too_late_keeps_the_platforms_words_and_says_what_is_charged(clock: FakeClock) -> None:
    failure = clock.drive(cancel("7", Desk(TOO_LATE, now("success")))).failure

    assert failure is not None
    assert (failure.message, failure.cause, failure.trace_id, failure.entry.charged, failure.task_id) == (
        "Task 7 has succeeded and is charged 60 credits: it can no longer be cancelled.",
        TOO_LATE,
        "04e5",
        True,
        "7",
    )


def test_many_tasks_are_cancelled_once_each_and_told_in_the_order_given(clock: FakeClock) -> None:
    desk = Desk(None, now("failed", "UserCancelled", 0))
    ids = [str(number) for number in range(20)]

    cancels = clock.drive(cancel_all(ids, desk))

    assert ([one.id for one in cancels], sorted(desk.cancelled, key=int)) == (ids, ids)


def ended(number: int) -> Cancel:
    failures = {0: None, 82: NOT_THERE, 88: replace(TOO_LATE, entry=replace(BAD_REQUEST, exit_code=88))}
    return Cancel(id="7", outcome=CancelOutcome.ENDED, failure=failures[number])


@pytest.mark.parametrize(
    ("numbers", "last"), [([0, 0], []), ([88], [88]), ([88, 88], [88]), ([0, 88], [3]), ([82, 88], [3])], ids=str
)
def test_the_last_failure_gives_the_number_of_several_cancels(numbers: list[int], last: list[int]) -> None:
    answer = answer_of([ended(number) for number in numbers])

    assert [failure.exit_code for failure in answer.failures[-1:]] == last
