"""Cancel tasks, and say honestly of each what became of it."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from vidu_cli.errors.catalogue import CANCEL_TOO_LATE, SOME_FAILED, TASK_NOT_FOUND, USER_CANCELLED, Category
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.outcome import exit_code_of_cancels
from vidu_cli.schema.tasks import CANCELLED_WORDS, Task, TaskState
from vidu_cli.workflows.answers import Answer, Cancel, CancelOutcome
from vidu_cli.workflows.listing import LOOKS_AT_ONCE


class Canceller(Protocol):
    """Where a task is cancelled and looked at."""

    async def cancel(self, task_id: str) -> None:
        """Return when the cancel was taken."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""


async def cancel_all(ids: Sequence[str], canceller: Canceller) -> tuple[Cancel, ...]:
    """What became of each task, in the order given, several at a time."""
    at_once = asyncio.Semaphore(LOOKS_AT_ONCE)

    async def one(task_id: str) -> Cancel:
        async with at_once:
            return await cancel(task_id, canceller)

    return tuple(await asyncio.gather(*(one(task_id) for task_id in ids)))


async def cancel(task_id: str, canceller: Canceller) -> Cancel:
    """What became of one task. A refusal says little, so a look at the task decides what it meant."""
    refused: Failure | None = None
    try:
        await canceller.cancel(task_id)
    except ViduError as error:
        refused = error.failure
        if refused.category is Category.KEY:
            raise
    try:
        task = await canceller.task(task_id)
    except ViduError as error:
        return _unseen(task_id, refused, error.failure)
    return _decided(task, refused)


def _unseen(task_id: str, refused: Failure | None, unseen: Failure) -> Cancel:
    if refused is None:
        return Cancel(id=task_id, outcome=CancelOutcome.CANCELLED)
    missing = next((failure for failure in (unseen, refused) if failure.entry.http_status == 404), None)
    if missing is not None:
        failure = replace(missing, entry=TASK_NOT_FOUND, task_id=task_id)
        return Cancel(id=task_id, outcome=CancelOutcome.NOT_FOUND, failure=failure)
    return Cancel(id=task_id, outcome=CancelOutcome.FAILED, failure=replace(refused, task_id=task_id))


def _decided(task: Task, refused: Failure | None) -> Cancel:
    outcome = _outcome(task, refused)
    failure = None
    if refused is not None and outcome is CancelOutcome.FAILED:
        failure = replace(refused, task_id=task.id)
    if refused is not None and outcome in (CancelOutcome.TOO_LATE, CancelOutcome.ENDED):
        failure = _too_late(task, refused)
    note = ""
    if outcome is CancelOutcome.ALREADY_CANCELLED:
        note = f"Task {task.id} was cancelled already."
    if outcome is CancelOutcome.ENDED and failure is None:
        why = task.err_code or "no code"
        note = f"Task {task.id} had failed before ({why}): it costs nothing, and there was nothing to cancel."
    return Cancel(id=task.id, outcome=outcome, state=task.state, credits=task.credits, failure=failure, note=note)


def answer_of(cancels: Sequence[Cancel]) -> Answer:
    """Every task's outcome, and the failures, the one that gives the number last."""
    number = exit_code_of_cancels([cancel.exit_code for cancel in cancels])
    failures = tuple(cancel.failure for cancel in cancels if cancel.failure)
    if number != SOME_FAILED.exit_code:
        return Answer(values=tuple(cancels), failures=failures)
    ids = " ".join(cancel.id for cancel in cancels if cancel.failure)
    message = f"{len(failures)} of {len(cancels)} tasks could not be cancelled: {ids}."
    summary = Failure(entry=SOME_FAILED, message=message, task_id=failures[0].task_id)
    return Answer(values=tuple(cancels), failures=(*failures, summary))


def _outcome(task: Task, refused: Failure | None) -> CancelOutcome:
    if refused is None:
        return CancelOutcome.CANCELLED
    if task.state in CANCELLED_WORDS or task.err_code == USER_CANCELLED.code:
        return CancelOutcome.ALREADY_CANCELLED
    if task.state.is_final:
        return CancelOutcome.ENDED
    # Only a refusal in words says that it is too late; a platform that could not be asked may still cancel.
    has_decided = refused.category not in (Category.LATER, Category.MACHINE)
    return CancelOutcome.TOO_LATE if has_decided else CancelOutcome.FAILED


def _too_late(task: Task, refused: Failure) -> Failure | None:
    """Give the failure of a cancel that changed nothing; none for a task that failed and costs nothing anyway."""
    if task.state is TaskState.FAILED:
        return None
    what = "has succeeded" if task.state.is_final else f"is {task.state}"
    charged = "" if task.credits is None else f" and is charged {task.credits} credits"
    return Failure(
        entry=CANCEL_TOO_LATE,
        message=f"Task {task.id} {what}{charged}: it can no longer be cancelled.",
        task_id=task.id,
        cause=refused,
        trace_id=refused.trace_id,
    )
