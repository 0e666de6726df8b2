"""One asynchronous method a route of the platform, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self
from urllib.parse import quote

from vidu_cli.api.calls import PURCHASE, Call
from vidu_cli.api.decoding import decoded, decoded_page, decoded_rows, decoded_task, task_in
from vidu_cli.api.download import Depositor
from vidu_cli.api.transport import NoAnswerError, Transport, told_when
from vidu_cli.api.uploads import uploaded
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
from vidu_cli.schema.readers import ALIASES
from vidu_cli.schema.routes import (
    CANCEL_TASK,
    FILM_STATUS_PATHS,
    GET_CREDITS,
    GET_TASK,
    LIST_SUBJECTS,
    LIST_TASKS,
    UPDATE_SUBJECT,
)
from vidu_cli.schema.subjects import Subject, SubjectPage
from vidu_cli.schema.tasks import Accepted, Account, RowPage, Task, TaskPage, TaskState
from vidu_cli.schema.wire import ShapeError, decode, parse


@dataclass(frozen=True, slots=True)
class _Refused:
    """A submit that the platform certainly did not take; without a patience it is not repeated."""

    failure: Failure
    patience: Patience | None


class Client:
    """The platform's calls. Every method raises ViduError; an answer that cannot be read is 96.

    `seen` is told of every single look at a task.
    """

    def __init__(self, transport: Transport, *, seen: Callable[[Task], None] | None = None) -> None:
        self._transport = transport
        self._seen = seen or (lambda _task: None)
        self._status_paths: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        """Use the client as a context: leaving it closes its connections."""
        await self._transport.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self._transport.__aexit__(kind, error)

    @property
    def clock_error_s(self) -> float | None:
        """Seconds that the platform's clock was ahead of ours at its last answer, None before there was one."""
        return self._transport.clock_error_s

    async def submit(
        self,
        path: str,
        body: Mapping[str, object],
        *,
        within_s: float,
        sending: Callable[[], AbstractContextManager[None]] = nullcontext,
        untold: TaskState = TaskState.CREATED,
    ) -> Accepted:
        """The accepted task. Sent again only when it certainly was not taken, for at most `within_s` seconds.

        Each attempt is made inside `sending`; in the pauses between them nothing is on its way. `untold` is the state
        of a task whose answer tells none.

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
            if isinstance(outcome, Answer):
                task = _accepted(outcome, failure_in(outcome, now=clock.now()), untold)
                return Accepted(task=task, trace_id=outcome.headers.get("x-md-trace-id"))
            attempt += 1
            elapsed = clock.monotonic() - started
            pause = None
            if outcome.patience is not None:
                pause = self._transport.pause_before(attempt, outcome.patience, outcome.failure, elapsed_s=elapsed)
            if pause is None or elapsed + pause >= within_s:
                raise ViduError(told_when(outcome.failure))
            await clock.sleep(pause)

    async def _submit_once(self, path: str, body: Mapping[str, object], *, within_s: float) -> Answer | _Refused:
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
        if 200 <= answer.status < 300:
            return answer
        failure = failure_in(answer, now=self._transport.clock.now())
        if answer.status >= 500 or answer.status == 499 or answer.status < 400:
            raise _unknown(failure)
        # An identical operation in process may be this very one.
        is_throttled = answer.status == 429 and failure.code != OPERATION_IN_PROCESS.code
        return _Refused(failure, THROTTLED if is_throttled else None)

    async def task(self, task_id: str, *, patience: Patience = SAFE, status_path: str | None = None) -> Task:
        """One task with its results, their links freshly signed.

        `status_path` is that of its kind. Without one, a task that is not among the others is looked for among the
        films, and where it was found is remembered.
        """
        path = status_path or self._status_paths.get(task_id)
        try:
            reply = await self._status(path or GET_TASK.path, task_id, patience)
        except ViduError as error:
            if path or error.failure.entry.http_status != 404:
                raise
            return await self._film(task_id, patience, missing=error)
        return self._task_at(path or GET_TASK.path, reply, task_id)

    async def _film(self, task_id: str, patience: Patience, *, missing: ViduError) -> Task:
        for path in FILM_STATUS_PATHS:
            try:
                reply = await self._status(path, task_id, patience)
            except ViduError as error:
                # What may pass by itself says nothing of whether the task is there.
                if error.failure.entry.retry is Retry.SAME:
                    raise
                continue
            try:
                return self._task_at(path, reply, task_id)
            except ViduError as error:
                # It may be there, and cannot be read; elsewhere it may.
                missing = error
        raise missing

    async def _status(self, path: str, task_id: str, patience: Patience) -> Mapping[str, object]:
        return await self._about(task_id, Call(method=GET_TASK.method, path=path.format(id=task_id)), patience)

    def _task_at(self, path: str, reply: Mapping[str, object], task_id: str) -> Task:
        # The international page's example has no id.
        named = next((str(reply[key]) for key in ALIASES["id"] if reply.get(key)), task_id)
        if named != task_id:
            message = f"The answer about {task_id} is about another task: {named}"
            raise failed(REPLY_NOT_UNDERSTOOD, message, task_id=task_id)
        task = decoded_task({**reply, "id": task_id}, task_id)
        self._status_paths[task_id] = path
        self._seen(task)
        return task

    async def task_page(self, filters: Sequence[tuple[str, str]], *, patience: Patience = SAFE) -> TaskPage:
        """One page of the task list. `filters` are the query as sent, repeated keys and all."""
        call = Call(method=LIST_TASKS.method, path=LIST_TASKS.path, params=filters)
        return decoded_page(await self._transport.look(call, patience=patience))

    async def row_page(self, filters: Sequence[tuple[str, str]]) -> RowPage:
        """The same page to be printed."""
        call = Call(method=LIST_TASKS.method, path=LIST_TASKS.path, params=filters)
        return decoded_rows(await self._transport.look(call, patience=SAFE))

    async def cancel(self, task_id: str) -> None:
        """Return when the platform took the cancel; its refusals are ViduErrors."""
        call = Call(method=CANCEL_TASK.method, path=CANCEL_TASK.at(task_id), body={"id": task_id})
        await self._about(task_id, call, SAFE)

    async def account(self) -> Account:
        """The balances and packages of the account."""
        call = Call(method=GET_CREDITS.method, path=GET_CREDITS.path, params=(("show_detail", "true"),))
        return decoded(await self._transport.look(call, patience=SAFE), Account)

    async def upload(self, content: bytes, *, mime: str) -> str:
        """The reference to a picture that is the platform's now, for seven days; it costs nothing."""
        depositor = Depositor(handler=self._transport.handler, log=self._transport.log)
        return await uploaded(content, mime=mime, transport=self._transport, depositor=depositor)

    async def subject_page(self, params: Sequence[tuple[str, str]]) -> SubjectPage:
        """One page of the subject library. `params` are the query as sent, repeated keys and all."""
        call = Call(method=LIST_SUBJECTS.method, path=LIST_SUBJECTS.path, params=params)
        return decoded(await self._transport.look(call, patience=SAFE), SubjectPage)

    async def update_subject(self, subject_id: str, body: Mapping[str, object]) -> Subject:
        """The subject as it is after the change, which is free."""
        path = UPDATE_SUBJECT.at(quote(subject_id, safe=""))
        reply = await self._transport.look(Call(method=UPDATE_SUBJECT.method, path=path, body=body), patience=SAFE)
        return decoded({**reply, "id": subject_id}, Subject)

    async def _about(self, task_id: str, call: Call, patience: Patience) -> Mapping[str, object]:
        try:
            return await self._transport.look(call, patience=patience)
        except ViduError as error:
            raise ViduError(replace(error.failure, task_id=task_id)) from error


def _accepted(answer: Answer, otherwise: Failure, untold: TaskState) -> Task:
    """Give the task of a 2xx answer: its id is all that must be readable."""
    try:
        reply = parse(answer.body)
        task = decode(reply, _Receipt)
    except ShapeError as error:
        raise _unknown(replace(otherwise, explanation=str(error))) from error
    told = reply if isinstance(reply, dict) else {}
    if told.get("state") is None:
        told = {**told, "state": untold}
    try:
        return task_in(told)
    except ShapeError:
        return Task(id=task.id, state=TaskState.CREATED, raw=told)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Receipt:
    id: Id


def _unknown(cause: Failure) -> ViduError:
    # What the cause says of money and of trying again holds for other calls, not for this submit.
    entry = replace(cause.entry, retry=Retry.NEVER, charged=None)
    cause = replace(cause, entry=entry)
    return ViduError(Failure(entry=SUBMIT_OUTCOME_UNKNOWN, message=cause.message, cause=cause))
