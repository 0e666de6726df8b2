"""`poll --no-wait`: one look at each task, and no more."""

from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.fleets import Fleet, fleet
from tests.support.tasks_by_hand import GARBAGE, GATEWAY, HANGS, NOT_THERE, OFFLINE, REFUSED_KEY, THROTTLED, Told
from tests.support.waits import FOR_EVER, PlatformOf, PollerOn
from tests.support.wires import Middle
from vidu_cli.errors.catalogue import CODEC, FORBIDDEN
from vidu_cli.errors.failure import Failure
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.poll import poller
from vidu_cli.workflows.poll_plan import PollPlan, PollReport
from vidu_cli.workflows.survey import MOST_SINGLE
from vidu_cli.workflows.verdict import glance


def glanced(many: Fleet, clock: FakeClock) -> PollReport:
    wait = poller(tuple(many.ends), looker=many, watcher=Told(), clock=clock, chance=Middle())
    return clock.drive(wait.look_once(FOR_EVER))


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
        (Failure(entry=CODEC), 38),
        (REFUSED_KEY, 11),
    ],
    ids=lambda value: getattr(value, "code", value),
)
def test_a_glance_that_sees_nothing_never_reads_as_if_nothing_had_been_spent(
    unseen: Failure, number: int, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=[unseen])).look_once(FOR_EVER))

    assert [failure.exit_code for failure in glance(report)] == [number]


@pytest.mark.parametrize("refused", [GATEWAY, GARBAGE, Failure(entry=FORBIDDEN)], ids=lambda failure: failure.code)
def test_a_glance_finds_by_itself_what_the_list_hides(refused: Failure, clock: FakeClock) -> None:
    many = fleet(clock, MOST_SINGLE + 1)
    many.list_fails.append(refused)

    report = glanced(many, clock)

    assert (glance(report), len(many.looks)) == ((), len(many.ends))


def test_with_a_key_that_is_refused_nothing_more_is_asked(clock: FakeClock) -> None:
    many = fleet(clock, MOST_SINGLE + 1)
    many.list_fails.append(REFUSED_KEY)

    report = glanced(many, clock)

    assert ({failure.exit_code for failure in glance(report)}, many.looks) == ({11}, [])


def test_a_glance_has_a_deadline_too(platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock) -> None:
    wait = poller_on(platform_of(a=["success"], b=["success"]))

    async def hang(_: PolledTask) -> None:
        await clock.sleep(HANGS)

    wait.errands.hook = hang
    report = clock.drive(wait.look_once(PollPlan(timeout_s=60)))

    assert ([failure.exit_code for failure in glance(report)], clock.monotonic()) == ([124], 60.0)
