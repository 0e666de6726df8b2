"""One task in full: what GET creations says, joined with the list's row."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from vidu_cli.errors.failure import ViduError
from vidu_cli.policy.history import PastSubmit
from vidu_cli.policy.links import expires_at
from vidu_cli.policy.results import failure_of
from vidu_cli.policy.task_ids import BEGINNING
from vidu_cli.schema.tasks import Task, TaskPage
from vidu_cli.workflows.answers import Shown

# What a submit says of its task.
_ORDERED = ("model", "prompt", "duration", "resolution", "aspect_ratio", "seed", "created_at")


class Shower(Protocol):
    """Where a task is looked at and found in the list."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        """Give one page of the list."""


async def show(task_id: str, shower: Shower, *, now: float) -> Shown:
    """One task in full; `now` is seconds since 1970."""
    task = await shower.task(task_id)
    row = await _row(task_id, shower)
    # The list's links may be older than those that were just signed.
    task = row.updated_by(task) if row else task
    urls = tuple(creation.url for creation in task.creations or ())
    return Shown(task=task, failure=failure_of(task), links_expire_at=expires_at(urls, now))


def completed(shown: Shown, past: PastSubmit) -> Shown:
    """The task with what the ledger knows of it; where both speak the platform's word stands."""
    task = shown.task
    # The charge on a receipt is given back when the task fails.
    names = _ORDERED if shown.failure else (*_ORDERED, "credits")
    known = {name: value for name in names if (value := getattr(past, name)) is not None}
    # The platform leaves a text out, or says that it is empty.
    untold = {name: value for name, value in known.items() if getattr(task, name) in (None, "")}
    return replace(shown, task=replace(task, **untold), past=past)


async def _row(task_id: str, shower: Shower) -> Task | None:
    filters = (("task_ids", task_id), ("created_at.from", BEGINNING))
    try:
        page = await shower.task_page(filters)
    except ViduError:
        # The task itself was read: what the list would have added is a comfort.
        return None
    return next((row for row in page.tasks if row.id == task_id), None)
