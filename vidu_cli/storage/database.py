"""A file of SQLite with numbered migrations, safe for several processes and for threads."""

import json
import sqlite3  # noqa: TID253  # this module is the adapter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import TypeGuard

BUSY_TIMEOUT_S = 30.0

Cell = str | int | float | None
Row = tuple[Cell, ...]
Function = Callable[..., Cell]


class StorageError(Exception):
    """The file cannot be used: `path` names it, `reason` is a sentence without a full stop."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class DamagedError(ValueError):
    """A row that was read is none that this program has written."""


class Transaction:
    """Statements that take effect together or not at all."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, *values: Cell) -> list[Row]:
        """The rows of a query."""
        return self._connection.execute(sql, _storable(values)).fetchall()

    def row(self, sql: str, *values: Cell) -> Row | None:
        """The first row of a query, or None."""
        return next(iter(self.rows(sql, *values)), None)

    def number(self, sql: str, *values: Cell) -> int:
        """The whole number that a query of one row and one column gives."""
        match self.row(sql, *values):
            case (int(found),):
                return found
        raise DamagedError("a number is missing")

    def run(self, sql: str, *values: Cell) -> int:
        """Run a statement that changes rows; give how many it changed."""
        return self._connection.execute(sql, _storable(values)).rowcount

    def insert(self, sql: str, *values: Cell) -> int:
        """Run a statement that adds a row; give the number of the row."""
        return self._connection.execute(sql, _storable(values)).lastrowid or 0

    def run_all(self, sql: str, rows: Sequence[Row]) -> None:
        """Run a statement once for each of `rows`."""
        self._connection.executemany(sql, map(_storable, rows))


def _storable(row: Row) -> Row:
    """The cells as SQLite takes them: what is no text, as half a character, becomes its escape."""
    return tuple(cell.encode("utf-8", "backslashreplace").decode() if _is_odd(cell) else cell for cell in row)


def _is_odd(cell: Cell) -> TypeGuard[str]:
    return isinstance(cell, str) and not cell.isascii()


class Database:
    """An open file with its tables. Raises StorageError, here and later, when it is none of this version.

    `steps` are the statements that each version added to the one before it: an older file is brought up to date step
    by step. `found` runs in the transaction that makes a new file, behind its tables. `functions` are known to SQL by
    their names and depend on nothing but their arguments.
    """

    def __init__(
        self,
        location: str,
        steps: Sequence[Sequence[str]],
        *,
        found: Callable[[Transaction], None],
        functions: Mapping[str, tuple[int, Function]] | None = None,
        busy_timeout_s: float = BUSY_TIMEOUT_S,
    ) -> None:
        self.location = location
        self._steps = steps
        self._lock = RLock()
        with translated(location):
            # One connection for all threads, one at a time: a statement takes less than a millisecond.
            self._connection = sqlite3.connect(
                location, timeout=busy_timeout_s, isolation_level=None, check_same_thread=False
            )
        try:
            with translated(location):
                for name, (arguments, function) in (functions or {}).items():
                    self._connection.create_function(name, arguments, function, deterministic=True)
                self._prepare(found)
        except StorageError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file; what was committed stays."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """A transaction that sees one moment of the file."""
        with self._transaction("BEGIN") as transaction:
            yield transaction

    @contextmanager
    def writing(self, *, durably: bool = False) -> Iterator[Transaction]:
        """A transaction that nobody else writes beside; short, as other processes wait for it.

        A crash of the machine may undo the last ones, unless they are written `durably`: that waits for the disk.
        """
        with self._lock:
            if durably:
                self._execute("PRAGMA synchronous = FULL")
            try:
                with self._transaction("BEGIN IMMEDIATE") as transaction:
                    yield transaction
            finally:
                if durably:
                    self._execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Transaction]:
        with self._lock, translated(self.location):
            self._connection.execute(begin)
            try:
                yield Transaction(self._connection)
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise

    def _execute(self, sql: str) -> None:
        with translated(self.location):
            self._connection.execute(sql)

    def _prepare(self, found: Callable[[Transaction], None]) -> None:
        self._connection.execute("PRAGMA synchronous = NORMAL")
        with self.reading() as transaction:
            ready = transaction.number("PRAGMA user_version") == len(self._steps)
        if not ready:
            with self.writing() as transaction:
                self._bring_up_to_date(transaction, found)
        # After the tables, so that of two processes that open an empty file one waits for the other.
        self._connection.execute("PRAGMA journal_mode = WAL")

    def _bring_up_to_date(self, transaction: Transaction, found: Callable[[Transaction], None]) -> None:
        version = transaction.number("PRAGMA user_version")
        is_strange = version == 0 and transaction.row("SELECT 1 FROM sqlite_master LIMIT 1") is not None
        if is_strange or not 0 <= version <= len(self._steps):
            raise StorageError(self.location, "it was written by another version of this program")
        for step in self._steps[version:]:
            for statement in step:
                transaction.run(statement)
        if version == 0:
            found(transaction)
        transaction.run(f"PRAGMA user_version = {len(self._steps)}")


def with_folder(path: Path, *, mode: int = 0o777) -> Path:
    """The path, its folder made with `mode` when it is missing; StorageError when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=mode)
    except OSError as error:
        raise StorageError(str(path), error.strerror or str(error)) from error
    return path


@contextmanager
def translated(location: str) -> Iterator[None]:
    """What goes wrong with the file within the block, as StorageError."""
    try:
        yield
    except (sqlite3.Error, json.JSONDecodeError, DamagedError, OverflowError) as error:
        raise StorageError(location, str(error)) from error
