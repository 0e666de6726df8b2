"""A wait for tasks: when they are looked at, and what is made of what is seen."""

from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import NOT_THERE, OFFLINE, THROTTLED, Told
from tests.support.waits import FOR_EVER, PlatformOf, PollerOn, exit_code, numbers, states
from vidu_cli.errors.catalogue import DOWNLOAD_DAMAGED
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.listing import LOOKS_AT_ONCE
from vidu_cli.workflows.poll_plan import PollPlan, StopAt
from vidu_cli.workflows.verdict import verdict

DAY_S = 86_400.0


def test_a_task_is_looked_at_until_it_has_ended(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    platform = platform_of(a=["created", "queueing", "processing", "processing", "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (states(report), exit_code(report), told.words) == (
        ["success"],
        0,
        ["a None created", "a created queueing", "a queueing processing", "a processing success"],
    )


def test_a_day_of_waiting_asks_at_once_at_first_and_every_fifteen_seconds_later(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(timeout_s=DAY_S)))

    first = [at for at, _ in platform.looks[:3]]
    assert (exit_code(report), clock.monotonic(), first, 5_700 < len(platform.looks) < 5_900) == (
        124,
        DAY_S,
        [0.0, 3.0, 6.2],
        True,
    )


@pytest.mark.parametrize("word", ["preparation", "scheduling", "", "SUCCESS"])
def test_an_unknown_state_is_waited_for(
    word: str, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[word, word, "success"])).wait(FOR_EVER))

    assert (exit_code(report), states(report), clock.monotonic() > 6) == (0, ["success"], True)


@pytest.mark.parametrize("word", ["canceled", "cancelled"])
def test_a_word_for_cancelled_ends_the_wait_like_user_cancelled(
    word: str, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[word])).wait(FOR_EVER))

    assert exit_code(report) == 86


def test_an_id_that_does_not_exist_does_not_end_the_others(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=[NOT_THERE], b=["queueing", "success"], c=["queueing", "failed:NoFaceDetected"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (numbers(report), exit_code(report), platform.times("a")) == ([82, 0, 66], 3, 1)


def test_a_failed_task_names_its_code_and_costs_nothing(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=["failed:InternalServiceFailure"])).wait(FOR_EVER))

    failure = verdict(report, StopAt.ALL)[-1]
    assert (failure.exit_code, failure.entry.origin, failure.entry.charged, failure.task_id) == (51, "task", False, "a")


def test_a_fixed_interval_is_kept(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    platform = platform_of(a=["queueing"] * 50 + ["success"])

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=2)))

    assert [at for at, _ in platform.looks] == [2.0 * number for number in range(51)]


def test_only_the_platform_lengthens_a_fixed_interval_and_only_once(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", replace(THROTTLED, retry_after_s=7), "queueing", OFFLINE, "success"])

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=2)))

    assert [at for at, _ in platform.looks] == [0.0, 2.0, 9.0, 11.0, 13.0]


def test_a_result_that_cannot_be_saved_counts_as_the_number_of_its_task(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    async def fetch(task: Task) -> Task:
        if task.id == "a":
            raise ViduError(Failure(entry=DOWNLOAD_DAMAGED, task_id=task.id))
        return task

    wait = poller_on(platform_of(a=["success"], b=["queueing", "success"]))
    wait.errands.fetch = fetch

    report = clock.drive(wait.wait(FOR_EVER))

    assert (numbers(report), exit_code(report)) == ([93, 0], 3)


def test_no_more_looks_are_under_way_than_the_platform_bears(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(**{f"t{number}": [5.0, "success"] for number in range(20)})

    clock.drive(poller_on(platform).wait(FOR_EVER))

    begun = [at for at, _ in platform.looks[:20]]
    assert [begun.count(at) for at in sorted(set(begun))] == [LOOKS_AT_ONCE, LOOKS_AT_ONCE, 4]


def test_a_task_that_is_gone_after_it_was_seen_is_not_said_to_have_cost_nothing(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=["processing", NOT_THERE], b=[NOT_THERE])).wait(FOR_EVER))

    assert [row.failure and row.failure.entry.charged for row in report.rows] == [None, False]


def test_tasks_that_are_answered_at_different_times_are_asked_for_together_again(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(
        a=[0.3, "queueing", "success"], b=[0.7, "queueing", "success"], c=["queueing"] * 2 + ["success"]
    )

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=2)))

    assert sorted({at for at, _ in platform.looks}) == [0.0, 2.0, 4.0]
