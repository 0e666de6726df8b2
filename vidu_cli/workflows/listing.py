"""List tasks, newest first: the platform's pages, our own filters, and the codes of the failed ones."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from vidu_cli.errors.failure import ViduError
from vidu_cli.schema.tasks import Task, TaskRecord, TaskState

MOST_PER_PAGE = 100
# A page of which nothing is left behind the platform's filters is not the end; so many in a row are none but its fault.
MOST_BARREN_PAGES = 20
# As many looks at once as the platform is known to bear.
LOOKS_AT_ONCE = 8


R = TypeVar("R", bound=Task | TaskRecord)
R_co = TypeVar("R_co", bound=Task | TaskRecord, covariant=True)


class Page(Protocol[R_co]):
    """One page of the list."""

    @property
    def tasks(self) -> Sequence[R_co]:
        """The tasks of the page."""

    @property
    def next_page_token(self) -> str:
        """What asks for the next page, "" on the last one."""


class Lister(Protocol[R_co]):
    """Where tasks are listed."""

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> Page[R_co]:
        """Give one page of the list."""


class Looker(Protocol):
    """Where single tasks are looked at."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListQuery:
    """What to list. Times are RFC 3339; `limit` 0 is all; the platform itself looks back 7 days without `since`."""

    states: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    model: str | None = None
    type: str | None = None
    resolution: str | None = None
    template: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 20

    @property
    def is_picky(self) -> bool:
        """Whether the platform may give rows that were not asked for: some filters it has not, others it may drop."""
        return self.filters_here or self.resolution is not None or bool(self.states)

    @property
    def filters_here(self) -> bool:
        """Whether something is asked for that the platform cannot filter."""
        return self.model is not None or self.type is not None


@dataclass(slots=True)
class Listing(Generic[R]):
    """One run of the list; `was_cut` is known when the rows are through. `looker` tells why failed tasks failed."""

    lister: Lister[R]
    query: ListQuery
    looker: Looker | None = None
    was_cut: bool = False

    async def rows(self) -> AsyncIterator[R | Task]:
        """Every matching task up to the limit, as the pages come."""
        async for page in self.pages():
            for task in page:
                yield task

    async def pages(self) -> AsyncIterator[Sequence[R | Task]]:
        """The same, page by page."""
        given = 0
        async for page in self._pages():
            matching = [task for task in page if self._matches(task)] if self.query.is_picky else page
            room = len(matching) if self.query.limit == 0 else self.query.limit - given
            if len(matching) > room:
                self.was_cut = True
            yield await self._explained(matching[:room])
            given += min(len(matching), room)
            if self.query.limit and given >= self.query.limit:
                return

    async def _pages(self) -> AsyncIterator[Sequence[R]]:
        seen: set[str] = set()
        number, token = 0, ""
        tokens: set[str] = set()
        barren = 0
        while True:
            page = await self.lister.task_page(self._parameters(number, token))
            fresh = [task for task in page.tasks if task.id not in seen]
            seen.update([task.id for task in fresh])
            # A service that drops a paging key it does not know gives page one again, for ever.
            is_new_token = bool(page.next_page_token) and page.next_page_token not in tokens
            barren = 0 if fresh else barren + 1
            if not fresh and (not is_new_token or barren == MOST_BARREN_PAGES):
                self.was_cut = bool(page.tasks) or is_new_token
                return
            tokens.add(page.next_page_token)
            more = bool(page.next_page_token) or len(page.tasks) >= self._page_size
            self.was_cut = more
            yield fresh
            if not more:
                return
            number, token = number + 1, page.next_page_token

    @property
    def _page_size(self) -> int:
        if self.query.filters_here or self.query.limit == 0:
            return MOST_PER_PAGE
        return min(self.query.limit, MOST_PER_PAGE)

    def _parameters(self, number: int, token: str) -> list[tuple[str, str]]:
        query = self.query
        # The vendor's pages spell the paging keys in two ways and ignore the one they do not know.
        paging = [(f"{word}.pagesz", str(self._page_size)) for word in ("pager", "paper")]
        paging += (
            [("pager.page_token", token)] if token else [(f"{word}.page", str(number)) for word in ("pager", "paper")]
        )
        filters = [("states", state) for state in query.states] + [("task_ids", task_id) for task_id in query.ids]
        singles = (
            ("resolutions", query.resolution),
            ("templates", query.template),
            ("created_at.from", query.since),
            ("created_at.to", query.until),
        )
        return filters + [(name, value) for name, value in singles if value] + paging

    def _matches(self, task: R) -> bool:
        wanted = (
            (self.query.model, task.model),
            (self.query.type, task.type),
            (self.query.resolution, task.resolution),
        )
        by_state = not self.query.states or task.state in self.query.states
        return by_state and all(wish is None or have is None or wish == have for wish, have in wanted)

    async def _explained(self, tasks: Sequence[R]) -> Sequence[R | Task]:
        """Give the tasks with the codes of the failed ones."""
        looker = self.looker
        mute = [task for task in tasks if isinstance(task, Task) and is_mute(task)] if looker else []
        if looker is None or not mute:
            return tasks
        at_once = asyncio.Semaphore(LOOKS_AT_ONCE)

        async def one(task: Task) -> Task:
            async with at_once:
                return await _with_code(task, looker)

        explained: dict[str, Task] = {task.id: task for task in await asyncio.gather(*map(one, mute))}
        return [explained.get(task.id, task) for task in tasks]


async def _with_code(task: Task, looker: Looker) -> Task:
    try:
        seen = await looker.task(task.id)
    except ViduError:
        # A row without its reason is worth more than no list.
        return task
    return replace(task, err_code=seen.err_code)


def is_mute(task: Task) -> bool:
    """Whether a failed row does not say why: the list has no err_code, and one more look is needed."""
    return task.state is TaskState.FAILED and not task.err_code
