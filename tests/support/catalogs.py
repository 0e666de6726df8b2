"""A platform that lists tasks, written by hand: what it shows, how late, and what breaks."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tests.support.clock import FakeClock
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.times import moment_in
from vidu_cli.schema.tasks import Task, TaskPage


@dataclass
class Catalog:
    """Tasks of the platform, newest first.

    `ahead_s` is how far its clock is ahead; `lag_s` how old a task is before the list shows it; `shows_payload` is
    whether the list does. `broken` is what the list answers instead, `blind` what a look does. `asked` is every call,
    `slow_s` how long each takes.
    """

    clock: FakeClock
    tasks: list[Task] = field(default_factory=list)
    ahead_s: float = 0.0
    lag_s: float = 0.0
    shows_payload: bool = False
    broken: Failure | None = None
    blind: Failure | None = None
    asked: list[str] = field(default_factory=list)
    slow_s: float = 0.0
    has_answered: bool = False
    tells_time: bool = True

    @property
    def clock_error_s(self) -> float | None:
        return self.ahead_s if self.has_answered and self.tells_time else None

    async def task_page(self, filters: Sequence[tuple[str, str]]) -> TaskPage:
        self.asked.append("list")
        await self._think()
        if self.broken is not None:
            raise ViduError(self.broken)
        self.has_answered = True
        wanted = dict(filters)
        since = moment_in(wanted.get("created_at.from")) or 0.0
        until = self.clock.now() + self.ahead_s - self.lag_s
        shown = [task for task in self.tasks if since <= (moment_in(task.created_at) or 0.0) <= until]
        rows = shown if self.shows_payload else [replace(task, payload=None) for task in shown]
        size, page = int(wanted["pager.pagesz"]), int(wanted.get("pager.page", "0"))
        return TaskPage(tasks=tuple(rows[page * size : page * size + size]))

    async def task(self, task_id: str) -> Task:
        await self._think()
        self.asked.append(task_id)
        if self.blind is not None:
            raise ViduError(self.blind)
        self.has_answered = True
        return next(task for task in self.tasks if task.id == task_id)

    async def _think(self) -> None:
        if self.slow_s:
            await self.clock.sleep(self.slow_s)
