"""`poll --no-wait`: one look at each task, and no more."""

from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import GARBAGE, GATEWAY, HANGS, NOT_THERE, OFFLINE, REFUSED_KEY, THROTTLED
from tests.support.waits import FOR_EVER, PlatformOf, PollerOn
from vidu_cli.errors.failure import Failure
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.poll_plan import PollPlan
from vidu_cli.workflows.verdict import glance


def test_a_glance_looks_once_and_is_0_whatever_the_states_are(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=["queueing"], b=["failed:NoFaceDetected"], c=["success"])

    report = clock.drive(poller_on(platform).look_once(FOR_EVER))

    assert (glance(report), len(platform.looks), clock.slept) == ((), 3, [])


@pytest.mark.parametrize(
    ("unseen", "number"),
    [
        (OFFLINE, 87),
        (GATEWAY, 87),
        (THROTTLED, 87),
        (GARBAGE, 87),
        # As it comes over the wire, with the status of its answer.
        (replace(GARBAGE, entry=replace(GARBAGE.entry, http_status=200)), 87),
        (NOT_THERE, 82),
        (REFUSED_KEY, 11),
    ],
    ids=lambda value: getattr(value, "code", value),
)
def test_a_glance_that_sees_nothing_never_reads_as_if_nothing_had_been_spent(
    unseen: Failure, number: int, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[unseen])).look_once(FOR_EVER))

    assert [failure.exit_code for failure in glance(report)] == [number]


def test_a_glance_has_a_deadline_too(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    wait = poller_on(platform_of(a=["success"], b=["success"]))

    async def hang(_: PolledTask) -> None:
        await clock.sleep(HANGS)

    wait.errands.hook = hang
    report = clock.drive(wait.look_once(PollPlan(timeout_s=60)))

    assert ([failure.exit_code for failure in glance(report)], clock.monotonic()) == ([124], 60.0)
