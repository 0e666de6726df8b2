"""A JSON object of the platform as a value, or the failure of an answer that cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeVar

from vidu_cli.errors.catalogue import REPLY_NOT_UNDERSTOOD
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.results import with_results
from vidu_cli.schema.plain import plain_record
from vidu_cli.schema.readers import kept
from vidu_cli.schema.tasks import Creation, RowPage, Task, TaskPage, TaskRecord, TaskState
from vidu_cli.schema.wire import ShapeError, decode

T = TypeVar("T")


def decoded(reply: Mapping[str, object], shape: type[T]) -> T:
    """The reply as a `shape`; ViduError 96 names the place that is not as documented."""
    with _understood():
        return decode(reply, shape)


def decoded_task(reply: Mapping[str, object], task_id: str) -> Task:
    """The task of a reply; ViduError 96 as for `decoded`."""
    with _understood(task_id):
        return task_in(reply)


def task_in(told: object, place: str = "$") -> Task:
    """The task in a JSON object, which stands at that place; ShapeError.

    A result that cannot be read has no link, and no result is lost because of another: the state of a task that is
    paid for is worth more than its results. What was told of them stays in `raw`.
    """
    try:
        return with_results(decode(told, Task, place))
    except ShapeError:
        if not isinstance(told, dict):
            raise
        task = decode({**told, "creations": _readable(told.get("creations"))}, Task, place)
        return with_results(replace(task, raw={**task.raw, "creations": kept(told.get("creations"))}))


def decoded_page(reply: Mapping[str, object]) -> TaskPage:
    """A page of the list, without the results that cannot be read; ViduError 96 as for `decoded`."""
    with _understood():
        rows, token = _rows_and_token(reply)
        tasks = tuple(task_in(told, _place(number)) for number, told in enumerate(rows))
        return TaskPage(tasks=tasks, next_page_token=token)


def decoded_rows(reply: Mapping[str, object]) -> RowPage:
    """The same page to be printed: of most rows no task is made."""
    with _understood():
        rows, token = _rows_and_token(reply)
        told = tuple(_record_in(row) or task_in(row, _place(number)) for number, row in enumerate(rows))
        return RowPage(tasks=told, next_page_token=token)


def _rows_and_token(reply: Mapping[str, object]) -> tuple[Sequence[object], str]:
    rows = reply.get("tasks")
    if not isinstance(rows, list):
        # No list, and what is none, are told apart where a page is read.
        return (), decode(reply, TaskPage).next_page_token
    return rows, decode({**reply, "tasks": []}, TaskPage).next_page_token


def _place(number: int) -> str:
    return f"$.tasks[{number}]"


def _record_in(row: object) -> TaskRecord | None:
    record = plain_record(row, Task)
    if record is None or record["state"] == TaskState.FAILED:
        return None
    # A success without results where they belong may tell of them elsewhere.
    return TaskRecord(record) if record.get("creations") or record["state"] != TaskState.SUCCESS else None


def _is(shape: type, told: object) -> bool:
    try:
        decode(told, shape)
    except ShapeError:
        return False
    return True


def _readable(creations: object) -> list[object] | None:
    """The results, each in its place: one that cannot be read is one without a link. None where all are so."""
    if not isinstance(creations, list) or not any(_is(Creation, one) for one in creations):
        return None
    return [one if _is(Creation, one) else {"url": ""} for one in creations]


@contextmanager
def _understood(task_id: str | None = None) -> Iterator[None]:
    try:
        yield
    except ShapeError as error:
        message = f"The answer is not as documented: {error}"
        raise ViduError(Failure(entry=REPLY_NOT_UNDERSTOOD, message=message, task_id=task_id)) from error
