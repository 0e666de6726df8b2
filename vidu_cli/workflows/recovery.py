"""Find out what became of submits that had no answer: found, certainly not accepted, or still unknown."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from vidu_cli.errors.catalogue import SUBMIT_OUTCOME_UNKNOWN
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.endpoints import kind_at
from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.moments import Moment
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.kinds import NAMES_BY_PATH, kind_named
from vidu_cli.schema.routes import CREATE_SUBJECT, GET_TASK
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import Recovered, RecoveryOutcome
from vidu_cli.workflows.seeking import Finding, Looks, Reading, Witness, clock_error_s, found_in, read_since
from vidu_cli.workflows.sought import Sought, sought, unsought

# Between the two readings without which nothing is declared.
BETWEEN_READINGS_S = 3.0


class Records(Protocol):
    """What the ledger knows, and where findings are kept."""

    def owned(self, ids: Collection[str]) -> frozenset[str]:
        """Give those of these tasks that an entry has."""

    def unresolved(self, *, fingerprint: str | None = None) -> tuple[LedgerEntry, ...]:
        """Give the entries whose outcome nobody knows."""

    def adopt(self, number: int, task: Task, *, now: float) -> bool:
        """Give the task to the entry, unless another one has it."""

    def seek(self, number: int, *, at: float) -> float:
        """Give when the entry was first looked for."""

    def declare_not_accepted(self, number: int) -> bool:
        """Keep that the platform did not take it, unless its task was found meanwhile."""


@dataclass(slots=True)
class Recovery:
    """One search. With `is_dry` nothing is kept of what it finds."""

    records: Records
    witness: Witness
    clock: Clock
    moment: Callable[[], Moment]
    is_dry: bool = False
    looks: Looks = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no looks made."""
        self.looks = Looks(self.witness)

    async def settle(self, entries: Sequence[LedgerEntry], *, may_declare: bool = True) -> list[Recovered]:
        """What became of each of these entries; live ones are left alone.

        With `may_declare` those that are old enough, and in neither of two readings, are declared not accepted.
        """
        told: dict[int, Recovered] = {}
        unseen: list[LedgerEntry] = []
        for entry in entries:
            if entry.is_live:
                told[entry.number] = _recovered(entry, RecoveryOutcome.IN_FLIGHT, "Its process is still at work.")
            elif not makes_task(entry.intent):
                told[entry.number] = _recovered(entry, RecoveryOutcome.UNKNOWN, _look_yourself(entry))
            else:
                unseen.append(entry)
        absent = await self._read(await self._sought(unseen), told, may_declare=may_declare)
        if absent:
            await self.clock.sleep(BETWEEN_READINGS_S)
        for one in await self._read(absent, told, may_declare=True):
            told[one.entry.number] = self._declared(one)
        return [told[entry.number] for entry in entries]

    async def _sought(self, entries: Sequence[LedgerEntry]) -> list[Sought]:
        """Give the entries with when they were sent; the platform is asked for its time where that hangs on it."""
        error_s = self.witness.clock_error_s
        if entries and (error_s is None or any(entry.clock_error_s is None for entry in entries)):
            try:
                error_s = await clock_error_s(self.witness)
            except ViduError as error:
                return [unsought(entry, error.failure) for entry in entries]
        now = self.moment()
        return [sought(entry, now, error_s, partial(self._first_sought_at, entry)) for entry in entries]

    def _first_sought_at(self, entry: LedgerEntry, at: float) -> float:
        return at if self.is_dry else self.records.seek(entry.number, at=at)

    async def _read(self, wanted: Sequence[Sought], told: dict[int, Recovered], *, may_declare: bool) -> list[Sought]:
        """Read the list once; give those that may be declared, of the others `told` says what became of them."""
        if not wanted:
            return []
        reading = await read_since(min(one.attempt.began_at for one in wanted), self.witness)
        absent: list[Sought] = []
        for one in wanted:
            finding = await self._finding(one, reading)
            outcome = self._judged(one, finding)
            if outcome is not None:
                told[one.entry.number] = outcome
            elif not (may_declare and self._is_settled(one)):
                told[one.entry.number] = _recovered(one.entry, RecoveryOutcome.UNKNOWN, self._not_yet(one))
            else:
                absent.append(one)
        return absent

    async def _finding(self, one: Sought, reading: Reading) -> Finding:
        if one.trouble is not None:
            return Finding(is_sure=False, trouble=one.trouble)
        return await found_in(one.attempt, reading, self.looks, self.records.owned)

    def _judged(self, one: Sought, finding: Finding) -> Recovered | None:
        """Give what a finding settles; None where the task is certainly not there."""
        entry = one.entry
        if finding.own is not None:
            return self._adopted(entry, finding.own, "It carries our marker.")
        if len(finding.alike) == 1 and finding.is_sure and not self._has_equal_in_flight(entry):
            return self._adopted(entry, finding.alike[0], "It is the only one that is alike.")
        if finding.alike:
            candidates = tuple(task.id for task in finding.alike)
            why = (
                "More than one task is alike; none was taken."
                if len(candidates) > 1
                else "Others could not be ruled out."
            )
            return _recovered(entry, RecoveryOutcome.AMBIGUOUS, why, candidates=candidates, failure=finding.trouble)
        if not finding.is_sure:
            why = finding.trouble.message if finding.trouble else "Some tasks do not tell what they were ordered with"
            return _recovered(entry, RecoveryOutcome.UNKNOWN, f"{why.rstrip('.')}.", failure=finding.trouble)
        return None

    def _adopted(self, entry: LedgerEntry, task: Task, why: str) -> Recovered:
        if not self.is_dry and not self.records.adopt(entry.number, task, now=self.clock.now()):
            return _recovered(entry, RecoveryOutcome.UNKNOWN, f"Task {task.id} was taken by another submit meanwhile.")
        return _recovered(entry, RecoveryOutcome.FOUND, why, task=task)

    def _declared(self, one: Sought) -> Recovered:
        if not self.is_dry and not self.records.declare_not_accepted(one.entry.number):
            return _recovered(one.entry, RecoveryOutcome.UNKNOWN, "Another process found out more about it meanwhile.")
        why = "It is in neither of two readings of the list: it may be submitted again."
        return _recovered(one.entry, RecoveryOutcome.NOT_ACCEPTED, why)

    def _has_equal_in_flight(self, entry: LedgerEntry) -> bool:
        equal = self.records.unresolved(fingerprint=entry.intent.fingerprint)
        return any(other.is_live and other.number != entry.number for other in equal)

    def _is_settled(self, one: Sought) -> bool:
        error_s = self.witness.clock_error_s
        if one.settled_at is None or error_s is None or not _is_listed(one.entry.intent):
            return False
        return self.clock.now() + error_s >= one.settled_at

    def _not_yet(self, one: Sought) -> str:
        if not _is_listed(one.entry.intent):
            return _look_yourself(one.entry)
        if one.settled_at is None:
            return "It is not in the list, and the platform does not tell its time."
        return f"It is not in the list; whether it was accepted can be said from {rfc3339(one.settled_at + 1)} on."


