"""The ledger of one account: intents, receipts, and what was seen of tasks afterwards.

Every method is one short transaction; those that must not be lost by a crash of the machine wait for the disk. Each
may raise ViduError 94.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from vidu_cli.errors.catalogue import OVER_BUDGET
from vidu_cli.errors.failure import failed
from vidu_cli.ledger import rows
from vidu_cli.ledger.reader import Account, Reader, translated
from vidu_cli.policy.caps import Cap, counted, over
from vidu_cli.policy.entries import Holder, Intent, LedgerEntry
from vidu_cli.policy.moments import Moment
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Task
from vidu_cli.storage.database import Transaction

__all__ = ["Account", "Ledger"]


class Ledger(Reader):
    """The open ledger of one account, to be written in."""

    def intend(self, intent: Intent, *, caps: Sequence[Cap], began: Moment) -> LedgerEntry | Holder:
        """The entry of a submit that may leave now, on disk; instead the one that holds its `--once` key, if one does.

        Its lease is held until `let_go`. ViduError 20 with the numbers when a cap would be passed.
        """
        with self._writing(durably=True) as transaction:
            account = self._account_number(transaction)
            holder = self._holder(transaction, account, intent.once_hash)
            if holder is not None:
                return Holder(holder)
            price = counted(credits_max=intent.credits_max)
            for cap in caps:
                for sentence in over(cap, spent=rows.spent(transaction, account, cap.since), price=price):
                    raise failed(OVER_BUDGET, f"{sentence} Nothing was sent.", option=cap.name)
            number = self._insert(transaction, intent, began, counts=price)
            self._leases.take(number)
            return self._one(transaction, number)

    def accept(self, number: int, task: Task, *, trace_id: str | None, now: float) -> None:
        """Keep the receipt of an entry, which beats whoever took the task for its own without one."""
        with self._writing(durably=True) as transaction:
            rows.rob(transaction, self.account.origin, task.id, by=number)
            rows.settle(transaction, number, task, trace_id=trace_id, now=now, is_adopted=False)

    def adopt(self, number: int, task: Task, *, now: float) -> bool:
        """Whether the task is the entry's now: no other entry has it, and the entry has no other."""
        with self._writing(durably=True) as transaction:
            has = self._one(transaction, number).task_id
            if has is not None or self._owned(transaction, (task.id,)):
                return has == task.id
            rows.settle(transaction, number, task, trace_id=None, now=now, is_adopted=True)
            return True

    def take_over(self, intent: Intent, task: Task, *, now: float) -> LedgerEntry | None:
        """The entry of a task that carries our marker and that no entry had; None if one has it or is about to.

        Of a submit whose end nobody saw it is the entry of that submit.
        """
        with self._writing(durably=True) as transaction:
            if self._owned(transaction, (task.id,)):
                return None
            number = self._sender(transaction, task)
            if number is not None and self._leases.is_held(number):
                return None
            if number is None:
                number = self._insert(transaction, intent, Moment(at=moment_in(task.created_at) or now), counts=0)
            rows.settle(transaction, number, task, trace_id=None, now=now, is_adopted=True)
            return self._one(transaction, number)

    def refuse(self, number: int, code: str, *, trace_id: str | None = None) -> None:
        """Keep that a submit was certainly not taken, and why."""
        sql = "UPDATE entries SET outcome = 'refused', counted = 0, refusal = ?, trace_id = ? WHERE number = ?"
        with self._writing() as transaction:
            transaction.run(sql, code, trace_id, number)

    def leave_unknown(
        self, number: int, *, attempt_s: float, clock_error_s: float | None, trace_id: str | None = None
    ) -> None:
        """Keep that an attempt is over and that nobody knows what became of it."""
        sql = "UPDATE entries SET attempt_s = ?, clock_error_s = ?, trace_id = ? WHERE number = ?"
        with self._writing(durably=True) as transaction:
            transaction.run(sql, attempt_s, clock_error_s, trace_id, number)

    def let_go(self, number: int) -> None:
        """End the attempt of an entry: what becomes of it may now be found out by anybody."""
        self._leases.let_go(number)

    def seek(self, number: int, *, at: float) -> float:
        """When, by the platform's clock, the entry was first looked for: `at` if never before."""
        with self._writing() as transaction:
            transaction.run("UPDATE entries SET sought_at = ? WHERE number = ? AND sought_at IS NULL", at, number)
            return self._one(transaction, number).sought_at or at

    def declare_not_accepted(self, number: int) -> bool:
        """Whether the platform did not take a submit, which is kept; False when its task was found meanwhile.

        If its task shows up later, it is adopted all the same.
        """
        sql = "UPDATE entries SET outcome = 'not_accepted', counted = 0 WHERE number = ? AND outcome = 'unknown'"
        with self._writing(durably=True) as transaction:
            return transaction.run(sql, number) > 0

    def saw(self, task: Task, *, now: float, paths: Sequence[str] = ()) -> bool:
        """Keep what a look told of a task, and whether it is in the ledger at all.

        A task that carries the marker of a submit without a receipt is that submit's.
        """
        # Looking first without a lock keeps those who only look at other tasks out of each other's way.
        with self._reading() as transaction:
            if not self._is_ours(transaction, task):
                return False
        with self._writing() as transaction:
            number = self._unanswered(transaction, task)
            if number is not None:
                rows.settle(transaction, number, task, trace_id=None, now=now, is_adopted=True)
            row = transaction.row(rows.WATCHED, self.account.origin, task.id)
            if row is not None:
                rows.keep_look(transaction, row, task, now=now, paths=paths)
            return row is not None

    def reconcile(self, *, now: float) -> None:
        """Keep that the account was searched."""
        with self._writing() as transaction:
            number = self._account_number(transaction)
            transaction.run("UPDATE accounts SET reconciled_at = ? WHERE number = ?", now, number)

    def keep_file(self, task_id: str, file: str, *, path: str, sha256: str) -> None:
        """Keep where a file of a task was saved, and no longer what lay there before; `file` says which it is."""
        other = "DELETE FROM files WHERE origin = ? AND path = ? AND NOT (task_id = ? AND file = ?)"
        sql = "INSERT OR REPLACE INTO files (origin, task_id, file, path, sha256) VALUES (?, ?, ?, ?, ?)"
        with self._writing() as transaction:
            transaction.run(other, self.account.origin, path, task_id, file)
            transaction.run(sql, self.account.origin, task_id, file, path, sha256)

    def _is_ours(self, transaction: Transaction, task: Task) -> bool:
        return bool(self._owned(transaction, (task.id,))) or self._unanswered(transaction, task) is not None

    def _unanswered(self, transaction: Transaction, task: Task) -> int | None:
        """The entry without a receipt whose marker a task without an entry carries; None while its process works."""
        if not task.payload or self._owned(transaction, (task.id,)):
            return None
        number = self._sender(transaction, task)
        return None if number is None or self._leases.is_held(number) else number

    def _sender(self, transaction: Transaction, task: Task) -> int | None:
        row = transaction.row(rows.UNANSWERED, self.account.origin, task.payload)
        return None if row is None else int(row[0] or 0)

    def _insert(self, transaction: Transaction, intent: Intent, began: Moment, *, counts: int) -> int:
        account = self.account
        where: rows.Cells = {
            "account": self._account_number(transaction),
            "origin": account.origin,
            "profile": account.profile,
            "base_url": account.base_url,
        }
        return rows.insert(transaction, where, intent, began, counts=counts)

    def _account_number(self, transaction: Transaction) -> int:
        number = self._known_account(transaction)
        if number >= 0:
            return number
        sql = "INSERT INTO accounts (name, origin) VALUES (?, ?)"
        return transaction.insert(sql, self._name(transaction), self.account.origin)

    @contextmanager
    def _writing(self, *, durably: bool = False) -> Iterator[Transaction]:
        with translated(self.path), self._database.writing(durably=durably) as transaction:
            yield transaction
