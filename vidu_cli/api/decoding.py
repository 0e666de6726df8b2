"""A JSON object of the platform as a value, or the failure of an answer that cannot be read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from vidu_cli.errors.catalogue import REPLY_NOT_UNDERSTOOD
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.results import with_results
from vidu_cli.schema.tasks import Creation, Task, TaskPage
from vidu_cli.schema.wire import ShapeError, decode

T = TypeVar("T")


def decoded(reply: Mapping[str, object], shape: type[T], task_id: str | None = None) -> T:
    """The reply as a `shape`; ViduError 96 names the place that is not as documented."""
    try:
        return decode(reply, shape)
    except ShapeError as error:
        raise ViduError(_not_understood(error, task_id)) from error


def decoded_task(reply: Mapping[str, object], task_id: str) -> Task:
    """The task of a reply; ViduError 96 as for `decoded`."""
    try:
        return task_in(reply)
    except ShapeError as error:
        raise ViduError(_not_understood(error, task_id)) from error


def task_in(told: Mapping[str, object]) -> Task:
    """The task in a JSON object; ShapeError.

    A result that cannot be read has no link, and no result is lost because of another: the state of a task that is
    paid for is worth more than its results. What was told of them stays in `raw`.
    """
    try:
        return with_results(decode(told, Task))
    except ShapeError:
        task = decode(_with_readable(told), Task)
        return with_results(replace(task, raw={**task.raw, "creations": told.get("creations")}))


def decoded_page(reply: Mapping[str, object]) -> TaskPage:
    """A page of the list; ViduError 96 as for `decoded`."""
    rows = reply.get("tasks")
    try:
        page = decode(reply, TaskPage)
    except ShapeError as error:
        if not isinstance(rows, list):
            raise ViduError(_not_understood(error, None)) from error
        told = [_with_readable(one) if isinstance(one, dict) and not _is(Task, one) else one for one in rows]
        page = decoded({**reply, "tasks": told}, TaskPage)
    return replace(page, tasks=tuple(with_results(task) for task in page.tasks))


def _is(shape: type, told: object) -> bool:
    try:
        decode(told, shape)
    except ShapeError:
        return False
    return True


def _with_readable(told: Mapping[str, object]) -> Mapping[str, object]:
    return {**told, "creations": _readable(told.get("creations"))}


def _readable(creations: object) -> list[object] | None:
    """The results, each in its place: one that cannot be read is one without a link. None where all are so."""
    if not isinstance(creations, list) or not any(_is(Creation, one) for one in creations):
        return None
    return [one if _is(Creation, one) else {"url": ""} for one in creations]


def _not_understood(error: ShapeError, task_id: str | None) -> Failure:
    return Failure(entry=REPLY_NOT_UNDERSTOOD, message=f"The answer is not as documented: {error}", task_id=task_id)
