"""The ledger read back: past submits, newest first."""

from collections.abc import Iterator

from vidu_cli.ledger import rows
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.entries import LedgerEntry, Outcome
from vidu_cli.policy.history import IN_FLIGHT, HistoryQuery, is_meant
from vidu_cli.storage.database import Cell

# Read in one transaction: no process that submits waits for a long history, and little of it is held at once.
_PAGE = 200
_NEWEST = 2**62


class History(Ledger):
    """The ledger as it is asked for what was."""

    def submits(self, query: HistoryQuery) -> Iterator[LedgerEntry]:
        """Every submit that is meant, as they are read; ViduError 94 when one cannot be."""
        before = _NEWEST
        while True:
            page = self._page(query, before)
            yield from (entry for entry in page if is_meant(entry, query))
            if len(page) < _PAGE:
                return
            before = page[-1].number

    def _page(self, query: HistoryQuery, before: int) -> tuple[LedgerEntry, ...]:
        """The entries below a number that may be meant: what is not asked here in SQL is asked by `is_meant`."""
        with self._reading() as transaction:
            where, values = self._whose(transaction)
            conditions, more = _conditions(query)
            sql = f"{rows.SELECT} WHERE {where} AND number < ?{conditions} ORDER BY number DESC LIMIT {_PAGE}"
            return tuple(self._entry(row) for row in transaction.rows(sql, *values, before, *more))


def _conditions(query: HistoryQuery) -> tuple[str, tuple[Cell, ...]]:
    sql, values = "", []
    if query.kind is not None:
        sql += " AND kind = ?"
        values.append(query.kind)
    if query.states:
        marks = ", ".join("?" * len(query.states))
        sql += f" AND (state IN ({marks}) OR outcome IN ({marks}))"
        outcomes = (str(Outcome.UNKNOWN) if state == IN_FLIGHT else state for state in query.states)
        values += [*query.states, *outcomes]
    return sql, tuple(values)
