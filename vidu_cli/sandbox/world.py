"""The world of the sandbox: its tasks, its credits, its faults, and the secret that signs its links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vidu_cli.errors.catalogue import USER_CANCELLED
from vidu_cli.sandbox import ids, records, shelves, store
from vidu_cli.sandbox.faults import Call, Fault, FaultRule, fault_named
from vidu_cli.sandbox.records import Draft, Record, Search
from vidu_cli.sandbox.shelves import Upload
from vidu_cli.sandbox.store import discard
from vidu_cli.storage.database import Database, Transaction

__all__ = ["Balance", "Draft", "Record", "Search", "VoiceTaken", "World", "discard"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Balance:
    """The account at one moment: credits left, tasks at work and tasks that wait."""

    credit_remain: int
    running: int
    waiting: int


class VoiceTaken(Exception):  # noqa: N818  # an answer is made of it
    """A task asks for the name of a voice that an earlier one has taken."""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that outlives a command. Each method is one short transaction; any of them may raise StorageError."""

    _store: Database = field(repr=False)

    @classmethod
    def open(cls, path: Path) -> "World":
        """The world kept in that file, a new one with 32,000 credits if there is none."""
        return cls(store.open_file(path))

    @classmethod
    def in_memory(cls) -> "World":
        """A world that is gone when it is closed."""
        return cls(store.open_location(":memory:"))

    def close(self) -> None:
        """Let go of the file; the world is kept."""
        self._store.close()

    def reset(self) -> None:
        """Forget all tasks and faults, give the credits back and make the links signed so far worthless."""
        with self._store.writing() as transaction:
            store.start_afresh(transaction)

    @property
    def secret(self) -> bytes:
        """The key that signs links to results."""
        with self._store.reading() as transaction:
            return str(transaction.rows("SELECT secret FROM account")[0][0]).encode()

    def balance(self, now: float) -> Balance:
        """The credits left and the tasks under way at `now`."""
        running = "SELECT COUNT(*) FROM tasks WHERE ended_at > ? AND started_at <= ?"
        waiting = "SELECT COUNT(*) FROM tasks WHERE started_at > ?"
        with self._store.reading() as transaction:
            return Balance(
                credit_remain=_credits_left(transaction, now),
                running=transaction.number(running, now, now),
                waiting=transaction.number(waiting, now),
            )

    def add_task(self, draft: Draft, *, now: float) -> Record | None:
        """The task made of a draft, charged and with its place in the queue; None when the credits do not suffice.

        VoiceTaken when the name of its voice is not free.
        """
        with self._store.writing() as transaction:
            if _credits_left(transaction, now) < draft.credits:
                return None
            if draft.voice and not shelves.take_voice(transaction, draft.voice):
                raise VoiceTaken
            number = _next_id(transaction, now)
            for rule in draft.faults:
                _insert_fault(transaction, rule, scope=_of_task(str(number)))
            return records.insert(transaction, draft, number=number, now=now)

    def task(self, number: int, *, now: float, service: str = "") -> Record | None:
        """The task of that id as it is at `now`, or None; `service` is the path below which it is asked for."""
        with self._store.reading() as transaction:
            return records.one(transaction, number, now, service=service)

    def steps(self, film: int, *, now: float) -> list[Record]:
        """The steps made for the film of that id, oldest first."""
        with self._store.reading() as transaction:
            return records.steps_of(transaction, film, now)

    def tasks(self, search: Search, *, now: float) -> list[Record]:
        """The tasks that a search finds, newest first."""
        with self._store.reading() as transaction:
            return records.found(transaction, search, now)

    def cancel(self, number: int, *, now: float) -> Record | None:
        """The task as it was just before, or None; if it was waiting it has now failed with UserCancelled."""
        with self._store.writing() as transaction:
            record = records.one(transaction, number, now, service="")
            if record is not None and record.state in records.WAITING:
                ended = "UPDATE tasks SET err_code = ?, started_at = ?, ended_at = ? WHERE id = ?"
                transaction.run(ended, USER_CANCELLED.code, now, now, number)
                records.move_up(transaction, now)
            return record

    def add_upload(self, *, now: float) -> int:
        """The id of a new upload, which holds nothing yet."""
        with self._store.writing() as transaction:
            number = _next_id(transaction, now)
            shelves.keep_upload(transaction, number, Upload())
            return number

    def upload(self, number: int) -> Upload | None:
        """What is known of the upload of that id, or None."""
        with self._store.reading() as transaction:
            return shelves.upload(transaction, number)

    def keep_upload(self, number: int, upload: Upload) -> None:
        """Keep what is known of an upload, in the place of what was."""
        with self._store.writing() as transaction:
            shelves.keep_upload(transaction, number, upload)

    def add_subject(self, content: Mapping[str, object], *, cost: int, now: float) -> int | None:
        """The id of a new subject, charged; None when the credits do not suffice."""
        with self._store.writing() as transaction:
            if _credits_left(transaction, now) < cost:
                return None
            transaction.run("UPDATE account SET credits = credits - ?", cost)
            number = _next_id(transaction, now)
            shelves.keep_subject(transaction, number, content)
            return number

    def subjects(self) -> Mapping[int, Mapping[str, object]]:
        """The subjects by their ids, newest first."""
        with self._store.reading() as transaction:
            return shelves.subjects(transaction)

    def change_subject(self, number: int, changes: Mapping[str, object]) -> Mapping[str, object] | None:
        """The subject of that id with its changes, or None."""
        with self._store.writing() as transaction:
            before = shelves.subjects(transaction).get(number)
            if before is None:
                return None
            after = {**before, **changes}
            shelves.keep_subject(transaction, number, after)
            return after

    def add_fault(self, call: Call, fault: Fault, times: int | None = None) -> None:
        """Keep a fault until it has come `times` over; None: until the world is reset."""
        with self._store.writing() as transaction:
            _insert_fault(transaction, FaultRule(call=call, fault=fault, times=times), scope="")

    def faults(self) -> tuple[FaultRule, ...]:
        """The faults kept for calls of any task, in the order they come due."""
        with self._store.reading() as transaction:
            rows = transaction.rows("SELECT call, what, times FROM faults WHERE scope = '' ORDER BY number")
        return tuple(
            FaultRule(
                call=Call(str(call)), fault=fault_named(str(what)), times=times if isinstance(times, int) else None
            )
            for call, what, times in rows
        )

    def take_fault(self, call: Call, *, task_id: str = "") -> Fault | None:
        """The kept fault due for this call, which is then used up once; a task's own come before those of all."""
        scopes = (_of_task(task_id), "")
        # Looking first without a lock keeps the many polls of a world without faults out of each other's way.
        with self._store.reading() as transaction:
            if not any(_first_due(transaction, call, scope) for scope in scopes):
                return None
        with self._store.writing() as transaction:
            return _take(transaction, call, scopes[0]) or _take(transaction, call, scopes[1])

    def take_asked(self, rules: Sequence[FaultRule], *, by: str) -> Fault | None:
        """The fault due among `rules`, one or more that a request asks for, counted over the repetitions of it.

        `by` names the request. When all are used up the count begins anew, so that it can be rehearsed again.
        """
        if rules[0].times is None:
            return rules[0].fault
        scope = f"request:{by}"
        with self._store.writing() as transaction:
            if transaction.row("SELECT 1 FROM faults WHERE scope = ?", scope) is None:
                for rule in rules:
                    _insert_fault(transaction, rule, scope=scope)
                # One row stays behind when all are used up: the next time is let through, and not counted anew.
                transaction.run("INSERT INTO faults (scope, call, what) VALUES (?, '', '')", scope)
            due = _take(transaction, Call.SUBMIT, scope)
            if due is None:
                transaction.run("DELETE FROM faults WHERE scope = ?", scope)
            return due


