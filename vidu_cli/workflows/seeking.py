"""Look through the platform's list for the task of a submit that had no answer."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from vidu_cli.errors.catalogue import REPLY_NOT_UNDERSTOOD
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.likeness import Attempt, Fit, fit
from vidu_cli.policy.times import rfc3339
from vidu_cli.schema.tasks import Task, TaskPage
from vidu_cli.workflows.listing import LOOKS_AT_ONCE, Listing, ListQuery

Owned = Callable[[Collection[str]], Collection[str]]

# The list is read from a little before: its clock and that of whoever made the task may differ.
_BEFORE_S = 300.0
_SMALLEST_PAGE = (("pager.pagesz", "1"), ("paper.pagesz", "1"))


class Witness(Protocol):
    """Where tasks are listed and looked at, and the platform's time is read."""

    @property
    def clock_error_s(self) -> float | None:
        """Seconds that the platform's clock was ahead of ours at its last answer, None before there was one."""

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        """Give one page of the list."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""


async def clock_error_s(witness: Witness) -> float | None:
    """Seconds that the platform's clock is ahead of ours, as it is asked now; None when it tells no time.

    An earlier answer says nothing: our clock may have jumped since.
    """
    await witness.task_page(_SMALLEST_PAGE)
    return witness.clock_error_s


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """The tasks since some time, newest first; `is_whole` is whether the list came to its end."""

    tasks: tuple[Task, ...]
    is_whole: bool
    trouble: Failure | None = None


async def read_since(began_at: float, witness: Witness) -> Reading:
    """One reading of the whole list since shortly before a time, by the platform's clock."""
    listing = Listing(witness, ListQuery(since=rfc3339(began_at - _BEFORE_S), limit=0))
    tasks: list[Task] = []
    try:
        async for task in listing.rows():
            tasks.append(task)  # noqa: PERF401  # what was read before the list broke is worth something
    except ViduError as error:
        return Reading(tasks=tuple(tasks), is_whole=False, trouble=error.failure)
    return Reading(tasks=tuple(tasks), is_whole=not listing.was_cut)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What a reading says of one attempt.

    `own` carries the marker; `alike` are tasks of which all that is told agrees; `is_sure` is whether no other task of
    the reading could be it. `trouble` is why some could not be looked at.
    """

    own: Task | None = None
    alike: tuple[Task, ...] = ()
    is_sure: bool = True
    trouble: Failure | None = None


@dataclass(slots=True)
class Looks:
    """Single looks at tasks, each made once: what a task was bought with does not change."""

    witness: Witness
    by_id: dict[str, Task | Failure] = field(default_factory=dict)

    async def whole(self, row: Task) -> Task | Failure:
        """The task with what the list does not tell, or why it cannot be looked at."""
        if row.id not in self.by_id:
            try:
                self.by_id[row.id] = row.updated_by(await self.witness.task(row.id))
            except ViduError as error:
                self.by_id[row.id] = error.failure
        return self.by_id[row.id]


async def found_in(attempt: Attempt, reading: Reading, looks: Looks, owned: Owned) -> Finding:
    """What the reading says of an attempt; tasks that another entry has are no candidates."""
    taken = owned([task.id for task in reading.tasks])
    fits = [(fit(attempt, task, is_whole=False), task) for task in reading.tasks if task.id not in taken]
    own = _first(fits, Fit.OWN)
    if own is not None:
        return Finding(own=own)
    # The likely ones first: most often the first look is the last.
    unclear = sorted(_all(fits, Fit.OPEN), key=lambda task: _likeliness(attempt, task), reverse=True)
    fits = [(how, task) for how, task in fits if how is not Fit.OPEN]
    trouble = reading.trouble
    for start in range(0, len(unclear), LOOKS_AT_ONCE):
        seen = await asyncio.gather(*(looks.whole(task) for task in unclear[start : start + LOOKS_AT_ONCE]))
        fits += [(fit(attempt, whole, is_whole=True), whole) for whole in seen if isinstance(whole, Task)]
        # A task that is gone is nobody's; any other trouble leaves a candidate that was not seen.
        missed = [why for why in seen if isinstance(why, Failure) and why.entry.http_status != 404]
        trouble = next(iter(missed), trouble)
        own = _first(fits, Fit.OWN)
        if own is not None:
            return Finding(own=own)
    if trouble is None and not reading.is_whole:
        trouble = Failure(entry=REPLY_NOT_UNDERSTOOD, message="the list of tasks broke off before its end")
    is_sure = trouble is None and not _all(fits, Fit.OPEN)
    return Finding(alike=_all(fits, Fit.ALIKE), is_sure=is_sure, trouble=trouble)


def _all(fits: Sequence[tuple[Fit, Task]], wanted: Fit) -> tuple[Task, ...]:
    return tuple(task for how, task in fits if how is wanted)


def _first(fits: Sequence[tuple[Fit, Task]], wanted: Fit) -> Task | None:
    return next(iter(_all(fits, wanted)), None)


def _likeliness(attempt: Attempt, task: Task) -> int:
    body = attempt.intent.body
    return sum((task.type == attempt.type, task.prompt == body.get("prompt"), task.model == body.get("model")))
