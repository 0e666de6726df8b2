"""The ledger as it is read: whose submits it holds, and what is known of them. Every method may raise ViduError 94."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from vidu_cli.errors.catalogue import LEDGER_UNUSABLE
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.ledger import rows, waits
from vidu_cli.ledger.leases import Leases
from vidu_cli.ledger.tables import STEPS, entry_of
from vidu_cli.policy.entries import MAKE_NO_TASK, LedgerEntry, Outcome
from vidu_cli.storage.database import Database, Row, StorageError, Transaction, with_folder

BUSY_TIMEOUT_S = 10.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Whose submits: the origin of the base URL and the key, of which the ledger keeps a salted hash.

    Without a key at hand the submits of all keys at that address are meant, and none can be added.
    """

    base_url: str
    key: str | None
    profile: str | None = None

    @property
    def origin(self) -> str:
        """Scheme, host and port of the base URL."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"


class Reader:
    """The open ledger of one account."""

    def __init__(self, path: Path, account: Account, *, leases: Leases | None = None) -> None:
        self.path = path
        self.account = account
        self._leases = leases or Leases(path.with_suffix(".leases"))
        with translated(path):
            with_folder(path, mode=0o700)
            # Made before SQLite does, which would let others read it; what it keeps beside it gets the same rights.
            path.touch(mode=0o600)
            self._database = Database(str(path), STEPS, found=_found, busy_timeout_s=BUSY_TIMEOUT_S)
        self._number: int | None = None

    def close(self) -> None:
        """Close the file and let go of every lease."""
        self._leases.close()
        self._database.close()

    def owned(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these tasks that an entry has."""
        with self._reading() as transaction:
            return self._owned(transaction, tuple(ids))

    def holder(self, once_hash: str) -> LedgerEntry | None:
        """The newest entry that holds a `--once` key."""

        def held(transaction: Transaction) -> tuple[LedgerEntry, ...]:
            found = self._holder(transaction, self._known_account(transaction), once_hash)
            return () if found is None else (found,)

        return next(iter(self._surely(held)), None)

    def unresolved(self, *, fingerprint: str | None = None) -> tuple[LedgerEntry, ...]:
        """The entries whose outcome nobody knows, oldest first, live ones too; `fingerprint` chooses one request."""
        found = self._surely(self._unknown)
        return tuple(entry for entry in found if fingerprint in (None, entry.intent.fingerprint))

    def given_up(self, *, since: float) -> tuple[LedgerEntry, ...]:
        """The entries with a marker that were declared not accepted, begun since then."""
        with self._reading() as transaction:
            where, values = self._whose(transaction)
            sql = f"{rows.SELECT} WHERE {where} AND outcome = 'not_accepted' AND marker IS NOT NULL AND began_at >= ?"
            return tuple(self._entry(row) for row in transaction.rows(sql, *values, since))

    def reconciled_at(self) -> float | None:
        """When the account was last searched for tasks that this ledger had not known of; None if never."""
        with self._reading() as transaction:
            row = transaction.row("SELECT reconciled_at FROM accounts WHERE name = ?", self._name(transaction))
        return float(row[0]) if row is not None and isinstance(row[0], int | float) else None

    def spent(self, since: float) -> int:
        """The credits that the submits of the account since then count."""
        with self._reading() as transaction:
            return rows.spent(transaction, self._known_account(transaction), since)

    def typical_wait_s(self, task_id: str) -> float | None:
        """Seconds that earlier tasks like this one took from their receipt to their end; None when nobody watched."""
        with self._reading() as transaction:
            return waits.typical_wait_s(transaction, self.account.origin, task_id)

    def entry_of(self, task_id: str) -> LedgerEntry | None:
        """The entry of a task, or None."""
        with self._reading() as transaction:
            row = transaction.row(f"{rows.SELECT} WHERE origin = ? AND task_id = ?", self.account.origin, task_id)
            return None if row is None else self._entry(row)

    def digests_of(self, task_id: str, file: str) -> dict[str, str]:
        """The SHA-256 of a file of a task by each path that it was saved at."""
        sql = "SELECT path, sha256 FROM files WHERE origin = ? AND task_id = ? AND file = ?"
        with self._reading() as transaction:
            rows_of = transaction.rows(sql, self.account.origin, task_id, file)
            return {str(path): str(digest) for path, digest in rows_of}

    def tasks_at(self, path: str) -> frozenset[str]:
        """The tasks of which a file was saved at an absolute path."""
        with self._reading() as transaction:
            found = transaction.rows(
                "SELECT task_id FROM files WHERE origin = ? AND path = ?", self.account.origin, path
            )
            return frozenset(str(task_id) for (task_id,) in found)

    def newest(self, count: int) -> tuple[LedgerEntry, ...]:
        """The newest submits that bought a task or may have, newest first, at most so many."""

        def newest(transaction: Transaction) -> tuple[LedgerEntry, ...]:
            where, values = self._whose(transaction)
            bought = f"outcome IN ('accepted', 'unknown') AND path NOT IN ({', '.join('?' * len(MAKE_NO_TASK))})"
            sql = f"{rows.SELECT} WHERE {where} AND {bought} ORDER BY number DESC LIMIT ?"
            found = transaction.rows(sql, *values, *MAKE_NO_TASK, count)
            return tuple(self._entry(row) for row in found)

        return self._surely(newest)

    def _surely(self, read: Callable[[Transaction], tuple[LedgerEntry, ...]]) -> tuple[LedgerEntry, ...]:
        """What a reading finds, read again when an attempt in it seems to be over without an end.

        Its process may have kept the end and let go of the lease between the reading and the look at the lease; what is
        read after that look is true.
        """
        with self._reading() as transaction:
            found = read(transaction)
        if not any(entry.is_open for entry in found):
            return found
        with self._reading() as transaction:
            return read(transaction)

    def _unknown(self, transaction: Transaction) -> tuple[LedgerEntry, ...]:
        where, values = self._whose(transaction)
        sql = f"{rows.SELECT} WHERE {where} AND outcome = 'unknown' ORDER BY number"
        return tuple(self._entry(row) for row in transaction.rows(sql, *values))

    def _holder(self, transaction: Transaction, account: int, once_hash: str | None) -> LedgerEntry | None:
        if once_hash is None:
            return None
        sql = f"{rows.SELECT} WHERE account = ? AND once_hash = ? ORDER BY number DESC"
        entries = (self._entry(row) for row in transaction.rows(sql, account, once_hash))
        return next((entry for entry in entries if not entry.frees_its_key), None)

    def _owned(self, transaction: Transaction, ids: Sequence[str]) -> frozenset[str]:
        return rows.owned(transaction, self.account.origin, ids)

    def _one(self, transaction: Transaction, number: int) -> LedgerEntry:
        (row,) = transaction.rows(f"{rows.SELECT} WHERE number = ?", number)
        return self._entry(row)

    def _entry(self, row: Row) -> LedgerEntry:
        told = dict(zip(("number", "outcome"), (row[0], row[rows.OUTCOME]), strict=True))
        is_open = told["outcome"] == Outcome.UNKNOWN.value
        return entry_of(row, is_live=is_open and self._leases.is_held(int(told["number"] or 0)))

    def _whose(self, transaction: Transaction) -> tuple[str, tuple[str | int, ...]]:
        """The condition for the entries of this account; of all keys at the address when the key is not at hand."""
        if self.account.key is None:
            return "origin = ?", (self.account.origin,)
        return "account = ?", (self._known_account(transaction),)

    def _known_account(self, transaction: Transaction) -> int:
        """The number of the account, -1 when it has no entries yet."""
        row = transaction.row("SELECT number FROM accounts WHERE name = ?", self._name(transaction))
        return -1 if row is None else int(row[0] or 0)

    def _name(self, transaction: Transaction) -> str:
        (row,) = transaction.rows("SELECT salt FROM ledger")
        told = "\0".join((str(row[0]), self.account.origin, self.account.key or ""))
        return sha256(told.encode()).hexdigest()

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with translated(self.path), self._database.reading() as transaction:
            yield transaction


def _found(transaction: Transaction) -> None:
    transaction.run("INSERT INTO ledger VALUES (1, ?)", token_hex(16))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """What goes wrong with the ledger within the block, as ViduError 94."""
    try:
        yield
    except (StorageError, OSError) as error:
        reason = error.reason if isinstance(error, StorageError) else error.strerror or str(error)
        raise unusable(path, reason) from error


def unusable(path: Path, reason: str) -> ViduError:
    """The error 94 of a ledger at that path."""
    message = f"The ledger {path} cannot be used: {reason.rstrip('.')}."
    return failed(LEDGER_UNUSABLE, message, names={"path": str(path.parent)})
