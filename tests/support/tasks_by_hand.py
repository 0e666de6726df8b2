"""A platform of tasks, written by hand: what each look at each task gives, and who is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.support.clock import FakeClock
from vidu_cli.errors.catalogue import (
    BAD_GATEWAY,
    NETWORK_UNREACHABLE,
    REPLY_NOT_UNDERSTOOD,
    TASK_NOT_FOUND,
    TLS_OR_PROXY,
    TOO_MANY_REQUESTS,
    UNAUTHORIZED,
)
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.backoff import SAFE, Patience
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskPage, TaskState

OFFLINE = Failure(entry=NETWORK_UNREACHABLE, message="no route")
GATEWAY = Failure(entry=BAD_GATEWAY, message="HTTP 502")
REFUSED_KEY = Failure(entry=UNAUTHORIZED, message="unauthorized")
NOT_THERE = Failure(entry=TASK_NOT_FOUND, message="task not found")
GARBAGE = Failure(entry=REPLY_NOT_UNDERSTOOD, message="no JSON")
NO_TLS = Failure(entry=TLS_OR_PROXY, message="no certificate")
THROTTLED = Failure(entry=TOO_MANY_REQUESTS, message="too many requests")
HANGS = 1e9

Seen = str | Failure | float


def task(task_id: str, state: str = "success", err_code: str | None = None) -> Task:
    """A task with one result once it has succeeded."""
    results = (Creation(url=f"https://store.test/{task_id}"),) if state == "success" else ()
    return Task(id=Id(task_id), state=TaskState(state), err_code=err_code, creations=results)


@dataclass
class Platform:
    """What each look at a task gives, the last one for ever.

    A look is a state (`failed:CODE` too), a failure, or a number of seconds that it hangs. `looks` is every look with
    its time, `status_paths` where it was told to look.
    """

    clock: FakeClock
    scripts: dict[str, Sequence[Seen]]
    looks: list[tuple[float, str]] = field(default_factory=list)
    status_paths: set[str | None] = field(default_factory=set)

    async def task(self, task_id: str, *, patience: Patience = SAFE, status_path: str | None = None) -> Task:
        _ = patience
        self.status_paths.add(status_path)
        count = self.times(task_id)
        self.looks.append((round(self.clock.monotonic(), 3), task_id))
        script = self.scripts[task_id]
        seen = script[min(count, len(script) - 1)]
        if isinstance(seen, Failure):
            raise ViduError(seen)
        if isinstance(seen, float):
            await self.clock.sleep(seen)
            return task(task_id, "processing")
        state, _, code = seen.partition(":")
        return task(task_id, state, code or None)

    async def task_page(self, filters: Sequence[tuple[str, str]], *, patience: Patience = SAFE) -> TaskPage:
        """A list that shows none of them: each is asked for by itself."""
        _ = filters, patience
        return TaskPage()

    def times(self, task_id: str) -> int:
        """How often the task was looked at."""
        return sum(looked == task_id for _, looked in self.looks)


@dataclass
class Told:
    """A watcher that writes down what it is told."""

    words: list[str] = field(default_factory=list)

    def changed(self, task: Task, previous: TaskState | None) -> None:
        self.words.append(f"{task.id} {previous} {task.state}")

    def gone(self, task_id: str, failure: Failure) -> None:
        self.words.append(f"{task_id} gone {failure.code}")

    def trouble(self, failure: Failure) -> None:
        self.words.append(f"trouble {failure.code}")

    def recovered(self) -> None:
        self.words.append("recovered")
