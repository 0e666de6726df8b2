"""One order's way through the ledger: the intent before it is sent, the receipt after it, the search in between."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from vidu_cli.errors.catalogue import OPERATION_IN_PROCESS, SUBMIT_OUTCOME_UNKNOWN
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.caps import Cap
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.entries import Holder, Intent, LedgerEntry
from vidu_cli.policy.moments import Moment
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import RecoveryOutcome
from vidu_cli.workflows.deadline import before
from vidu_cli.workflows.once import FIND_OUT, Key, Keys
from vidu_cli.workflows.recovery import Recovery, found_of, makes_task
from vidu_cli.workflows.seeking import Witness, clock_error_s

# A list may lag behind: a task that has no answer is looked for so often, with these pauses before.
SEARCH_PAUSES_S = (0.0, 2.0, 4.0, 8.0)


class Ledger(Keys, Protocol):
    """Where submits are kept."""

    def intend(self, intent: Intent, *, caps: Sequence[Cap], began: Moment) -> LedgerEntry | Holder:
        """Give the entry of a submit that may leave now, or the one that holds its key."""

    def accept(self, number: int, task: Task, *, trace_id: str | None, now: float) -> None:
        """Keep the receipt."""

    def refuse(self, number: int, code: str, *, trace_id: str | None = None) -> None:
        """Keep that it was certainly not taken."""

    def leave_unknown(
        self, number: int, *, attempt_s: float, clock_error_s: float | None, trace_id: str | None = None
    ) -> None:
        """Keep that the attempt is over and that nobody knows what became of it."""

    def let_go(self, number: int) -> None:
        """End the attempt."""


@dataclass(slots=True)
class Booking:
    """One submit in the ledger. `warn` hears what the ledger could not keep: that never stops what was bought."""

    intent: Intent
    ledger: Ledger
    witness: Witness
    clock: Clock
    moment: Callable[[], Moment]
    warn: Callable[[str], None]
    caps: tuple[Cap, ...] = ()
    entry: LedgerEntry | None = None
    recovery: Recovery = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no search made."""
        self.recovery = Recovery(records=self.ledger, witness=self.witness, clock=self.clock, moment=self.moment)

    async def earlier(self, deadline: float | None) -> Task | None:
        """The task that was bought before with the same `--once` key; see `Key.earlier`."""
        key = Key(intent=self.intent, keys=self.ledger, witness=self.witness, clock=self.clock, recovery=self.recovery)
        return await key.earlier(deadline)

    async def begin(self, deadline: float | None) -> Task | None:
        """Keep the intent; give the earlier task instead when another process was faster. ViduError 20 or 94."""
        while True:
            begun = self.ledger.intend(self.intent, caps=self.caps, began=self.moment())
            if isinstance(begun, LedgerEntry):
                self.entry = begun
                return None
            task = await self.earlier(deadline)
            if task is not None:
                return task

    def accepted(self, task: Task, *, trace_id: str | None) -> None:
        """Keep the receipt; where that cannot be done the task is told of instead, and the run goes on."""
        trouble = f"Task {task.id} was accepted, but the ledger could not keep it"
        self._keep(trouble, lambda number: self.ledger.accept(number, task, trace_id=trace_id, now=self.clock.now()))

    async def without_answer(self, failure: Failure, deadline: float | None) -> Task:
        """The task of a submit that ended with 95, found again; the same failure when it is not found."""
        if self.entry is None:
            raise ViduError(failure)
        self._end_attempt(failure.trace_id)
        try:
            found = await before(deadline, self._search(failure.trace_id), self.clock)
        except ViduError as error:
            # Whatever keeps it from being looked up, what became of the submit is what matters.
            raise ViduError(failure) from error
        finally:
            self.ledger.let_go(self.entry.number)
        if found is None:
            raise ViduError(failure)
        return found

    async def refused(self, failure: Failure) -> Task | None:
        """Keep that it was not taken. Give the task that an equal submit without an answer turns out to have made.

        An identical operation in process may be that very one: ViduError 95 when it is not found.
        """
        self._refuse(failure.code, failure.trace_id)
        if failure.code != OPERATION_IN_PROCESS.code:
            return None
        equal = self.ledger.unresolved(fingerprint=self.intent.fingerprint)
        if not equal:
            return None
        found = [task for row in await self.recovery.settle(equal, may_declare=False) if (task := found_of(row))]
        if found:
            return found[0]
        message = "An equal submit has no known outcome, and the platform says that it is in process. Nothing was sent."
        raise failed(SUBMIT_OUTCOME_UNKNOWN, message, cause=failure, remedies=(FIND_OUT,))

    def cut_off(self, *, is_sending: bool) -> None:
        """Keep how far a submit had come that a signal ended."""
        if not is_sending:
            self._refuse("interrupted", None)
        elif self.entry is not None:
            self._end_attempt(None)
            self.ledger.let_go(self.entry.number)

    async def _search(self, trace_id: str | None) -> Task | None:
        """Look for the task as long as the list may lag; a list that cannot be read is no reason to wait."""
        for pause in SEARCH_PAUSES_S:
            await self.clock.sleep(pause)
            if self.entry is None or not makes_task(self.entry.intent):
                return None
            if self.entry.clock_error_s is None:
                self._end_attempt(trace_id, error_s=await clock_error_s(self.witness))
            (row,) = await self.recovery.settle((self.entry,), may_declare=False)
            if row.outcome is RecoveryOutcome.FOUND:
                return row.task
            if row.failure is not None or row.outcome is RecoveryOutcome.AMBIGUOUS:
                return None
        return None

    def _end_attempt(self, trace_id: str | None, *, error_s: float | None = None) -> None:
        """Keep how long the attempt took and when it was by the platform's clock, which no jump of ours can change.

        `error_s` is how far that is ahead now, None while it was not asked for.
        """
        if self.entry is None:
            return
        now, began = self.moment(), self.entry.began
        passed_s = max(now.uptime_s - began.uptime_s, 0.0)
        at_begin_s = None if error_s is None else error_s + now.at - (began.at + passed_s)
        attempt_s = passed_s if self.entry.attempt_s is None else self.entry.attempt_s
        self.entry = replace(self.entry, attempt_s=attempt_s, clock_error_s=at_begin_s, is_live=False)
        try:
            self.ledger.leave_unknown(
                self.entry.number, attempt_s=attempt_s, clock_error_s=at_begin_s, trace_id=trace_id
            )
        except ViduError:
            # The intent is kept and says the same: an attempt whose end nobody saw.
            return

    def _refuse(self, code: str, trace_id: str | None) -> None:
        trouble = "Nothing was bought, but the ledger could not keep that"
        self._keep(trouble, lambda number: self.ledger.refuse(number, code, trace_id=trace_id))

    def _keep(self, trouble: str, keep: Callable[[int], None]) -> None:
        if self.entry is None:
            return
        try:
            keep(self.entry.number)
        except ViduError as error:
            self.warn(f"{trouble}: {error.failure.message}")
        self.ledger.let_go(self.entry.number)
