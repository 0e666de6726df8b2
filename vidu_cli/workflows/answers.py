"""The values that commands answer with, beside the tasks themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.tasks import Task, TaskState


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a command prints, and the failures that it tells of; the last one gives the process its number."""

    values: tuple[object, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """An accepted task beside what it should have cost; `reused` when an earlier task answers."""

    task: Task
    estimate: Estimate
    reused: bool = False


@dataclass(slots=True)
class PolledTask:
    """One task of a wait as last seen; `failure` is why it ended badly or cannot be looked at.

    `is_fetching` is true while the results of a task that succeeded are on their way.
    """

    id: str
    task: Task | None = None
    failure: Failure | None = None
    is_fetching: bool = False

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing left to wait for."""
        is_final = self.task is not None and self.task.state.is_final
        return self.failure is not None or (is_final and not self.is_fetching)

    @property
    def exit_code(self) -> int:
        """The number of this task alone."""
        return self.failure.exit_code if self.failure else 0


class CancelOutcome(StrEnum):
    """What became of a wish to cancel."""

    CANCELLED = "cancelled"
    ALREADY_CANCELLED = "already_cancelled"
    ENDED = "ended"
    TOO_LATE = "too_late"
    NOT_FOUND = "not_found"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancel:
    """What became of one task; `credits` is its charge now, `failure` why it could not be cancelled.

    `note` is what is worth knowing where nothing failed.
    """

    id: str
    outcome: CancelOutcome
    state: TaskState | None = None
    credits: int | None = None
    failure: Failure | None = None
    note: str = ""

    @property
    def exit_code(self) -> int:
        """The number of this cancel alone."""
        return self.failure.exit_code if self.failure else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A task, why it ended badly, and when its links die (RFC 3339, None when it has none)."""

    task: Task
    failure: Failure | None
    links_expire_at: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DryRun:
    """The request that would be sent, media shortened, and what it should cost."""

    method: str
    url: str
    body: Mapping[str, object]
    estimate: Estimate
    warnings: tuple[str, ...]
    curl: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelRow:
    """One model for one kind; `credits_default` is the price of a clip with all defaults, None when unknown."""

    kind: str
    model: str
    durations: tuple[int, ...]
    resolutions: tuple[str, ...]
    aspect_ratios: tuple[str, ...]
    credits_default: int | None
    default: bool
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingRow:
    """One setting of this run, secrets masked, and the words for where it came from."""

    setting: str
    value: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One change of a task's state; `time` is RFC 3339."""

    time: str
    id: str
    state: TaskState
    err_code: str
    previous: TaskState | None
