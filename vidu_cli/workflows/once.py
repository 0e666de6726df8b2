"""`--once KEY`: the task that an earlier submit with the same key bought, so that nothing is paid for twice."""

from dataclasses import dataclass, replace
from typing import Protocol

from vidu_cli.errors.catalogue import CONFLICT, SUBMIT_OUTCOME_UNKNOWN, TIMED_OUT, Origin
from vidu_cli.errors.failure import ViduError, failed
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.fingerprints import is_same_request
from vidu_cli.policy.keeping import differences
from vidu_cli.policy.phrases import listed
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import RecoveryOutcome
from vidu_cli.workflows.deadline import before
from vidu_cli.workflows.recovery import Records, Recovery
from vidu_cli.workflows.seeking import Witness

FIND_OUT = "Find out what became of it: `vidu recover`"

# How often the ledger is asked whether another process has its receipt.
_LOOK_AT_THE_LEDGER_S = 0.25


class Keys(Records, Protocol):
    """What the ledger knows of keys."""

    def holder(self, once_hash: str) -> LedgerEntry | None:
        """Give the newest entry that holds a key."""

    def saw(self, task: Task, *, now: float) -> bool:
        """Keep what a look told of a task."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """The `--once` key of a submit that is about to be made."""

    intent: Intent
    keys: Keys
    witness: Witness
    clock: Clock
    recovery: Recovery

    async def earlier(self, deadline: float | None) -> Task | None:
        """The task that was bought before with the key; None when the key is free.

        Waits for another process that is buying it, until the deadline (124). ViduError 84 when the key belongs to
        another request, 95 when nobody knows what became of the earlier submit. Only a task known to have failed, and a
        submit known to have bought nothing, free a key.
        """
        hashed = self.intent.once_hash
        while hashed is not None and (holder := self.keys.holder(hashed)) is not None:
            if holder.task_id is None:
                self._refuse_another(holder)
                await self._found_out(holder, deadline)
                continue
            task = await self._as_it_is(holder, Id(holder.task_id), deadline)
            if task is not None:
                self._refuse_another(holder)
                return task
        return None

    async def _found_out(self, holder: LedgerEntry, deadline: float | None) -> None:
        """Return when the ledger may know more of a submit without a receipt."""
        named = f"--once {self.intent.once}"
        if holder.is_live:
            if deadline is not None and self.clock.monotonic() >= deadline:
                message = f"Another process is submitting with {named} and has no answer yet. This one sent nothing."
                raise failed(replace(TIMED_OUT, charged=False), message, option="--once")
            await self.clock.sleep(_LOOK_AT_THE_LEDGER_S)
            return
        (row,) = await before(deadline, self.recovery.settle((holder,)), self.clock) or (None,)
        if row is None or row.outcome in (RecoveryOutcome.UNKNOWN, RecoveryOutcome.AMBIGUOUS):
            message = f"The earlier submit with {named} has no known outcome. Nothing was sent now."
            why, cause = (row.why, row.failure) if row else ("The time was over before that was found out.", None)
            told = {"explanation": why, "cause": cause, "remedies": (FIND_OUT,), "option": "--once"}
            raise failed(SUBMIT_OUTCOME_UNKNOWN, message, **told)

    async def _as_it_is(self, holder: LedgerEntry, task_id: Id, deadline: float | None) -> Task | None:
        """The task as it is now, as the ledger knows it where it cannot be asked for; None when it has failed."""
        known = _known_task(holder, task_id)
        if known.state is TaskState.SUCCESS:
            return known
        try:
            seen = await before(deadline, self.witness.task(task_id), self.clock)
        except ViduError:
            seen = None
        if seen is None:
            # What is not known to have failed was bought, and is not bought again.
            return known
        self.keys.saw(seen, now=self.clock.now())
        has_failed = seen.state.is_final and seen.state is not TaskState.SUCCESS
        return None if has_failed else known.updated_by(seen)

    def _refuse_another(self, holder: LedgerEntry) -> None:
        """Return when the key is held by this very request; ViduError 84 shows the difference."""
        earlier, new = holder.intent, self.intent
        if is_same_request(earlier.fingerprint, new.fingerprint):
            return
        # Of a task that was taken over is known what the platform told, defaults and all.
        known = earlier.body.keys() & new.body.keys() if holder.is_adopted else earlier.body.keys() | new.body.keys()
        what = listed(differences(earlier.body, new.body, among=known)) or "what is in its files"
        if earlier.kind != new.kind:
            what = f"the kind, {earlier.kind}"
        whose = f"task {holder.task_id}" if holder.task_id else "an earlier submit"
        message = f"--once {new.once} belongs to {whose}, which was another request; it differs in {what}."
        remedies = ["Take another key for another request."]
        if holder.task_id:
            remedies.insert(0, f"See the earlier one: `vidu show {holder.task_id}`")
        entry = replace(CONFLICT, origin=Origin.LOCAL, http_status=None)
        facts = {"option": "--once", "task_id": holder.task_id, "remedies": tuple(remedies)}
        raise failed(entry, f"{message} Nothing was sent.", **facts)


def _known_task(holder: LedgerEntry, task_id: Id) -> Task:
    body = holder.intent.body
    words = {name: text for name in ("model", "prompt", "resolution") if isinstance(text := body.get(name), str)}
    return Task(
        id=task_id,
        state=TaskState(holder.state or TaskState.CREATED),
        err_code=holder.err_code,
        credits=holder.charge,
        created_at=holder.created_at,
        **words,  # type: ignore[arg-type]  # every one of them is a text
    )
