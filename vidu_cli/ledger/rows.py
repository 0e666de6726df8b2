"""What is done to the rows of the ledger within one transaction."""

import json
from collections.abc import Mapping, Sequence

from vidu_cli.ledger.tables import COLUMNS
from vidu_cli.policy.caps import counted
from vidu_cli.policy.entries import Intent, Outcome
from vidu_cli.policy.moments import Moment
from vidu_cli.schema.tasks import ENDED_BADLY, Task
from vidu_cli.storage.database import Cell, Row, Transaction

# SQLite takes so many values in one statement, everywhere.
_AT_ONCE = 500
# Somebody watched a task when the look before the one that saw its end was so close, in seconds or as a share.
_WATCHED_S = 30.0
_WATCHED_SHARE = 0.1

SELECT = f"SELECT {COLUMNS} FROM entries"  # noqa: S608  # no text from outside
OUTCOME = [name.strip() for name in COLUMNS.split(",")].index("outcome")
_UNSETTLED = (
    "task_id = NULL, outcome = 'unknown', is_adopted = 0, charge = NULL, state = NULL, err_code = NULL,"
    " created_at = NULL, accepted_at = NULL, running_at = NULL, seen_at = NULL, ended_at = NULL, waited_s = NULL,"
    " paths = '[]', seed = NULL"
)
WATCHED = (
    "SELECT number, ended_at, running_at, accepted_at, paths, credits_max, is_adopted"
    " FROM entries WHERE origin = ? AND task_id = ?"
)
UNANSWERED = (
    "SELECT number FROM entries WHERE origin = ? AND marker = ? AND outcome IN ('unknown', 'not_accepted')"
    " AND task_id IS NULL"
)


def spent(transaction: Transaction, account: int, since: float) -> int:
    """The credits that the submits of an account since then count."""
    sql = "SELECT COALESCE(SUM(counted), 0) FROM entries WHERE account = ? AND began_at >= ?"
    return transaction.number(sql, account, since)


def settle(
    transaction: Transaction, number: int, task: Task, *, trace_id: str | None, now: float, is_adopted: bool
) -> None:
    """Give an entry its task."""
    (row,) = transaction.rows("SELECT credits_max FROM entries WHERE number = ?", number)
    (estimated,) = row
    has_failed = task.state in ENDED_BADLY
    counts = 0 if has_failed else counted(credits_max=_whole(estimated), charge=task.credits)
    sql = (
        "UPDATE entries SET outcome = 'accepted', is_adopted = ?, task_id = ?, charge = ?, counted = ?,"
        " trace_id = COALESCE(?, trace_id), state = ?, err_code = ?, created_at = ?, accepted_at = ?, seen_at = ?,"
        " running_at = ?, ended_at = ?, seed = ? WHERE number = ?"
    )
    is_final = task.state.is_final
    transaction.run(
        sql,
        int(is_adopted),
        task.id,
        task.credits,
        counts,
        trace_id,
        str(task.state),
        task.err_code,
        task.created_at,
        now,
        now,
        None if is_final else now,
        now if is_final else None,
        task.seed,
        number,
    )


def keep_look(
    transaction: Transaction,
    row: Row,
    task: Task,
    *,
    now: float,
    paths: Sequence[str],
) -> None:
    """Keep what a look told of the task in a row of `WATCHED`."""
    number, ended_at, running_at, accepted_at, kept_paths, credits_max, is_adopted = row
    is_final = task.state.is_final
    waited = None
    if is_final and ended_at is None and not is_adopted:
        waited = _waited_s(accepted_at, running_at, now)
    saved = list(dict.fromkeys([*json.loads(str(kept_paths)), *paths]))
    counts = 0 if task.state in ENDED_BADLY else counted(credits_max=_whole(credits_max), charge=task.credits)
    sql = (
        "UPDATE entries SET state = ?, err_code = COALESCE(?, err_code), charge = COALESCE(?, charge), counted = ?,"
        " created_at = COALESCE(?, created_at), seen_at = ?, running_at = CASE WHEN ? THEN running_at ELSE ? END,"
        " ended_at = CASE WHEN ? THEN COALESCE(ended_at, ?) END, waited_s = COALESCE(?, waited_s), paths = ?,"
        " seed = COALESCE(?, seed) WHERE number = ?"
    )
    transaction.run(
        sql,
        str(task.state),
        task.err_code,
        task.credits,
        counts,
        task.created_at,
        now,
        is_final,
        now,
        is_final,
        now,
        waited,
        json.dumps(saved),
        task.seed,
        number,
    )


def _waited_s(accepted_at: Cell, running_at: Cell, now: float) -> float | None:
    """Seconds from the receipt to the end; None when nobody looked shortly before the end was seen."""
    if not isinstance(accepted_at, int | float) or not isinstance(running_at, int | float):
        return None
    waited = now - accepted_at
    is_watched = now - running_at <= max(_WATCHED_S, _WATCHED_SHARE * waited)
    return waited if waited >= 0 and is_watched else None


def _whole(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


Cells = dict[str, Cell]


def insert(transaction: Transaction, where: Mapping[str, Cell], intent: Intent, began: Moment, *, counts: int) -> int:
    """The number of a new entry; `where` are the cells of the account it belongs to."""
    cells: Cells = {
        **where,
        "kind": intent.kind,
        "path": intent.path,
        "body": json.dumps(intent.body, ensure_ascii=True),
        "fingerprint": intent.fingerprint,
        "marker": intent.marker,
        "payload_digest": intent.payload_digest,
        "prompt_digest": intent.prompt_digest,
        "once": intent.once,
        "once_hash": intent.once_hash,
        "credits": intent.credits,
        "credits_max": intent.credits_max,
        "is_private": int(intent.is_private),
        "counted": counts,
        "began_at": began.at,
        "boot": began.boot,
        "uptime_s": began.uptime_s,
        "outcome": Outcome.UNKNOWN.value,
        "is_adopted": 0,
        "paths": "[]",
    }
    marks = ", ".join("?" * len(cells))
    return transaction.insert(f"INSERT INTO entries ({', '.join(cells)}) VALUES ({marks})", *cells.values())  # noqa: S608  # no text from outside


def owned(transaction: Transaction, origin: str, ids: Sequence[str]) -> frozenset[str]:
    """Those of these tasks that an entry has."""
    found: set[str] = set()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = f"SELECT task_id FROM entries WHERE origin = ? AND task_id IN ({marks})"  # noqa: S608  # no text from outside
        found.update(str(task_id) for (task_id,) in transaction.rows(sql, origin, *some))
    return frozenset(found)


def rob(transaction: Transaction, origin: str, task_id: str, *, by: int) -> None:
    """Take a task from another entry that has it without a receipt; what became of that one is open again."""
    where = "WHERE origin = ? AND task_id = ? AND is_adopted AND number <> ?"
    sql = f"UPDATE entries SET {_UNSETTLED}, counted = COALESCE(credits_max, 0) {where}"  # noqa: S608  # no text from outside
    transaction.run(sql, origin, task_id, by)
