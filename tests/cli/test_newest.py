"""What `last` names, and what it refuses to name."""

from dataclasses import dataclass

import pytest

from tests.support.pasts import entry, intent, unanswered
from vidu_cli.cli.newest import newest_in
from vidu_cli.errors.failure import ViduError
from vidu_cli.policy.entries import LedgerEntry


@dataclass
class Shelf:
    """Some entries, the newest first."""

    entries: tuple[LedgerEntry, ...]

    def newest(self, count: int) -> tuple[LedgerEntry, ...]:
        return self.entries[:count]


BOUGHT = (entry(task_id="13"), entry(task_id="12"), entry(task_id="11"))


@pytest.mark.parametrize(("count", "ids"), [(1, ("13",)), (2, ("13", "12")), (9, ("13", "12", "11"))])
def test_the_newest_are_named_as_far_as_there_are_any(count: int, ids: tuple[str, ...]) -> None:
    assert newest_in(Shelf(BOUGHT), count) == ids


@pytest.mark.parametrize("shelf", [None, Shelf(())], ids=["no ledger", "no submit"])
def test_nothing_is_the_last_of_nothing(shelf: Shelf | None) -> None:
    with pytest.raises(ViduError) as caught:
        newest_in(shelf, 1)

    assert (caught.value.failure.exit_code, caught.value.failure.option) == (2, "TASK")


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (unanswered(intent(body={"prompt": "a sea"})), "entry 1: text2video, a sea, sent 2026-11-27T12:00:00Z"),
        (unanswered(intent(body={})), "entry 1: text2video, sent 2026-11-27T12:00:00Z"),
        (unanswered(is_live=True), "is being sent by another process"),
        (unanswered(), "has no known outcome"),
    ],
)
def test_a_submit_that_may_have_made_a_task_is_named_and_not_passed_over(which: LedgerEntry, words: str) -> None:
    with pytest.raises(ViduError) as caught:
        newest_in(Shelf((BOUGHT[0], which, *BOUGHT[1:])), 2)

    assert (caught.value.failure.exit_code, words in caught.value.failure.message) == (95, True)


def test_a_submit_of_unknown_outcome_below_those_that_are_meant_is_in_nobodys_way() -> None:
    assert newest_in(Shelf((BOUGHT[0], unanswered())), 1) == ("13",)
