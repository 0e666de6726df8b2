"""What befalls a wait: outages, refusals, and a platform that asks for patience."""

from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import GARBAGE, GATEWAY, HANGS, NO_TLS, OFFLINE, REFUSED_KEY, THROTTLED, Told
from tests.support.waits import FOR_EVER, PlatformOf, PollerOn, exit_code, states
from vidu_cli.errors.catalogue import (
    AUDIT_FAILED,
    BAD_REQUEST,
    CANCELED,
    CREDIT_INSUFFICIENT,
    FORBIDDEN,
    LEDGER_UNUSABLE,
    NOT_FOUND,
    REQUEST_TOO_LARGE,
    Retry,
)
from vidu_cli.errors.failure import Failure
from vidu_cli.workflows.poll_plan import PollPlan


def test_an_outage_is_survived_and_said_once_and_again_when_it_is_over(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    platform = platform_of(a=["queueing", OFFLINE, GATEWAY, GARBAGE, NO_TLS, "queueing", "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), told.words) == (
        0,
        ["a None queueing", "trouble network-unreachable", "recovered", "a queueing success"],
    )


@pytest.mark.parametrize("trouble", [OFFLINE, GATEWAY, GARBAGE, THROTTLED], ids=lambda failure: failure.code)
def test_ten_minutes_without_any_answer_are_lost_sight_with_the_cause(
    trouble: Failure, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", trouble], b=["queueing", trouble])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    stopped = report.stopped
    assert stopped is not None
    cause = stopped.cause.code if stopped.cause else None
    assert (exit_code(report), stopped.entry.retry, stopped.task_id, cause) == (87, Retry.NEVER, "a", trouble.code)
    # One pause later at the most, which is up to a minute where the platform throttles.
    assert 600 <= clock.monotonic() < 640 + (30 if trouble is THROTTLED else 0)


def test_one_task_that_answers_keeps_the_wait_alive(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"] * 100 + ["success"], b=[*[GATEWAY] * 100, "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic() > 600) == (0, True)


def test_the_ten_minutes_begin_anew_with_every_answer(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    outage: list[str | Failure] = [OFFLINE] * 35
    platform = platform_of(a=[*outage, "queueing", *outage, "queueing", *outage, "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic() > 1200) == (0, True)


@pytest.mark.parametrize(
    "refused",
    [REFUSED_KEY, Failure(entry=LEDGER_UNUSABLE)],
    ids=lambda failure: failure.code,
)
def test_what_no_waiting_can_mend_ends_the_wait_at_once_with_its_number(
    refused: Failure, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=[refused])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic()) == (refused.exit_code, 0)


def test_a_task_of_another_account_keeps_none_of_ours_from_being_waited_for(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing", "success"], b=[Failure(entry=FORBIDDEN)])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    told = [(row.task and str(row.task.state), row.failure and row.failure.code) for row in report.rows]
    assert (told, exit_code(report)) == ([("success", None), (None, "Forbidden")], 3)
    assert report.rows[1].failure is not None
    assert report.rows[1].failure.entry.charged is None


def test_a_task_of_ours_that_the_key_may_see_no_more_is_named_in_its_way_on_and_ends_nothing_else(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["processing", Failure(entry=FORBIDDEN)], b=["processing", "processing", "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    refused = report.rows[0].failure
    assert refused is not None
    assert (states(report)[1], refused.exit_code, refused.entry.charged, refused.remedies) == (
        "success",
        12,
        None,
        ("Once that is mended, go on: `vidu poll a`",),
    )


def test_a_certificate_that_never_was_good_ends_the_wait_at_once(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[NO_TLS])).wait(FOR_EVER))

    assert (exit_code(report), clock.monotonic()) == (97, 0)


@pytest.mark.parametrize("asked_s", [20.0, 45.0, 300.0])
def test_a_retry_after_slows_all_tasks_down_to_the_letter(
    asked_s: float, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(
        a=["queueing", replace(THROTTLED, retry_after_s=asked_s), "success"], b=["queueing"] * 2 + ["success"]
    )

    clock.drive(poller_on(platform).wait(FOR_EVER))

    assert platform.looks == [
        (0.0, "a"),
        (0.0, "b"),
        (3.0, "a"),
        (3.0, "b"),
        (3.0 + asked_s, "a"),
        (3.0 + asked_s, "b"),
    ]


def test_a_key_that_is_refused_meanwhile_says_nothing_of_the_cost_and_names_the_line_that_goes_on(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    stopped = clock.drive(poller_on(platform_of(a=["queueing", REFUSED_KEY])).wait(FOR_EVER)).stopped

    assert stopped is not None
    assert (stopped.exit_code, stopped.entry.charged, stopped.remedies) == (
        11,
        None,
        ("Once that is mended, go on: `vidu poll a`",),
    )


def test_a_platform_that_asks_for_endless_patience_is_lost_sight_of_all_the_same(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    patient = replace(THROTTLED, retry_after_s=1e9)

    platform = platform_of(a=["queueing", patient])

    report = clock.drive(poller_on(platform).wait(PollPlan(lost_after_s=30)))

    # It is left alone, and then given up.
    assert (exit_code(report), platform.looks, clock.monotonic()) == (87, [(0.0, "a"), (3.0, "a")], 33.0)


@pytest.mark.parametrize(
    "odd",
    [
        Failure(entry=BAD_REQUEST, is_coded=False),
        Failure(entry=BAD_REQUEST),
        Failure(entry=FORBIDDEN, is_coded=False),
        Failure(entry=NOT_FOUND, is_coded=False),
        Failure(entry=REQUEST_TOO_LARGE, is_coded=False),
        Failure(entry=CREDIT_INSUFFICIENT),
        Failure(entry=AUDIT_FAILED),
        Failure(entry=CANCELED),
    ],
    ids=lambda failure: f"{failure.code} {failure.is_coded}",
)
def test_a_refusal_that_says_nothing_of_the_task_is_waited_out(
    odd: Failure, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    report = clock.drive(poller_on(platform_of(a=["queueing", odd, "success"])).wait(FOR_EVER))

    assert (exit_code(report), told.words[1:]) == (0, [f"trouble {odd.code}", "a queueing success", "recovered"])


def test_trouble_is_over_when_the_task_that_had_it_is_seen(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock, told: Told
) -> None:
    platform = platform_of(a=["queueing"] * 9 + ["success"], b=["queueing", *[GATEWAY] * 9, "success"])

    clock.drive(poller_on(platform).wait(PollPlan(interval_s=2)))

    said = [word for word in told.words if word.startswith(("trouble", "recovered"))]
    assert said == ["trouble bad-gateway", "recovered"]


def test_what_was_seen_before_the_deadline_was_answered(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    stopped = clock.drive(poller_on(platform_of(a=["queueing"], b=[HANGS])).wait(PollPlan(timeout_s=2))).stopped

    assert stopped is not None
    assert stopped.message == "1 of 2 still running after 2 s: a; no answer about 1 of 2 after 2 s: b."
