"""The tables of the ledger, and its rows as values."""

import json
from collections.abc import Mapping

from vidu_cli.policy.entries import Intent, LedgerEntry, Outcome
from vidu_cli.policy.moments import Moment
from vidu_cli.storage.database import Cell, DamagedError, Row

STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE ledger (only INTEGER PRIMARY KEY CHECK (only = 1), salt TEXT NOT NULL)",
        """CREATE TABLE accounts (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, reconciled_at REAL
        )""",
        # `counted` is what the entry counts against a cap; it is 0 once nothing was bought or all was given back.
        """CREATE TABLE entries (
            number INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, origin TEXT NOT NULL, profile TEXT,
            base_url TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL,
            fingerprint TEXT NOT NULL, marker TEXT, payload_digest TEXT, prompt_digest TEXT, once TEXT, once_hash TEXT,
            credits INTEGER, credits_max INTEGER, is_private INTEGER NOT NULL, counted INTEGER NOT NULL,
            began_at REAL NOT NULL, boot TEXT NOT NULL, uptime_s REAL NOT NULL, attempt_s REAL, clock_error_s REAL,
            sought_at REAL, outcome TEXT NOT NULL, is_adopted INTEGER NOT NULL, task_id TEXT, charge INTEGER,
            trace_id TEXT, refusal TEXT, state TEXT, err_code TEXT, created_at TEXT, accepted_at REAL, running_at REAL,
            seen_at REAL, ended_at REAL, waited_s REAL, paths TEXT NOT NULL
        )""",
        "CREATE UNIQUE INDEX entries_by_task ON entries (origin, task_id) WHERE task_id IS NOT NULL",
        "CREATE INDEX entries_by_account ON entries (account, number)",
        "CREATE INDEX entries_by_time ON entries (account, began_at, counted)",
        "CREATE INDEX entries_by_key ON entries (account, once_hash) WHERE once_hash IS NOT NULL",
        "CREATE INDEX entries_by_marker ON entries (origin, marker) WHERE marker IS NOT NULL",
        "CREATE INDEX entries_unknown ON entries (account, number) WHERE outcome = 'unknown'",
    ),
    (
        # Which file of which task lies where: a download that is run again finds out that there is nothing to do.
        """CREATE TABLE files (
            origin TEXT NOT NULL, task_id TEXT NOT NULL, file TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL,
            PRIMARY KEY (origin, task_id, file, path)
        )""",
    ),
    # Only the receipt tells the seed that the platform drew, and without it no result can be made again.
    ("ALTER TABLE entries ADD COLUMN seed INTEGER",),
)

COLUMNS = (
    "number, profile, base_url, kind, path, body, fingerprint, marker, payload_digest, prompt_digest, once, once_hash,"
    " credits, credits_max, is_private, began_at, boot, uptime_s, attempt_s, clock_error_s, sought_at, outcome,"
    " is_adopted, task_id, charge, trace_id, refusal, state, err_code, created_at, accepted_at, seen_at, ended_at,"
    " waited_s, paths, seed"
)
_NAMES = tuple(name.strip() for name in COLUMNS.split(","))
_OF_THE_INTENT = (
    "kind",
    "path",
    "fingerprint",
    "marker",
    "payload_digest",
    "prompt_digest",
    "once",
    "once_hash",
    "credits",
    "credits_max",
)
_OF_THE_ENTRY = (
    "number",
    "profile",
    "base_url",
    "attempt_s",
    "clock_error_s",
    "sought_at",
    "task_id",
    "charge",
    "trace_id",
    "refusal",
    "state",
    "err_code",
    "created_at",
    "accepted_at",
    "seen_at",
    "ended_at",
    "waited_s",
    "seed",
)


def entry_of(row: Row, *, is_live: bool) -> LedgerEntry:
    """The entry in a row of `COLUMNS`; DamagedError when it is none that this program has written."""
    told = dict(zip(_NAMES, row, strict=True))
    try:
        intent = Intent(
            **{name: told[name] for name in _OF_THE_INTENT},  # type: ignore[arg-type]  # a foreign file may hold others
            body=_object(told["body"]),
            is_private=bool(told["is_private"]),
        )
        return LedgerEntry(
            **{name: told[name] for name in _OF_THE_ENTRY},  # type: ignore[arg-type]  # as above
            intent=intent,
            began=Moment(at=_number(told["began_at"]), boot=str(told["boot"]), uptime_s=_number(told["uptime_s"])),
            outcome=Outcome(str(told["outcome"])),
            is_adopted=bool(told["is_adopted"]),
            is_live=is_live,
            paths=tuple(str(path) for path in json.loads(str(told["paths"]))),
        )
    except (TypeError, ValueError) as error:
        raise DamagedError(f"entry {told['number']} cannot be read") from error


def _number(cell: Cell) -> float:
    if isinstance(cell, int | float):
        return float(cell)
    raise DamagedError("a number is missing")


def _object(cell: Cell) -> Mapping[str, object]:
    document = json.loads(str(cell))
    if not isinstance(document, dict):
        raise DamagedError("a request is no object")
    return document
