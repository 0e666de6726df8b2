"""The file that the sandbox's world is kept in: SQLite, safe for several processes and for threads."""

import json
import secrets
import sqlite3  # noqa: TID253  # this module is the adapter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from vidu_cli.sandbox.lifecycle import state_at

BUSY_TIMEOUT_S = 30.0
CREDITS_AT_START = 32_000

Cell = str | int | float | None
Row = tuple[Cell, ...]

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
SCHEMA = len(_STEPS)


class WorldError(Exception):
    """The world's file cannot be used: `path` names it, `reason` is a sentence without a full stop."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Transaction:
    """Statements that take effect together or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, *values: Cell) -> list[Row]:
        """The rows of a query."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Cell) -> Row | None:
        """The first row of a query, or None."""
        return next(iter(self.rows(sql, *values)), None)

    def number(self, sql: str, *values: Cell) -> int:
        """The whole number that a query of one row and one column gives."""
        match self.row(sql, *values):
            case (int(found),):
                return found
        raise sqlite3.DatabaseError("a number is missing")

    def run(self, sql: str, *values: Cell) -> None:
        """Run a statement that changes rows."""
        self._connection.execute(sql, values)

    def run_all(self, sql: str, rows: Sequence[Row]) -> None:
        """Run a statement once for each of `rows`."""
        self._connection.executemany(sql, rows)


class Store:
    """An open file with its tables. Raises WorldError, here and later, when it is no world of this version."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._lock = RLock()
        with _translated(location):
            # One connection for all threads, one at a time: a statement takes less than a millisecond.
            self._connection = sqlite3.connect(
                location, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        try:
            with _translated(location):
                self._prepare()
        except WorldError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; what was committed stays."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the world."""
        with self._transaction("BEGIN") as transaction:
            yield transaction

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that nobody else writes beside; short, as other processes wait for it."""
        with self._transaction("BEGIN IMMEDIATE") as transaction:
            yield transaction

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Transaction]:
        with self._lock, _translated(self.location):
            self._connection.execute(begin)
            try:
                yield Transaction(self._connection)
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise

    def _prepare(self) -> None:
        self._connection.create_function("state_at", 5, state_at, deterministic=True)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        with self.reading() as transaction:
            ready = transaction.number("PRAGMA user_version") == SCHEMA
        if not ready:
            with self.writing() as transaction:
                self._found(transaction)
        # After the tables, so that of two processes that open an empty file one waits for the other.
        self._connection.execute("PRAGMA journal_mode = WAL")

    def _found(self, transaction: Transaction) -> None:
        version = transaction.number("PRAGMA user_version")
        is_strange = version == 0 and transaction.row("SELECT 1 FROM sqlite_master LIMIT 1") is not None
        if is_strange or not 0 <= version <= SCHEMA:
            raise WorldError(self.location, "it was written by another version of this program")
        for step in _STEPS[version:]:
            for statement in step:
                transaction.run(statement)
        if version == 0:
            transaction.run("INSERT INTO account VALUES (1, '', 0, 0)")
            start_afresh(transaction)
        transaction.run(f"PRAGMA user_version = {SCHEMA}")


def open_file(path: Path) -> Store:
    """The store in a file, made with its folder when it is missing; WorldError when it cannot be used."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorldError(str(path), error.strerror or str(error)) from error
    return Store(str(path))


def discard(path: Path) -> None:
    """Remove the file of a world and what SQLite keeps beside it, for one that cannot be opened; may be missing."""
    try:
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise WorldError(str(path), error.strerror or str(error)) from error


def start_afresh(transaction: Transaction) -> None:
    """Empty the tables and renew the secret, so that old links are worth nothing; ids are not given out again."""
    for table in ("tasks", "faults", "uploads", "subjects", "voices"):
        transaction.run(f"DELETE FROM {table}")  # noqa: S608  # no text from outside
    transaction.run("UPDATE account SET secret = ?, credits = ?", secrets.token_hex(32), CREDITS_AT_START)


@contextmanager
def _translated(location: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, json.JSONDecodeError) as error:
        raise WorldError(location, str(error)) from error
