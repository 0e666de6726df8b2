"""Bring the results of a task home: every file whole, a link that died asked for again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from vidu_cli.errors.catalogue import DOWNLOAD_DAMAGED, Retry
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.clock import Clock
from vidu_cli.policy.links import LinkError, redacted
from vidu_cli.policy.naming import target_of
from vidu_cli.schema.tasks import Creation, Task

ATTEMPTS = 3


class Looker(Protocol):
    """Where freshly signed links come from."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""


class Saver(Protocol):
    """Where files are brought to."""

    async def save(self, url: str, target_for: Callable[[str], Path]) -> Path:
        """Give the path of the saved file; LinkError when the link gave no whole file."""


async def fetch(
    task: Task,
    *,
    output: str,
    folder: bool,
    saver: Saver,
    looker: Looker,
    clock: Clock,
) -> Task:
    """The task with the `path` of each of its results; ViduError 91-93 with the task's id.

    A link that gives no whole file is not the end: the platform is asked for freshly signed ones, twice at most.
    """
    if not task.creations:
        raise ViduError(_damaged(task.id, "the task succeeded, but the platform lists no result of it", output))
    saved: list[Creation] = []
    for index, creation in enumerate(task.creations, start=1):

        def target_for(extension: str, index: int = index) -> Path:
            return target_of(output, folder=folder, task_id=task.id, index=index, extension=extension)

        path = await _save(task, index, target_for, saver=saver, looker=looker, clock=clock)
        saved.append(replace(creation, path=str(path)))
    return replace(task, creations=tuple(saved))


async def _save(
    task: Task,
    index: int,
    target_for: Callable[[str], Path],
    *,
    saver: Saver,
    looker: Looker,
    clock: Clock,
) -> Path:
    seen = task
    for attempt in range(1, ATTEMPTS + 1):
        creations = seen.creations or ()
        url = creations[index - 1].url if len(creations) >= index else ""
        try:
            return await saver.save(url, target_for)
        except ViduError as error:
            raise ViduError(held(error.failure, task.id)) from error
        except LinkError as error:
            if attempt == ATTEMPTS:
                raise ViduError(_damaged(task.id, f"{redacted(url)}: {error}", str(target_for("")))) from error
        await clock.sleep(float(attempt))
        seen = await _seen_again(task, looker, str(target_for("")))
    raise AssertionError


async def _seen_again(task: Task, looker: Looker, output: str) -> Task:
    try:
        return await looker.task(task.id)
    except ViduError as error:
        # Not the number of the look: 5x would read as if nothing had been spent.
        message = f"no fresh link could be had: {error.failure.message}"
        raise ViduError(replace(_damaged(task.id, message, output), cause=error.failure)) from error


def held(failure: Failure, task_id: str) -> Failure:
    """The failure of saving a result that is paid for: never submit again, only fetch again."""
    entry = replace(failure.entry, retry=Retry.NEVER, charged=True)
    return replace(failure, entry=entry, task_id=task_id, remedies=(_again(task_id),))


def _damaged(task_id: str, message: str, output: str) -> Failure:
    entry = replace(DOWNLOAD_DAMAGED, retry=Retry.NEVER)
    return Failure(entry=entry, message=message, task_id=task_id, names={"path": output}, remedies=(_again(task_id),))


def _again(task_id: str) -> str:
    return f"The task is safe and paid for; fetch its result again: `vidu poll {task_id} -o NEWFILE`"
