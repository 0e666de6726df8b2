"""What a wait for tasks is told by in a test: its states, its numbers, its exit code."""

from collections.abc import Awaitable, Callable

from tests.support.clock import FakeClock
from tests.support.tasks_by_hand import HANGS, Platform
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.poll import Poller
from vidu_cli.workflows.poll_plan import PollPlan, PollReport, StopAt
from vidu_cli.workflows.verdict import verdict

PlatformOf = Callable[..., Platform]
PollerOn = Callable[[Platform], Poller]
FOR_EVER = PollPlan()


def states(report: PollReport) -> list[str | None]:
    return [str(row.task.state) if row.task else None for row in report.rows]


def numbers(report: PollReport) -> list[int]:
    return [row.exit_code for row in report.rows]


def exit_code(report: PollReport, stop_at: StopAt = StopAt.ALL) -> int:
    failures = verdict(report, stop_at)
    return failures[-1].exit_code if failures else 0


def never_done(clock: FakeClock) -> Callable[[Task], Awaitable[Task]]:
    """What brings no result home before every deadline."""

    async def fetch(_: Task) -> Task:
        await clock.sleep(HANGS)
        raise AssertionError

    return fetch
