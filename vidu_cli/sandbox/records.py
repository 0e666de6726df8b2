"""Tasks of the sandbox as values, and the table they are kept in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from vidu_cli.sandbox import ids
from vidu_cli.sandbox.faults import FaultRule
from vidu_cli.sandbox.lifecycle import CONCURRENCY, Phases, Walk, rescheduled, walk_of
from vidu_cli.schema.tasks import TaskState
from vidu_cli.storage.database import Cell, DamagedError, Row, Transaction

WAITING = (TaskState.CREATED.value, TaskState.QUEUEING.value)

_COLUMNS = (
    "ordinal, id, kind, model, resolution, template, request, credits, err_code,"
    " created_at, queued_at, ready_at, started_at, ended_at, service, film"
)
_STATE = "state_at(?, queued_at, started_at, ended_at, err_code)"
_SELECT = f"SELECT {_COLUMNS}, {_STATE} FROM tasks"  # noqa: S608  # no text from outside
_INSERT = f"INSERT INTO tasks ({_COLUMNS}) VALUES (NULL{', ?' * 15})"  # noqa: S608  # no text from outside


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A task before it has an id. `request` is what GETs print of it; `faults` are those of this task's own calls.

    `service` is the path below which it is asked for, "" for tasks as such; `film` is the id of the task that it is a
    step of; `voice` is a name that no other task may have taken. An instant task has ended when it is made.
    """

    kind: str
    model: str
    resolution: str
    request: Mapping[str, object]
    credits: int
    err_code: str = ""
    phases: Phases
    template: str = ""
    faults: tuple[FaultRule, ...] = ()
    service: str = ""
    film: int = 0
    voice: str = ""
    is_instant: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A task as it is kept, with its state at the time it was read.

    `end_code` is the err_code that it ends with, "" for a success; `charge` is what it costs unless it fails.
    """

    ordinal: int
    id: int
    kind: str
    model: str
    template: str
    request: Mapping[str, object]
    charge: int
    end_code: str
    created_at: float
    walk: Walk
    service: str
    film: int
    state: str

    @property
    def err_code(self) -> str:
        """The code of a task that has failed, else ""."""
        return self.end_code if self.state == TaskState.FAILED else ""

    @property
    def credits(self) -> int:
        """The charge; 0 for a task that has failed."""
        return 0 if self.state == TaskState.FAILED else self.charge

    def creation_id(self, number: int) -> int:
        """The id of its result of that number, minted when it ends; results of one task come a millisecond apart."""
        return ids.creation_id(self.walk.ended_at + (number - 1) / 1000, ordinal=self.ordinal)


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """Which tasks a list holds; an empty tuple does not narrow. `since` and `until` are unix seconds, both included."""

    since: float
    until: float | None = None
    ids: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    before: int | None = None
    offset: int = 0
    limit: int = 10


def insert(transaction: Transaction, draft: Draft, *, number: int, now: float) -> Record:
    """The task with that id, made of a draft, with its place in the queue."""
    walk = _walk_from(transaction, draft, now)
    request = json.dumps(draft.request)
    facts = (draft.kind, draft.model, draft.resolution, draft.template, request, draft.credits, draft.err_code)
    times = (now, walk.queued_at, walk.ready_at, walk.started_at, walk.ended_at)
    transaction.run(_INSERT, number, *facts, *times, draft.service, draft.film)
    made = one(transaction, number, now)
    assert made is not None
    return made


def one(transaction: Transaction, number: int, now: float, *, service: str | None = None) -> Record | None:
    """The task of that id as it is at `now`, or None; with a `service` also when it is asked for elsewhere."""
    # An id may be any unsigned 64-bit number; SQLite's end at 63 bits.
    row = transaction.row(f"{_SELECT} WHERE id = ?", now, number) if number < 2**63 else None
    record = None if row is None else _record(row)
    return record if record is None or service in (None, record.service) else None


def steps_of(transaction: Transaction, film: int, now: float) -> list[Record]:
    """The steps made for the task of that id, oldest first."""
    return [_record(row) for row in transaction.rows(f"{_SELECT} WHERE film = ? ORDER BY id", now, film)]


def found(transaction: Transaction, search: Search, now: float) -> list[Record]:
    """The tasks that a search finds, newest first."""
    wheres, values = _conditions(search, now)
    sql = f"{_SELECT} WHERE {' AND '.join(wheres)} ORDER BY id DESC LIMIT ? OFFSET ?"
    return [_record(row) for row in transaction.rows(sql, now, *values, search.limit, search.offset)]


def move_up(transaction: Transaction, now: float) -> None:
    """Give the tasks that wait their new places after one of them was cancelled."""
    waiting = transaction.rows(
        "SELECT queued_at, ready_at, started_at, ended_at, id FROM tasks WHERE started_at > ? ORDER BY id", now
    )
    running = transaction.rows("SELECT ended_at FROM tasks WHERE started_at <= ? AND ended_at > ?", now, now)
    walks = [_walk(row[:4]) for row in waiting]
    moved = rescheduled(walks, running_ends=[end for (end,) in running if isinstance(end, float)], now=now)
    changed: list[Row] = [
        (new.started_at, new.ended_at, row[4])
        for row, old, new in zip(waiting, walks, moved, strict=True)
        if new != old
    ]
    transaction.run_all("UPDATE tasks SET started_at = ?, ended_at = ? WHERE id = ?", changed)


def _walk_from(transaction: Transaction, draft: Draft, now: float) -> Walk:
    if draft.is_instant:
        return Walk(queued_at=now, ready_at=now, started_at=now, ended_at=now)
    latest = transaction.rows("SELECT ended_at FROM tasks ORDER BY ended_at DESC LIMIT ?", CONCURRENCY)
    return walk_of(draft.phases, now=now, ends=[end for (end,) in latest if isinstance(end, float)])


def _conditions(search: Search, now: float) -> tuple[list[str], list[Cell]]:
    wheres, values = ["service = ''", "created_at >= ?"], [_cell(search.since)]
    if search.until is not None:
        wheres, values = [*wheres, "created_at <= ?"], [*values, search.until]
    if search.before is not None:
        wheres, values = [*wheres, "id < ?"], [*values, search.before]
    if search.states:
        # The state is computed with the time first, then compared.
        wheres, values = [*wheres, f"{_STATE} IN {_marks(search.states)}"], [*values, now, *search.states]
    for column, wanted in (
        ("CAST(id AS TEXT)", search.ids),
        ("template", search.templates),
        ("model", search.models),
        ("resolution", search.resolutions),
    ):
        if wanted:
            wheres, values = [*wheres, f"{column} IN {_marks(wanted)}"], [*values, *wanted]
    return wheres, values


def _marks(wanted: tuple[str, ...]) -> str:
    return f"({', '.join('?' * len(wanted))})"


def _cell(value: float) -> Cell:
    return value


def _walk(row: Row) -> Walk:
    match row:
        case (float(queued_at), float(ready_at), float(started_at), float(ended_at)):
            return Walk(queued_at=queued_at, ready_at=ready_at, started_at=started_at, ended_at=ended_at)
    raise DamagedError("a row of tasks cannot be read")


def _record(row: Row) -> Record:
    match row[:10]:
        case (
            int(ordinal), int(number), str(kind), str(model), _, str(template), str(request), int(charge), str(code),
            float(created_at),
        ):  # fmt: skip
            content = json.loads(request)
            return Record(
                ordinal=ordinal, id=number, kind=kind, model=model, template=template, request=content,
                charge=charge, end_code=code, created_at=created_at, walk=_walk(row[10:14]),
                service=str(row[14]), film=int(row[15] or 0), state=str(row[16]),
            )  # fmt: skip
    raise DamagedError("a row of tasks cannot be read")
