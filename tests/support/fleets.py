"""Many tasks of a platform whose list can be asked, written by hand: each ends at its time, well or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.support.clock import FakeClock
from vidu_cli.errors.catalogue import TASK_NOT_FOUND
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.backoff import SAFE, Patience
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskPage, TaskState


@dataclass
class Fleet:
    """`ends` says when each task ends and with which code, "" for a success.

    `unlisted` are not in the list, and nothing is before `listed_from_s`; `list_fails` is what the list answers, in
    turn; `ignores_ids` is a list that drops the key it does not know. `pages` is the ids of each request of the list
    with its time, `looks` every single look.
    """

    clock: FakeClock
    ends: Mapping[str, tuple[float, str]]
    unlisted: frozenset[str] = frozenset()
    listed_from_s: float = 0.0
    list_fails: list[Failure | None] = field(default_factory=list)
    ignores_ids: bool = False
    lists_results: bool = True
    pages: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)
    looks: list[tuple[float, str]] = field(default_factory=list)

    async def task(self, task_id: str, *, patience: Patience = SAFE, status_path: str | None = None) -> Task:
        _ = patience, status_path
        self.looks.append((self.clock.monotonic(), task_id))
        if task_id not in self.ends:
            raise failed(TASK_NOT_FOUND)
        return self._now(task_id)

    async def task_page(self, filters: Sequence[tuple[str, str]], *, patience: Patience = SAFE) -> TaskPage:
        _ = patience
        asked = tuple(value for name, value in filters if name == "task_ids")
        self.pages.append((self.clock.monotonic(), asked))
        failure = self.list_fails.pop(0) if self.list_fails else None
        if failure is not None:
            raise ViduError(failure)
        shown = list(self.ends)[:100] if self.ignores_ids else [one for one in asked if one in self.ends]
        shown = shown if self.clock.monotonic() >= self.listed_from_s else []
        rows = [replace(self._now(one), err_code=None) for one in shown if one not in self.unlisted]
        return TaskPage(tasks=tuple(row if self.lists_results else replace(row, creations=None) for row in rows))

    def _now(self, task_id: str) -> Task:
        at, code = self.ends[task_id]
        if self.clock.monotonic() < at:
            return Task(id=Id(task_id), state=TaskState.PROCESSING, prompt="a cat")
        state = TaskState.FAILED if code else TaskState.SUCCESS
        results = () if code else (Creation(url=f"https://store.test/{task_id}"),)
        return Task(id=Id(task_id), state=state, err_code=code or None, creations=results)


def fleet(clock: FakeClock, size: int, *, failing: int = 0, over_s: float = 300.0) -> Fleet:
    """A fleet of that size whose tasks end one after the other within `over_s`; the first `failing` of them badly."""
    codes = ["NoFaceDetected"] * failing + [""] * (size - failing)
    ends = {f"t{number}": (over_s * (number + 1) / size, code) for number, code in enumerate(codes)}
    return Fleet(clock, ends)
