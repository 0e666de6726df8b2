"""What is done for tasks that have ended, beside the looks at the others."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from vidu_cli.errors.failure import ViduError
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.fetch import PartlyBroughtError

Fetch = Callable[[Task], Awaitable[Task]]
# Whatever else is to be done with a task that has ended; ViduError when that failed.
Hook = Callable[[PolledTask], Awaitable[None]]

# How many of their files come at once is for `fetch` to say: tasks whose links ask to wait are in nobody's way.
FETCHES_AT_ONCE = 32
# More commands at once would share two cores.
HOOKS_AT_ONCE = 4


@dataclass(slots=True)
class Errands:
    """The results on their way home, and the hooks that run; `news` is set whenever one of them is done."""

    fetch: Fetch | None = None
    hook: Hook | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)
    running: set[asyncio.Task[None]] = field(default_factory=set)
    fetches: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(FETCHES_AT_ONCE))
    hooks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HOOKS_AT_ONCE))

    def begin(self, row: PolledTask, task: Task) -> None:
        """Begin what is to be done for a task that has ended; `row.is_busy` until it is done."""
        brings = self.fetch is not None and task.state is TaskState.SUCCESS
        row.is_busy = brings or self.hook is not None
        if row.is_busy:
            errand = asyncio.ensure_future(self._run(row, task, brings=brings))
            errand.add_done_callback(lambda _: self.news.set())
            self.running.add(errand)

    def collect(self) -> None:
        """Let go of those that are done; what one raised is raised here."""
        for errand in [errand for errand in self.running if errand.done()]:
            self.running.discard(errand)
            errand.result()

    async def drop(self) -> None:
        """End those that still run."""
        for errand in self.running:
            errand.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        self.running.clear()

    async def _run(self, row: PolledTask, task: Task, *, brings: bool) -> None:
        if brings and self.fetch is not None:
            try:
                async with self.fetches:
                    row.task = await self.fetch(task)
            except ViduError as error:
                row.failure = error.failure
                row.task = error.task if isinstance(error, PartlyBroughtError) else task
        if self.hook is not None:
            try:
                async with self.hooks:
                    await self.hook(row)
            except ViduError as error:
                row.failure = row.failure or error.failure
        row.is_busy = False
