"""Ids that the platform says it cannot read."""

from dataclasses import replace

import pytest

from tests.support.clock import FakeClock
from tests.support.waits import FOR_EVER, PlatformOf, PollerOn, exit_code
from vidu_cli.errors.catalogue import CODEC, FIELD_INVALID, Entry
from vidu_cli.errors.failure import Failure

NO_ID = Failure(entry=CODEC)


@pytest.mark.parametrize("entry", [CODEC, FIELD_INVALID], ids=lambda entry: entry.code)
def test_an_id_that_the_platform_cannot_read_is_no_tasks_and_is_not_waited_for(
    entry: Entry, platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    platform = platform_of(a=[Failure(entry=entry)], b=["queueing", "success"])

    report = clock.drive(poller_on(platform).wait(FOR_EVER))

    refused = report.rows[0].failure
    charged = refused and refused.entry.charged
    assert ([row.exit_code for row in report.rows], charged, platform.times("a")) == ([entry.exit_code, 0], None, 2)


@pytest.mark.parametrize(
    "script",
    [
        [NO_ID, "queueing", "success"],
        ["queueing", NO_ID, NO_ID, "success"],
        # A gateway's page, or a refusal of a whole page of the list.
        [*[replace(NO_ID, is_coded=False)] * 3, "success"],
    ],
    ids=["once", "of what was seen", "not by the platform itself"],
)
def test_one_odd_refusal_makes_no_id_of_a_tasks(
    script: list[str | Failure], platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    report = clock.drive(poller_on(platform_of(a=script)).wait(FOR_EVER))

    assert exit_code(report) == 0


def test_an_id_that_the_platform_has_named_is_one_whatever_it_says(
    platform_of: PlatformOf, poller_on: PollerOn, clock: FakeClock
) -> None:
    wait = poller_on(platform_of(a=[NO_ID, NO_ID, NO_ID, "success"]))
    wait.misread.is_named = lambda task_id: task_id == "a"

    assert exit_code(clock.drive(wait.wait(FOR_EVER))) == 0
