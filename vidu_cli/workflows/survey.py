"""How tasks are looked at: a few one by one, many through pages of the list."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from vidu_cli.errors.catalogue import Category
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.backoff import SAFE, Patience
from vidu_cli.policy.looks import is_denied, is_throttle
from vidu_cli.policy.task_ids import listed_since
from vidu_cli.schema.tasks import Task, TaskPage, TaskState
from vidu_cli.workflows.listing import LOOKS_AT_ONCE, MOST_PER_PAGE, Listing, ListQuery, is_mute

# A single look tells more than a row of the list, and so few cost hardly more.
MOST_SINGLE = 8

# What was in vain again and again is asked of the list after so many rounds at the latest.
LONGEST_REST_ROUNDS = 32

Seen = Task | Failure
Tell = Callable[[str, Seen], None]


class Looker(Protocol):
    """Where the state of tasks comes from."""

    async def task(self, task_id: str, *, patience: Patience = SAFE, status_path: str | None = None) -> Task:
        """Give the task as it is now; `status_path` is where its kind is asked for, None where that is not known."""

    async def task_page(self, filters: Sequence[tuple[str, str]], *, patience: Patience = SAFE) -> TaskPage:
        """Give one page of the list."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """How a round asks: how patiently, where its single looks go, and when (seconds since 1970)."""

    patience: Patience
    status_path: str | None
    now: float


@dataclass(slots=True)
class Rest:
    """For how many rounds the list is not asked for something: the more often that was in vain, the longer."""

    rounds: int = 0
    in_vain: int = 0

    def lasts(self) -> bool:
        """Whether the round that begins is one of them."""
        is_one = self.rounds > 0
        self.rounds -= is_one
        return is_one

    def begin(self, *, is_soon_over: bool) -> None:
        """Rest for one round, for two if that happens again, and so on; where it is `soon` over, for one step less."""
        self.in_vain += 1
        self.rounds = min(2 ** (self.in_vain - is_soon_over) // 2, LONGEST_REST_ROUNDS)


@dataclass(slots=True)
class Survey:
    """Looks at tasks: `is_of_few` one by one, at many through the list, also when only a few of them are left.

    What the list does not show is asked for by itself, and ever more rarely of the list.
    """

    looker: Looker
    is_of_few: bool = False
    unlisted: dict[str, Rest] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    list_rest: Rest = field(default_factory=Rest)
    at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LOOKS_AT_ONCE))

    async def look(self, ids: Sequence[str], tell: Tell, ask: Question) -> None:
        """Tell of each task how it is now, or why it could not be seen, as soon as that is known."""
        if self.is_of_few or ask.status_path is not None:
            await self._each(dict.fromkeys(ids), tell, ask)
            return
        # What a list does not give is given a rest: tasks that can be seen one by one are not lost sight of.
        is_resting = self.list_rest.lasts()
        single = {task_id for task_id in ids if task_id in self.unlisted and self.unlisted[task_id].lasts()}
        single |= self.refused if is_resting else set()
        listed = [task_id for task_id in ids if task_id not in single]
        pages = [listed[start : start + MOST_PER_PAGE] for start in range(0, len(listed), MOST_PER_PAGE)]
        alone: dict[str, Task | None] = {task_id: None for task_id in ids if task_id in single}
        _, *troubles = await asyncio.gather(
            self._each(alone, tell, ask), *(self._page(page, tell, ask) for page in pages)
        )
        refused = [(page, trouble) for page, trouble in zip(pages, troubles, strict=True) if trouble is not None]
        if refused:
            self._rest_the_list(refused)
        elif pages and not is_resting:
            self.list_rest.in_vain = 0

    async def _page(self, ids: Sequence[str], tell: Tell, ask: Question) -> Failure | None:
        """Tell of the tasks of one page; those it shows too little of are looked at. Give why there was no page."""
        query = ListQuery(ids=tuple(ids), since=listed_since(ids, now=ask.now), limit=len(ids))
        listing = Listing(_Impatient(self.looker, ask.patience), query)
        wanted = set(ids)
        try:
            async with self.at_once:
                found = {task.id: task async for task in listing.rows() if task.id in wanted}
        except ViduError as error:
            # What is said of a page is said of none of its tasks.
            is_of_the_key = error.failure.category is Category.KEY and not is_denied(error.failure)
            failure = error.failure if is_of_the_key else replace(error.failure, is_coded=False)
            for task_id in ids:
                tell(task_id, failure)
            return failure
        missing = wanted - found.keys()
        for task_id in missing:
            # It is looked at in this round already, and the list may be behind.
            self.unlisted.setdefault(task_id, Rest()).begin(is_soon_over=True)
        for task_id in found:
            self.unlisted.pop(task_id, None)
        for task in found.values():
            if not _tells_too_little(task):
                tell(task.id, task)
        mute: dict[str, Task | None] = {task.id: task for task in found.values() if _tells_too_little(task)}
        await self._each({**mute, **dict.fromkeys(missing)}, tell, ask)
        return None

    def _rest_the_list(self, refused: Sequence[tuple[Sequence[str], Failure]]) -> None:
        """Look at the tasks of refused pages one by one for a while.

        A throttled list is asked again first: a hundred looks in its place would be no answer to that.
        """
        is_throttled = all(is_throttle(trouble) for _, trouble in refused)
        self.list_rest.begin(is_soon_over=is_throttled)
        self.refused = {task_id for page, _ in refused for task_id in page}

    async def _each(self, rows: Mapping[str, Task | None], tell: Tell, ask: Question) -> None:
        await asyncio.gather(*(self._one(task_id, row, tell, ask) for task_id, row in rows.items()))

    async def _one(self, task_id: str, row: Task | None, tell: Tell, ask: Question) -> None:
        try:
            async with self.at_once:
                seen = await self.looker.task(task_id, patience=ask.patience, status_path=ask.status_path)
        except ViduError as error:
            tell(task_id, error.failure)
            return
        tell(task_id, row.updated_by(seen) if row is not None else seen)


@dataclass(frozen=True, slots=True)
class _Impatient:
    """The list of a looker, asked with the patience of one round."""

    looker: Looker
    patience: Patience

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        return await self.looker.task_page(filters, patience=self.patience)


def _tells_too_little(row: Task) -> bool:
    """Whether the list leaves open what matters: it has no codes, and may have no results."""
    return is_mute(row) or (row.state is TaskState.SUCCESS and not row.creations)