def _next_id(transaction: Transaction, now: float) -> int:
    number = ids.task_id(now, last=transaction.number("SELECT last_id FROM account"))
    transaction.run("UPDATE account SET last_id = ?", number)
    return number


def _of_task(task_id: str) -> str:
    return f"task:{task_id}"


def _credits_left(transaction: Transaction, now: float) -> int:
    # A task that failed, or was cancelled, costs nothing from its end on.
    spent = "SELECT COALESCE(SUM(credits), 0) FROM tasks WHERE err_code = '' OR ended_at > ?"
    return transaction.number("SELECT credits FROM account") - transaction.number(spent, now)


def _insert_fault(transaction: Transaction, rule: FaultRule, *, scope: str) -> None:
    sql = "INSERT INTO faults (scope, call, what, times) VALUES (?, ?, ?, ?)"
    transaction.run(sql, scope, rule.call.value, str(rule.fault), rule.times)


def _first_due(transaction: Transaction, call: Call, scope: str) -> tuple[int, Fault] | None:
    sql = "SELECT number, what FROM faults WHERE scope = ? AND call = ? ORDER BY number LIMIT 1"
    match transaction.row(sql, scope, call.value):
        case (int(number), str(what)):
            return number, fault_named(what)
    return None


def _take(transaction: Transaction, call: Call, scope: str) -> Fault | None:
    due = _first_due(transaction, call, scope)
    if due is None:
        return None
    number, fault = due
    transaction.run("UPDATE faults SET times = times - 1 WHERE number = ?", number)
    transaction.run("DELETE FROM faults WHERE number = ? AND times <= 0", number)
    return fault
