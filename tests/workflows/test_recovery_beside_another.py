"""Two processes look for the same submits at a time: none is told of as if the other had found nothing."""

from tests.support.bookings import moment_of
from tests.support.catalogs import Catalog
from tests.support.clock import FakeClock
from tests.support.ledgers import BEGAN, INTENT, task_of, unanswered
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.entries import Outcome
from vidu_cli.policy.times import rfc3339
from vidu_cli.workflows.answers import RecoveryOutcome
from vidu_cli.workflows.recovery import Recovery


def test_a_submit_whose_task_another_process_found_is_not_declared_not_accepted(
    ledger: Ledger, catalog: Catalog, clock: FakeClock
) -> None:
    entry = unanswered(ledger, attempt_s=1.0)
    clock.drive(clock.sleep(3600))
    catalog.tasks = [task_of(payload=INTENT.marker, created_at=rfc3339(BEGAN))]
    ledger.adopt(entry.number, catalog.tasks[0], now=clock.now())
    search = Recovery(records=ledger, witness=catalog, clock=clock, moment=lambda: moment_of(clock))

    (row,) = clock.drive(search.settle((entry,)))

    kept = [(one.outcome, one.task_id) for one in ledger.newest(9)]
    assert (row.outcome, kept) == (RecoveryOutcome.UNKNOWN, [(Outcome.ACCEPTED, "11")])
