"""The ledger read back: newest first, whole, and of the account alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.pasts import NOON, fill, intent
from vidu_cli.ledger.history import History
from vidu_cli.ledger.ledger import Account
from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.history import HistoryQuery
from vidu_cli.policy.moments import Moment

ADDRESS = "https://api.vidu.com"
MINE = Account(base_url=ADDRESS, key="mine")
ALL = HistoryQuery()


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    """A ledger of 450 submits of one account."""
    fill(tmp_path / "ledger.db", MINE, 450)
    opened = History(tmp_path / "ledger.db", MINE)
    yield opened
    opened.close()


def begun(history: History, *, kind: str = "text2video") -> LedgerEntry:
    """One more entry, whose process works on it."""
    entry = history.intend(intent(kind=kind), caps=(), began=Moment(at=NOON))
    assert isinstance(entry, LedgerEntry)
    return entry


def numbers(history: History, query: HistoryQuery) -> list[int]:
    return [entry.number for entry in history.submits(query)]


def test_every_submit_comes_once_and_the_newest_first(history: History) -> None:
    assert numbers(history, ALL) == list(range(450, 0, -1))


def test_what_is_not_read_is_not_asked_for(history: History) -> None:
    first = next(history.submits(ALL))

    assert (first.number, first.task_id) == (450, "9450")


@pytest.mark.parametrize(
    "query",
    [HistoryQuery(states=("refused",)), HistoryQuery(states=("failed", "refused")), HistoryQuery(kind="img2video")],
)
def test_what_is_meant_is_found_among_many(query: HistoryQuery, history: History) -> None:
    odd = begun(history, kind="img2video")
    history.refuse(odd.number, "FieldInvalid")

    assert numbers(history, query) == [odd.number]


def test_a_submit_under_way_is_in_flight_and_not_unknown(history: History) -> None:
    under_way = begun(history)

    asked = [numbers(history, HistoryQuery(states=(state,))) for state in ("in_flight", "unknown")]

    assert asked == [[under_way.number], []]


def test_an_account_sees_its_own_submits(history: History) -> None:
    other = History(history.path, Account(base_url=ADDRESS, key="other"))

    assert numbers(other, ALL) == []


def test_without_a_key_those_of_every_key_at_the_address_are_seen(history: History) -> None:
    begun(History(history.path, Account(base_url=ADDRESS, key="other")))
    addresses = (ADDRESS, "https://api.vidu.cn")
    nobody = [History(history.path, Account(base_url=address, key=None)) for address in addresses]

    assert [len(numbers(one, ALL)) for one in nobody] == [451, 0]
