"""Bring home what tasks made that have ended, several files at a time, and say honestly of each what became of it."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from shlex import join
from typing import Protocol

from vidu_cli.errors.catalogue import LOST_SIGHT, NOT_READY, USAGE_ERROR, Entry
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.looks import is_no_id, is_passing
from vidu_cli.policy.phrases import ids_named
from vidu_cli.policy.ranges import Poured
from vidu_cli.policy.results import failure_of
from vidu_cli.policy.task_ids import BEGINNING
from vidu_cli.schema.tasks import Task, TaskPage
from vidu_cli.workflows.answers import Answer, Download, DownloadOutcome
from vidu_cli.workflows.deadline import before
from vidu_cli.workflows.fetch import Fetcher
from vidu_cli.workflows.fetch_plan import Errand, waiting_words
from vidu_cli.workflows.listing import LOOKS_AT_ONCE, MOST_PER_PAGE, Listing, ListQuery
from vidu_cli.workflows.unfinished import FIND_THE_ID, unpriced
from vidu_cli.workflows.verdict import together

# So long the list may take for what it adds.
COMFORT_S = 3.0


class Catalogue(Protocol):
    """Where tasks are looked at, and found in the list."""

    async def task(self, task_id: str) -> Task:
        """Give the task as it is now."""

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        """Give one page of the list."""


class Pourer(Protocol):
    """Who hands the bytes of a file on."""

    async def pour(self, url: str, put: Callable[[bytes], None], so_far: Poured) -> None:
        """Hand on what `so_far` lacks."""


class Watcher(Protocol):
    """Who is told while files come."""

    def begun(self, files: int) -> None:
        """Note how many files are to come."""

    def done(self, download: Download) -> None:
        """Note what became of one of them."""


@dataclass(slots=True)
class Downloads:
    """One run. `rows` can be read at any time, by task and file in the order given; None is still on its way.

    `since` is the word that chose the tasks, None where their ids did. `on_end` is told of each file of which it is
    known what became.
    """

    ids: tuple[str, ...]
    catalogue: Catalogue
    fetcher: Fetcher
    watcher: Watcher | None = None
    on_end: Callable[[Download], None] | None = None
    since: str | None = None
    rows: list[list[Download | None]] = field(default_factory=list)
    at_once: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LOOKS_AT_ONCE))

    async def of_ids(self) -> Answer:
        """What became of the tasks with these ids."""
        self.rows = [[None] for _ in self.ids]
        seen = await asyncio.gather(*map(self._look, self.ids))
        return await self.of_tasks(await self._completed(seen))

    async def of_listed(self, rows: Sequence[Task]) -> Answer:
        """What became of tasks that succeeded, as the list shows them: it does not tell the results of all of them."""
        self.ids = tuple(row.id for row in rows)

        async def whole(row: Task) -> Task | Failure:
            if row.creations:
                return row
            seen = await self._look(row.id)
            return row.updated_by(seen) if isinstance(seen, Task) else seen

        return await self.of_tasks(await asyncio.gather(*map(whole, rows)))

    async def of_tasks(self, seen: Sequence[Task | Failure]) -> Answer:
        """What became of tasks as they were seen just now."""
        errands = []
        for task_id, one in zip(self.ids, seen, strict=True):
            errands.append(self._errands(task_id, one))
            # To find names for thousands takes seconds in all: a signal may come between two.
            await asyncio.sleep(0)
        self.rows = [[None] * len(of_a_task) for of_a_task in errands]
        if self.watcher:
            self.watcher.begun(sum(map(len, errands)))
        await asyncio.gather(
            *(
                self._bring(errand, row, column)
                for row, of_a_task in enumerate(errands)
                for column, errand in enumerate(of_a_task)
            )
        )
        return self.answer()

    async def pour(self, pourer: Pourer, put: Callable[[bytes], None]) -> None:
        """Hand on the one result of the one task; ViduError where there is not one."""
        (task_id,) = self.ids
        errands = self._errands(task_id, await self._look(task_id))
        if len(errands) > 1:
            message = f"Task {task_id} has {len(errands)} results; name a folder for them, as -o clips/ ."
            raise failed(USAGE_ERROR, message, option="--output")
        (errand,) = errands
        if isinstance(errand, Failure):
            raise ViduError(errand)
        so_far = Poured()
        await self.fetcher.insist(errand, lambda url, _: pourer.pour(url, put, so_far))

    async def _look(self, task_id: str) -> Task | Failure:
        try:
            async with self.at_once:
                return await self.catalogue.task(task_id)
        except ViduError as error:
            failure = replace(error.failure, task_id=task_id)
        if is_no_id(failure):
            return replace(unpriced(failure), remedies=(FIND_THE_ID,))
        if not is_passing(failure):
            return failure
        # Never 5x, which would read as if nothing had been spent on the task.
        message = f"No answer about {task_id}: {failure.message}"
        remedy = f"Bring it once the platform answers again: `vidu download {self._line((task_id,))}`"
        return Failure(entry=LOST_SIGHT, message=message, cause=failure, task_id=task_id, remedies=(remedy,))

    async def _completed(self, seen: Sequence[Task | Failure]) -> list[Task | Failure]:
        """The tasks with what only the list tells of those that this machine did not submit."""
        foreign = [one.id for one in seen if isinstance(one, Task) and one.creations and self._is_foreign(one)]
        rows: dict[str, Task] = {}
        for start in range(0, len(foreign), MOST_PER_PAGE):
            rows |= await self._listed(foreign[start : start + MOST_PER_PAGE])
        # The list's links may be older than those that were just signed.
        return [rows[one.id].updated_by(one) if isinstance(one, Task) and one.id in rows else one for one in seen]

    def _is_foreign(self, task: Task) -> bool:
        entry = self.fetcher.records.entry_of(task.id)
        return task.created_at is None and (entry is None or entry.created_at is None)

    async def _listed(self, ids: Sequence[str]) -> dict[str, Task]:
        query = ListQuery(ids=tuple(ids), since=BEGINNING, limit=len(ids))

        async def rows() -> dict[str, Task]:
            return {task.id: task async for task in Listing(self.catalogue, query).rows() if task.id in ids}

        # The results can be had: what the list adds is a comfort, and not worth a long wait.
        until = self.fetcher.clock.monotonic() + COMFORT_S
        try:
            return await before(until, rows(), self.fetcher.clock) or {}
        except ViduError:
            return {}

    def _errands(self, task_id: str, seen: Task | Failure) -> tuple[Errand | Failure, ...]:
        if isinstance(seen, Failure):
            return (seen,)
        if not seen.state.is_final:
            message = f"Task {task_id} is {seen.state}: it has no result yet."
            line = join([task_id, *waiting_words(self.fetcher.plan.words)])
            # A wait has its answer on standard output.
            is_file = self.fetcher.plan.output != "-"
            remedies = (f"Wait for it and save the file: `vidu poll {line}`",) if is_file else ()
            return (Failure(entry=NOT_READY, message=message, task_id=task_id, remedies=remedies),)
        failure = failure_of(seen)
        try:
            return (failure,) if failure else self.fetcher.errands(seen)
        except ViduError as error:
            return (error.failure,)

    async def _bring(self, errand: Errand | Failure, row: int, column: int) -> None:
        download = _failed(self.ids[row], errand) if isinstance(errand, Failure) else await self._brought(errand)
        self.rows[row][column] = download
        if self.watcher:
            self.watcher.done(download)
        if self.on_end:
            self.on_end(download)

    async def _brought(self, errand: Errand) -> Download:
        creation_id = errand.creation.id
        try:
            saved = await self.fetcher.bring(errand)
        except ViduError as error:
            return _failed(errand.task.id, error.failure, creation_id=creation_id)
        return Download(
            id=errand.task.id,
            creation_id=creation_id,
            path=str(saved.path),
            size_bytes=saved.size_bytes,
            sha256=saved.sha256,
            outcome=DownloadOutcome.KEPT if saved.is_kept else DownloadOutcome.SAVED,
        )

    def answer(self) -> Answer:
        """Every file that is done, and the failures, the one that gives the number last."""
        by_task = [next((one.failure for one in row if one and one.failure), None) for row in self.rows]
        return Answer(values=self.values, failures=together(by_task, words=self.fetcher.plan.words))

    @property
    def values(self) -> tuple[Download, ...]:
        """Every file that is done."""
        return tuple(one for row in self.rows for one in row if one)

    def stopped(self, entry: Entry) -> Answer:
        """What is known when a signal ended the run."""
        if self.since is not None and not self.ids:
            line = self._line(("--since", self.since))
            message = "The download was stopped before the list was read; nothing came."
            return Answer(values=(), failures=(Failure(entry=entry, message=message, remedies=(_go_on(line),)),))
        rows = self.rows or [[None] for _ in self.ids]
        unhad = [task_id for task_id, row in zip(self.ids, rows, strict=True) if None in row]
        if not unhad:
            message = "The download was stopped when every file was here."
            return Answer(values=self.values, failures=(Failure(entry=entry, message=message),))
        message = f"The download was stopped: {ids_named(unhad)}. What came is kept."
        failure = Failure(entry=entry, message=message, task_id=unhad[0], remedies=(_go_on(self._line(unhad)),))
        return Answer(values=self.values, failures=(failure,))

    def _line(self, ids: Sequence[str]) -> str:
        return join([*ids, *self.fetcher.plan.words])


def _go_on(line: str) -> str:
    return f"Go on: `vidu download {line}`"


def _failed(task_id: str, failure: Failure, *, creation_id: str | None = None) -> Download:
    return Download(id=task_id, creation_id=creation_id, outcome=DownloadOutcome.FAILED, failure=failure)
