import pytest

from tests.support.catalogs import Catalog
from tests.support.clock import FakeClock
from tests.support.ledgers import BEGAN, bought, task_of
from tests.support.outcomes import failure_in_driving
from tests.support.tasks_by_hand import GATEWAY
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.fingerprints import marker, once_hash
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.adoption import reconcile, taken_over
from vidu_cli.workflows.answers import RecoveryOutcome

KEYED = marker(7, key="shot", fingerprint="ab" * 32)


def made(task_id: str, payload: str) -> Task:
    return task_of(task_id, payload=payload, created_at=rfc3339(BEGAN))


@pytest.fixture
def platform(catalog: Catalog) -> Catalog:
    """Tasks of several machines: one with a key, one without, one that is somebody else's."""
    catalog.tasks = [made("13", "job-7"), made("12", KEYED), made("11", marker(1))]
    return catalog


def test_tasks_that_carry_our_marker_are_taken_over(ledger: Ledger, platform: Catalog, clock: FakeClock) -> None:
    rows, trouble = clock.drive(taken_over(BEGAN - 60, ledger, platform, clock, is_private=False))

    told = [(row.task and row.task.id, row.outcome) for row in rows]
    assert (told, trouble) == ([("12", RecoveryOutcome.ADOPTED), ("11", RecoveryOutcome.ADOPTED)], None)


def test_the_key_of_a_task_is_taken_over_with_it(ledger: Ledger, platform: Catalog, clock: FakeClock) -> None:
    clock.drive(reconcile(BEGAN - 60, ledger, platform, clock, is_private=False))

    holder = ledger.holder(once_hash("shot"))
    assert holder is not None
    assert (holder.task_id, holder.intent.kind, holder.intent.fingerprint, holder.began.at) == (
        "12",
        "text2video",
        "ab" * 8,
        BEGAN,
    )


def test_what_the_ledger_knows_already_is_not_taken_over(ledger: Ledger, platform: Catalog, clock: FakeClock) -> None:
    bought(ledger, task_id="12")

    rows, _ = clock.drive(taken_over(BEGAN - 60, ledger, platform, clock, is_private=False))

    assert [row.task and row.task.id for row in rows] == ["11"]


def test_a_look_takes_nothing_over(ledger: Ledger, platform: Catalog, clock: FakeClock) -> None:
    rows, _ = clock.drive(taken_over(BEGAN - 60, ledger, platform, clock, is_private=False, is_dry=True))

    assert (len(rows), ledger.newest(9)) == (2, ())


def test_no_prompt_is_kept_of_what_is_taken_over_in_private(
    ledger: Ledger, platform: Catalog, clock: FakeClock
) -> None:
    clock.drive(reconcile(BEGAN - 60, ledger, platform, clock, is_private=True))

    assert [dict(entry.intent.body) for entry in ledger.newest(9)] == [{"model": "viduq3-turbo"}] * 2


@pytest.mark.parametrize("trouble", ["list", "look"])
def test_an_account_that_could_not_be_searched_whole_lets_nothing_be_sent(
    trouble: str, ledger: Ledger, platform: Catalog, clock: FakeClock
) -> None:
    platform.broken = GATEWAY if trouble == "list" else None
    platform.blind = GATEWAY if trouble == "look" else None

    failure = failure_in_driving(clock, reconcile(BEGAN - 60, ledger, platform, clock, is_private=False))

    assert (failure.exit_code, "nothing was sent" in failure.message) == (58, True)
