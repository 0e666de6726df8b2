"""Entries of the ledger made by hand, and ledgers with many of them."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from vidu_cli.ledger.ledger import Account, Ledger
from vidu_cli.policy.entries import Intent, LedgerEntry, Outcome
from vidu_cli.policy.moments import Moment
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Task, TaskState

NOON = 1_795_780_800.0
FINGERPRINT = "f" * 64
BODY: Mapping[str, object] = {"model": "viduq3-turbo", "prompt": "a paper boat", "duration": 5}
# Copies of one entry, each with a task of its own.
_COPIES = """
WITH RECURSIVE copies(number) AS (SELECT 2 UNION ALL SELECT number + 1 FROM copies WHERE number < ?)
INSERT INTO entries ({names}) SELECT {values} FROM copies, entries AS first WHERE first.number = 1
"""


def intent(*, kind: str = "text2video", body: Mapping[str, object] = BODY, **more: object) -> Intent:
    """An intent; `more` are further facts of it."""
    facts = {"path": f"/{kind}", "fingerprint": FINGERPRINT, "credits": 60, "credits_max": 60, **more}
    return Intent(kind=kind, body=body, **facts)  # type: ignore[arg-type]  # what a test gives is of its type


def entry(ordered: Intent | None = None, *, task_id: str | None = "11", **more: object) -> LedgerEntry:
    """An entry whose task was accepted and succeeded, but for what `more` says."""
    facts = {
        "number": 1,
        "profile": None,
        "base_url": "https://api.vidu.com",
        "began": Moment(at=NOON),
        "outcome": Outcome.ACCEPTED,
        "state": "success",
        "charge": 60,
        **more,
    }
    return LedgerEntry(intent=ordered or intent(), task_id=task_id, **facts)  # type: ignore[arg-type]  # as above


def unanswered(ordered: Intent | None = None, **more: object) -> LedgerEntry:
    """An entry of which nobody knows what became."""
    return entry(ordered, task_id=None, **{"outcome": Outcome.UNKNOWN, "state": None, "charge": None, **more})


def fill(path: Path, account: Account, count: int) -> None:
    """Write a ledger of that account with so many submits whose tasks succeeded."""
    ledger = Ledger(path, account)
    begun = ledger.intend(intent(), caps=(), began=Moment(at=NOON))
    assert isinstance(begun, LedgerEntry)
    ledger.accept(begun.number, Task(id=Id("1"), state=TaskState.SUCCESS, credits=60), trace_id=None, now=NOON)
    ledger.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(entries)")]
        own = {
            "number": "copies.number",
            "task_id": "'9' || copies.number",
            "began_at": "first.began_at + copies.number",
        }
        values = [own.get(name, f"first.{name}") for name in names]
        connection.execute(_COPIES.format(names=", ".join(names), values=", ".join(values)), (count,))
