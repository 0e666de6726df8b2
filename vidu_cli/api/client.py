"""One asynchronous method a route of the platform, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self, TypeVar

from vidu_cli.api.transport import PURCHASE, Call, NoAnswerError, Transport, told_when
from vidu_cli.errors.catalogue import (
    NETWORK_UNREACHABLE,
    OPERATION_IN_PROCESS,
    REPLY_NOT_UNDERSTOOD,
    SUBMIT_OUTCOME_UNKNOWN,
    Retry,
)
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.backoff import NEVER_LEFT, SAFE, THROTTLED, Patience
from vidu_cli.policy.replies import Answer, failure_in
from vidu_cli.schema.ids import Id
from vidu_cli.schema.routes import CANCEL_TASK, GET_CREDITS, GET_TASK, LIST_TASKS
from vidu_cli.schema.tasks import Account, Task, TaskPage, TaskState
from vidu_cli.schema.wire import ALIASES, ShapeError, decode, parse

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Refused:
    """A submit that the platform certainly did not take; without a patience it is not repeated."""

    failure: Failure
    patience: Patience | None


class Client:
    """The platform's calls. Every method raises ViduError; an answer that cannot be read is 96."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def __aenter__(self) -> Self:
        """Use the client as a context: leaving it closes its connections."""
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self._transport.__aexit__(kind, error)

    async def submit(
        self,
        path: str,
        body: Mapping[str, object],
        *,
        within_s: float,
        sending: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Task:
        """The accepted task. Sent again only when it certainly was not taken, for at most `within_s` seconds.

        Each attempt is made inside `sending`; in the pauses between them nothing is on its way.

        Raises 95 with the cause beneath when the platform may have taken it: it was answered with HTTP 5xx or 499 or
        with a success that holds no id, or the connection failed after the first byte had left.
        """
        clock = self._transport.clock
        started = clock.monotonic()
        attempt = 1
        while True:
            left_s = within_s - (clock.monotonic() - started)
            with sending():
                outcome = await self._submit_once(path, body, within_s=left_s)
            if isinstance(outcome, Task):
                return outcome
            attempt += 1
            elapsed = clock.monotonic() - started
            pause = None
            if outcome.patience is not None:
                pause = self._transport.pause_before(attempt, outcome.patience, outcome.failure, elapsed_s=elapsed)
            if pause is None or elapsed + pause >= within_s:
                raise ViduError(told_when(outcome.failure))
            await clock.sleep(pause)

    async def _submit_once(self, path: str, body: Mapping[str, object], *, within_s: float) -> Task | _Refused:
        limits = replace(PURCHASE, whole_s=min(PURCHASE.whole_s, within_s))
        try:
            answer = await self._transport.exchange(
                Call(method="POST", path=path, body=body), limits=limits, fresh=True
            )
        except NoAnswerError as error:
            if error.left:
                raise _unknown(error.failure) from error
            is_transient = error.failure.entry is NETWORK_UNREACHABLE
            return _Refused(error.failure, NEVER_LEFT if is_transient else None)
        failure = failure_in(answer, now=self._transport.clock.now())
        if 200 <= answer.status < 300:
            return _accepted(answer, failure)
        if answer.status >= 500 or answer.status == 499 or answer.status < 400:
            raise _unknown(failure)
        # An identical operation in process may be this very one.
        is_throttled = answer.status == 429 and failure.code != OPERATION_IN_PROCESS.code
        return _Refused(failure, THROTTLED if is_throttled else None)

    async def task(self, task_id: str, *, patience: Patience = SAFE) -> Task:
        """One task with its results, their links freshly signed."""
        reply = await self._about(task_id, Call(method=GET_TASK.method, path=GET_TASK.at(task_id)), patience)
        # The international page's example has no id.
        named = next((str(reply[key]) for key in ALIASES["id"] if reply.get(key)), task_id)
        if named != task_id:
            message = f"The answer about {task_id} is about another task: {named}"
            raise failed(REPLY_NOT_UNDERSTOOD, message, task_id=task_id)
        return _decoded({**reply, "id": task_id}, Task, task_id)

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        """One page of the task list. `filters` are the query as sent, repeated keys and all."""
        call = Call(method=LIST_TASKS.method, path=LIST_TASKS.path, params=filters)
        return _decoded(await self._transport.look(call, patience=SAFE), TaskPage)

    async def cancel(self, task_id: str) -> None:
        """Return when the platform took the cancel; its refusals are ViduErrors."""
        call = Call(method=CANCEL_TASK.method, path=CANCEL_TASK.at(task_id), body={"id": task_id})
        await self._about(task_id, call, SAFE)

    async def account(self) -> Account:
        """The balances and packages of the account."""
        call = Call(method=GET_CREDITS.method, path=GET_CREDITS.path, params=(("show_detail", "true"),))
        return _decoded(await self._transport.look(call, patience=SAFE), Account)

    async def _about(self, task_id: str, call: Call, patience: Patience) -> Mapping[str, object]:
        try:
            return await self._transport.look(call, patience=patience)
        except ViduError as error:
            raise ViduError(replace(error.failure, task_id=task_id)) from error


def _accepted(answer: Answer, otherwise: Failure) -> Task:
    """Give the task of a 2xx answer: its id is all that must be readable."""
    try:
        reply = parse(answer.body)
        task = decode(reply, _Receipt)
    except ShapeError as error:
        raise _unknown(replace(otherwise, explanation=str(error))) from error
    try:
        return decode(reply, Task)
    except ShapeError:
        return Task(id=task.id, state=TaskState.CREATED, raw=reply if isinstance(reply, dict) else {})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Receipt:
    id: Id


def _unknown(cause: Failure) -> ViduError:
    # What the cause says of money and of trying again holds for other calls, not for this submit.
    entry = replace(cause.entry, retry=Retry.NEVER, charged=None)
    cause = replace(cause, entry=entry)
    return ViduError(Failure(entry=SUBMIT_OUTCOME_UNKNOWN, message=cause.message, cause=cause))


def _decoded(reply: Mapping[str, object], shape: type[T], task_id: str | None = None) -> T:
    try:
        return decode(reply, shape)
    except ShapeError as error:
        failure = Failure(
            entry=REPLY_NOT_UNDERSTOOD, message=f"The answer is not as documented: {error}", task_id=task_id
        )
        raise ViduError(failure) from error
