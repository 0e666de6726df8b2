"""Which end of which task ends a wait for several."""

from collections.abc import Sequence

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import NOT_THERE, REFUSED_KEY, Seen
from tests.support.waits import FOR_EVER, PlatformOf, PollerOn, exit_code, states
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.poll_plan import PollPlan, StopAt


def test_any_ends_with_the_first_end_and_its_number(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=["queueing", "failed:NoFaceDetected"], c=["queueing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (exit_code(report, StopAt.FIRST_END), clock.monotonic()) == (66, 3.0)


def test_any_is_0_when_the_first_end_is_a_success(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", "queueing", "failed:NoFaceDetected"], b=["queueing", "success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (exit_code(report, StopAt.FIRST_END), states(report)) == (0, ["queueing", "success"])


def test_any_has_its_end_also_where_the_key_is_refused_in_the_same_round(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", "success"], b=["queueing", REFUSED_KEY])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (exit_code(report, StopAt.FIRST_END), report.stopped) == (0, None)


@pytest.mark.parametrize(
    ("scripts", "number"),
    [
        ({"a": [NOT_THERE], "b": ["queueing", "success"]}, 0),
        ({"a": ["queueing", "failed:NoFaceDetected"], "b": [NOT_THERE]}, 66),
        ({"a": ["success"], "b": [NOT_THERE]}, 0),
        ({"b": [NOT_THERE], "a": ["success"]}, 0),
        ({"a": [NOT_THERE], "b": [NOT_THERE]}, 82),
    ],
    ids=str,
)
def test_a_task_that_is_not_there_is_the_first_end_only_where_no_other_has_one(
    scripts: dict[str, Sequence[Seen]], number: int, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(**scripts)).wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert exit_code(report, StopAt.FIRST_END) == number


def test_fail_fast_ends_with_the_first_failure_and_its_number(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["success"], b=["queueing", "failed:NoFaceDetected"], c=["queueing"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_FAILURE)))

    assert (exit_code(report, StopAt.FIRST_FAILURE), clock.monotonic()) == (66, 3.0)


def test_fail_fast_waits_for_all_when_none_fails(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["success"], b=["queueing", "queueing", "success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_FAILURE)))

    assert (exit_code(report, StopAt.FIRST_FAILURE), states(report)) == (0, ["success", "success"])


@pytest.mark.parametrize("stop_at", [StopAt.FIRST_END, StopAt.FIRST_FAILURE])
def test_what_ended_beside_the_end_that_was_waited_for_comes_home_too(
    stop_at: StopAt, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    brought: list[str] = []

    async def fetch(task: Task) -> Task:
        await clock.sleep(2.0)
        brought.append(task.id)
        return task

    wait = poller_on(platform_of(a=["success"], b=["failed:NoFaceDetected"], c=["processing"]))
    wait.errands.fetch = fetch

    report = clock.drive(wait.wait(PollPlan(stop_at=stop_at)))

    assert (brought, states(report), wait.unfinished.ids) == (["a"], ["success", "failed", "processing"], ("c",))


def test_the_first_end_is_the_one_that_was_seen_first_whatever_is_done_for_it(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    async def fetch(task: Task) -> Task:
        await clock.sleep(9.0)
        return task

    wait = poller_on(platform_of(a=["queueing", "queueing", "failed:NoFaceDetected"], b=["queueing", "success"]))
    wait.errands.fetch = fetch

    report = clock.drive(wait.wait(PollPlan(stop_at=StopAt.FIRST_END)))

    assert (next(row.id for row in report.ends), exit_code(report, StopAt.FIRST_END)) == ("b", 0)


def test_who_wants_no_more_of_a_wait_ends_it(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    wait = poller_on(platform_of(a=["success"], b=["processing"]))

    def enough(_: PolledTask) -> None:
        wait.is_over = True

    wait.on_end = enough
    report = clock.drive(wait.wait(FOR_EVER))

    assert (states(report), report.stopped) == (["success", "processing"], None)
