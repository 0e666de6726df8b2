"""The file that the sandbox's world is kept in."""

import secrets
from pathlib import Path

from vidu_cli.sandbox.lifecycle import state_at
from vidu_cli.storage.database import Database, StorageError, Transaction, with_folder

CREDITS_AT_START = 32_000

# What each version added to the one before it: a world of an older version is brought up to date, step by step.
_STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE tasks (
            ordinal INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, model TEXT NOT NULL,
            resolution TEXT NOT NULL, template TEXT NOT NULL, request TEXT NOT NULL, credits INTEGER NOT NULL,
            err_code TEXT NOT NULL, created_at REAL NOT NULL, queued_at REAL NOT NULL, ready_at REAL NOT NULL,
            started_at REAL NOT NULL, ended_at REAL NOT NULL
        )""",
        "CREATE INDEX tasks_by_end ON tasks (ended_at)",
        "CREATE INDEX tasks_by_start ON tasks (started_at)",
        """CREATE TABLE faults (
            number INTEGER PRIMARY KEY, scope TEXT NOT NULL, call TEXT NOT NULL, what TEXT NOT NULL, times INTEGER
        )""",
        "CREATE INDEX faults_by_scope ON faults (scope, call)",
        """CREATE TABLE account (
            only INTEGER PRIMARY KEY CHECK (only = 1), secret TEXT NOT NULL, credits INTEGER NOT NULL,
            last_id INTEGER NOT NULL
        )""",
    ),
    (
        "ALTER TABLE tasks ADD COLUMN service TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE tasks ADD COLUMN film INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX tasks_by_film ON tasks (film)",
        """CREATE TABLE uploads (
            id INTEGER PRIMARY KEY, etag TEXT NOT NULL, facts TEXT NOT NULL, is_finished INTEGER NOT NULL
        )""",
        "CREATE TABLE subjects (id INTEGER PRIMARY KEY, content TEXT NOT NULL)",
        "CREATE TABLE voices (name TEXT PRIMARY KEY)",
    ),
)


def open_file(path: Path) -> Database:
    """The store in a file, made with its folder when it is missing; StorageError when it cannot be used."""
    return open_location(str(with_folder(path)))


def open_location(location: str) -> Database:
    """The store at a location of SQLite, such as `:memory:`."""
    return Database(location, _STEPS, found=_found, functions={"state_at": (5, state_at)})


def _found(transaction: Transaction) -> None:
    transaction.run("INSERT INTO account VALUES (1, '', 0, 0)")
    start_afresh(transaction)


def discard(path: Path) -> None:
    """Remove the file of a world and what SQLite keeps beside it, for one that cannot be opened; may be missing."""
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(str(path), error.strerror or str(error)) from error


def start_afresh(transaction: Transaction) -> None:
    """Empty the tables and renew the secret, so that old links are worth nothing; ids are not given out again."""
    for table in ("tasks", "faults", "uploads", "subjects", "voices"):
        transaction.run(f"DELETE FROM {table}")  # noqa: S608  # no text from outside
    transaction.run("UPDATE account SET secret = ?, credits = ?", secrets.token_hex(32), CREDITS_AT_START)
