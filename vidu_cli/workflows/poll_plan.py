"""How to wait for tasks, who is told meanwhile, and what comes of it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.times import duration_word
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import PolledTask

# Without any answer for so long, contact is lost for good.
LOST_AFTER_S = 600.0


class Watcher(Protocol):
    """Who is told while the wait goes on."""

    def changed(self, task: Task, previous: TaskState | None) -> None:
        """Note a task whose state is another than at the last look."""

    def gone(self, task_id: str, failure: Failure) -> None:
        """Note a task that cannot be waited for: the platform does not know it, or not for this key."""

    def trouble(self, failure: Failure) -> None:
        """Note that looking fails; said once until it works again."""

    def recovered(self) -> None:
        """Note that looking works again."""


class StopAt(Enum):
    """What ends the wait before all tasks have ended."""

    ALL = auto()
    FIRST_END = auto()
    FIRST_FAILURE = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class PollPlan:
    """How to wait: `timeout_s` for the whole command (None: for ever), `interval_s` for a fixed pace.

    After `lost_after_s` seconds without any answer contact is lost for good.
    """

    timeout_s: float | None = None
    interval_s: float | None = None
    stop_at: StopAt = StopAt.ALL
    lost_after_s: float = LOST_AFTER_S

    @property
    def words(self) -> tuple[str, ...]:
        """The options that say the same again, but for the deadline, which is over then."""
        words = {StopAt.ALL: (), StopAt.FIRST_END: ("--any",), StopAt.FIRST_FAILURE: ("--fail-fast",)}[self.stop_at]
        if self.interval_s is not None:
            words = (*words, "--interval", duration_word(self.interval_s))
        if self.lost_after_s != LOST_AFTER_S:
            words = (*words, "--lost-after", duration_word(self.lost_after_s))
        return words


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """Every task as last seen, in the order given; `ends` are those that ended, in the order in which that was seen.

    `stopped` is what cut the wait short.
    """

    rows: tuple[PolledTask, ...]
    ends: tuple[PolledTask, ...] = ()
    stopped: Failure | None = None
