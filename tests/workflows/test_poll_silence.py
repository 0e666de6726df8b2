"""What is a silence of the platform, and what is not: looks that are refused, and looks that hang."""

from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import GATEWAY, HANGS, THROTTLED
from tests.support.waits import PlatformOf, PollerOn, exit_code
from vidu_cli.errors.failure import Failure
from vidu_cli.workflows.poll_plan import PollPlan, StopAt
from vidu_cli.workflows.rounds import GRACE_S


@pytest.mark.parametrize("first", ["a", "b"])
def test_what_is_refused_beside_an_answer_is_no_silence(
    first: str, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    patient = replace(THROTTLED, retry_after_s=60.0)
    scripts: dict[str, list[str | Failure]] = {"a": ["processing", "success"], "b": [patient, "success"]}
    platform = platform_of(**{task_id: scripts[task_id] for task_id in sorted(scripts, reverse=first == "b")})

    report = clock.drive(poller_on(platform).wait(PollPlan(lost_after_s=30)))

    assert exit_code(report) == 0


def test_a_task_that_is_refused_beside_one_that_answers_changes_no_fixed_pace(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["processing"] * 3 + ["success"], b=[GATEWAY] * 3 + ["success"])

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=1800)))

    assert [at for at, task_id in platform.looks if task_id == "a"] == [0.0, 1800.0, 3600.0, 5400.0]


@pytest.mark.parametrize("script", [["queueing", GATEWAY, "success"], [GATEWAY, "success"]])
def test_one_look_that_fails_is_no_silence_however_slow_the_pace_is(
    script: list[str | Failure], platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=script)).wait(PollPlan(interval_s=900)))

    assert exit_code(report) == 0


def test_two_looks_that_fail_are_a_silence_as_long_as_the_time_between_them(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=["queueing", GATEWAY])).wait(PollPlan(interval_s=900)))

    assert (exit_code(report), clock.monotonic()) == (87, 1500.0)


def test_a_look_that_hangs_holds_up_no_other(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    platform = platform_of(a=[50.0], b=["queueing", "queueing", "success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(stop_at=StopAt.FIRST_END, interval_s=2)))

    assert (exit_code(report, StopAt.FIRST_END), clock.monotonic(), platform.looks[2:]) == (
        0,
        4.0 + GRACE_S,
        [(2.0, "b"), (4.0, "b")],
    )


def test_a_platform_that_says_nothing_at_all_is_lost_sight_of_in_time(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[HANGS])).wait(PollPlan(lost_after_s=5)))

    assert (exit_code(report), clock.monotonic()) == (87, 5.0)


def test_endless_patience_that_is_asked_for_beside_an_answer_lets_no_task_out_of_sight(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    patient = replace(THROTTLED, retry_after_s=86_400.0)
    platform = platform_of(a=["queueing"] * 3 + ["success"], b=[patient] * 3 + ["success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(lost_after_s=30)))

    assert (exit_code(report), [at for at, task_id in platform.looks if task_id == "b"]) == (
        0,
        [0.0, 600.0, 1200.0, 1800.0],
    )


def test_what_the_platform_asks_for_is_kept_to_where_contact_may_be_lost_for_longer(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", "success"], b=[replace(THROTTLED, retry_after_s=3600.0), "success"])

    clock.drive(poller_on(platform).wait(PollPlan(lost_after_s=7200)))

    assert [at for at, task_id in platform.looks if task_id == "b"] == [0.0, 3600.0]


def test_a_look_that_hangs_does_not_end_the_wait_for_tasks_that_answer(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=[20.0, "success"], b=["queueing"] * 4 + ["success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(interval_s=8, lost_after_s=5)))

    assert exit_code(report) == 0


def test_a_look_that_hangs_when_all_others_have_ended_is_given_up_in_time(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", HANGS], b=["queueing", "success"])

    report = clock.drive(poller_on(platform).wait(PollPlan(interval_s=1, lost_after_s=5)))

    assert (exit_code(report), clock.monotonic()) == (87, 6.0)


def test_a_moment_of_grace_is_not_longer_than_the_deadline(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    plan = PollPlan(stop_at=StopAt.FIRST_END, interval_s=2, timeout_s=2.5)

    report = clock.drive(poller_on(platform_of(a=[HANGS], b=["queueing", "success"])).wait(plan))

    assert (exit_code(report, StopAt.FIRST_END), clock.monotonic()) == (0, 2.5)
