"""What is done at once for tasks that have ended."""

import asyncio
from dataclasses import dataclass, field

import pytest

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import task
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.errands import FETCHES_AT_ONCE, HOOKS_AT_ONCE, Errands


@dataclass
class Work:
    """Work of a second a task; `most` is how much of it there was at once."""

    clock: FakeClock
    running: int = field(default=0)
    most: int = field(default=0)

    async def one(self) -> None:
        self.running += 1
        self.most = max(self.most, self.running)
        await self.clock.sleep(1.0)
        self.running -= 1

    async def fetch(self, task: Task) -> Task:
        await self.one()
        return task

    async def hook(self, _: PolledTask) -> None:
        await self.one()


async def done(errands: Errands, tasks: int) -> None:
    """Begin what is to be done for so many tasks, and wait for it."""
    for number in range(tasks):
        seen = task(f"{number}")
        errands.begin(PolledTask(id=seen.id, task=seen), seen)
    await asyncio.wait(errands.running)


@pytest.mark.parametrize(("kind", "most"), [("fetch", FETCHES_AT_ONCE), ("hook", HOOKS_AT_ONCE)])
def test_no_more_is_begun_at_once_than_does_good(kind: str, most: int, clock: FakeClock) -> None:
    work = Work(clock)
    errands = Errands(fetch=work.fetch) if kind == "fetch" else Errands(hook=work.hook)

    clock.drive(done(errands, 70))

    assert work.most == most
