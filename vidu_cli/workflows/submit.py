"""Buy one task: the marker in the payload, one send, and a receipt or the truth about why there is none."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from vidu_cli.errors.catalogue import LOST_SIGHT, SUBMIT_OUTCOME_UNKNOWN, Category, Origin, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.routes import CREATE_SUBJECT
from vidu_cli.schema.tasks import Accepted, TaskState
from vidu_cli.workflows.answers import Receipt

Sending = Callable[[], AbstractContextManager[None]]


class Submitter(Protocol):
    """Where a task is bought."""

    async def submit(
        self, path: str, body: Mapping[str, object], *, within_s: float, sending: Sending, untold: TaskState
    ) -> Accepted:
        """Give the accepted task; each attempt, and no pause between two, is made inside `sending`.

        `untold` is its state where the answer tells none.
        """


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be bought: the body as it will be sent, and what it should cost."""

    kind: Kind
    body: Mapping[str, object]
    estimate: Estimate
    warnings: tuple[str, ...] = ()


async def submit(
    order: Order,
    submitter: Submitter,
    *,
    within_s: float,
    sending: Sending,
) -> Receipt:
    """The receipt of one order. `sending` marks the time in which money may change hands."""
    kind = order.kind
    untold = TaskState.SUCCESS if kind.is_synchronous else TaskState.CREATED
    try:
        accepted = await submitter.submit(kind.path, order.body, within_s=within_s, sending=sending, untold=untold)
    except ViduError as error:
        raise ViduError(_with_marker(_located(error.failure, kind), order)) from error
    return Receipt(task=accepted.task, estimate=order.estimate, result=kind.result, trace_id=accepted.trace_id)


def _located(failure: Failure, kind: Kind) -> Failure:
    """Give the failure with the option that set the field which the platform names."""
    field = kind.field(failure.field) if failure.field else None
    told = "--set" if failure.field else failure.option
    # What the data does not describe has no models to look at.
    names = {"kind": kind.name, **failure.names} if kind.fields else failure.names
    return replace(failure, option=field.option if field else told, names=names)


def _with_marker(failure: Failure, order: Order) -> Failure:
    if failure.entry is not SUBMIT_OUTCOME_UNKNOWN:
        return failure
    return replace(failure, explanation=look_for(order))


def look_for(order: Order) -> str:
    """The sentences that tell how to recognise a task whose submit had no answer."""
    command, payload = looking_command(order), order.body.get("payload")
    mark = f"it is a task of the kind {order.kind.name} that began at this minute"
    if order.kind.path == CREATE_SUBJECT.path:
        mark = "the subject is in the library"
    elif payload:
        mark, command = f"the task carries the payload {payload!r}", f"{command}` and `vidu show TASK"
    return f"If the platform took it, {mark}: look for it with `{command}` before you submit again."


def looking_command(order: Order) -> str:
    """The command that shows whether an order was taken."""
    if order.kind.path == CREATE_SUBJECT.path:
        return "vidu subjects list"
    telling = "prompt" if order.body.get("prompt") else "type"
    return f"vidu list --since 15m --fields id,created_at,state,{telling}"


def lost_sight(failure: Failure, task_id: str, way_on: str) -> Failure:
    """The failure of a look as it reads for whoever just paid: the task goes on, only the look failed."""
    if failure.entry.origin is Origin.TASK:
        return failure
    is_about_waiting_or_saving = failure.category is Category.WAITING or failure.exit_code in (87, 91, 92, 93)
    if is_about_waiting_or_saving:
        return replace(failure, entry=replace(failure.entry, retry=Retry.NEVER), task_id=task_id)
    message = f"Task {task_id} was accepted, and then looking at it failed: {failure.message}"
    return Failure(entry=LOST_SIGHT, message=message, task_id=task_id, cause=failure, remedies=(way_on,))
