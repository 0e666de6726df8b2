"""A task that is found while others are at work on it: it ends in the ledger once, and nothing else does."""

from tests.support.ledgers import BEGAN, INTENT, begun, intent, task_of, unanswered
from vidu_cli.ledger.ledger import Ledger

CARRYING = task_of(payload=INTENT.marker)


def test_the_task_of_a_submit_under_way_is_not_taken_over_as_a_strange_one(ledger: Ledger) -> None:
    entry = begun(ledger)

    taken = ledger.take_over(INTENT, CARRYING, now=BEGAN)
    ledger.accept(entry.number, CARRYING, trace_id=None, now=BEGAN)

    kept = [(one.number, one.task_id, one.is_adopted) for one in ledger.newest(9)]
    assert (taken, kept) == (None, [(entry.number, "11", False)])


def test_the_task_of_a_submit_that_nobody_saw_the_end_of_is_taken_over_as_its_own(ledger: Ledger) -> None:
    entry = unanswered(ledger, intent(once="shot"))

    taken = ledger.take_over(intent(), CARRYING, now=BEGAN)

    kept = [(one.number, one.task_id, one.intent.once) for one in ledger.newest(9)]
    assert (taken and taken.number, kept) == (entry.number, [(entry.number, "11", "shot")])


def test_an_entry_that_has_a_task_adopts_no_other(ledger: Ledger) -> None:
    entry = unanswered(ledger)

    adopted = [ledger.adopt(entry.number, task_of(number), now=BEGAN) for number in ("11", "12", "11")]

    assert (adopted, [one.task_id for one in ledger.newest(9)]) == ([True, False, True], ["11"])