def makes_task(intent: Intent) -> bool:
    """Whether a task comes of such a submit, which a list may show."""
    kind = kind_at(intent.path, intent.body)
    return kind is None or (kind.result is not None and intent.path != CREATE_SUBJECT.path)


def _is_listed(intent: Intent) -> bool:
    """Whether the platform's list is known to show what such a submit makes: only then tells it that nothing was."""
    name = NAMES_BY_PATH.get(intent.path)
    kind = None if name is None else kind_named(name)
    return kind is not None and kind.status_path == GET_TASK.path and not kind.is_synchronous and makes_task(intent)


def _look_yourself(entry: LedgerEntry) -> str:
    seen = f"The platform may not list what {entry.intent.kind} makes, and nothing of it was found"
    return f"{seen}: look there yourself, then `vidu recover --forget {entry.number}`."


def _recovered(
    entry: LedgerEntry,
    outcome: RecoveryOutcome,
    why: str,
    *,
    task: Task | None = None,
    candidates: tuple[str, ...] = (),
    failure: Failure | None = None,
) -> Recovered:
    return Recovered(
        entry=entry, intent=entry.intent, outcome=outcome, why=why, task=task, candidates=candidates, failure=failure
    )


def still_unknown(rows: Sequence[Recovered]) -> Failure | None:
    """The failure 95 of a search that could not settle everything; None when it could."""
    open_rows = [row for row in rows if row.outcome in (RecoveryOutcome.UNKNOWN, RecoveryOutcome.AMBIGUOUS)]
    if not open_rows:
        return None
    what = "1 submit has" if len(open_rows) == 1 else f"{len(open_rows)} submits have"
    message = f"{what} no known outcome still: {open_rows[0].why}"
    cause = next((row.failure for row in open_rows if row.failure is not None), None)
    return Failure(
        entry=SUBMIT_OUTCOME_UNKNOWN, message=message, cause=cause, remedies=("Later again: `vidu recover`",)
    )


def found_of(row: Recovered) -> Task | None:
    """The task that was found for an entry."""
    return row.task if row.outcome is RecoveryOutcome.FOUND else None
