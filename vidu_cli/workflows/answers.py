"""The values that commands answer with, beside the tasks themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.history import PastSubmit
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.kinds.shape import Medium
from vidu_cli.schema.tasks import Task, TaskState


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a command prints, and the failures that it tells of; the last one gives the process its number.

    `bought` is the id of what was paid for, which must be told even where the values cannot be printed.
    """

    values: tuple[object, ...]
    failures: tuple[Failure, ...] = ()
    bought: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """An accepted task beside what it should have cost; `reused` when an earlier task answers.

    `result` is the file that comes of it, None where none does. `trace_id` is that of the answer that accepted it.
    """

    task: Task
    estimate: Estimate
    reused: bool = False
    result: Medium | None = Medium.VIDEO
    trace_id: str | None = None


@dataclass(slots=True)
class PolledTask:
    """One task of a wait as last seen; `failure` is why it ended badly or cannot be looked at.

    `is_busy` is true while something is done for it that has ended: its results are on their way, a command runs.
    """

    id: str
    task: Task | None = None
    failure: Failure | None = None
    is_busy: bool = False

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing left to wait for."""
        return not self.is_busy and (self.failure is not None or self.is_seen_to_end)

    @property
    def is_seen_to_end(self) -> bool:
        """Whether the platform said how it ended, well or badly."""
        return self.task is not None and self.task.state.is_final

    @property
    def is_moving(self) -> bool:
        """Whether its end is still to come."""
        return not self.has_ended and not self.is_busy

    @property
    def exit_code(self) -> int:
        """The number of this task alone."""
        return self.failure.exit_code if self.failure else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendedPrompt:
    """One prompt that suits a picture; `id` is that of the request, `type` what the prompt is for."""

    id: str
    type: str | None = None
    prompt: str | None = None
    template: str | None = None
    resolution: str | None = None


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


class DownloadOutcome(StrEnum):
    """What became of one file: fetched now, there before, or not to be had."""

    SAVED = "saved"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Download:
    """One file of a task; `failure` is why it is not here. `sha256` is None where a file was left as it was."""

    id: str
    creation_id: str | None = None
    path: str | None = None
    size_bytes: int | None = None
    sha256: str | None = None
    outcome: DownloadOutcome
    failure: Failure | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A task, why it ended badly, and when its links die (RFC 3339, None when it has none).

    `past` is what the ledger knows of its submit.
    """

    task: Task
    failure: Failure | None
    links_expire_at: str | None
    past: PastSubmit | None = None


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


class RecoveryOutcome(StrEnum):
    """What a search for a submit without an answer came to."""

    FOUND = "found"
    ADOPTED = "adopted"
    NOT_ACCEPTED = "not_accepted"
    FORGOTTEN = "forgotten"
    IN_FLIGHT = "in_flight"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Recovered:
    """What became of one submit, and why that is so; `candidates` are tasks that could be it where several are.

    `entry` is None where the submit has none, as in a dry run that would take a task over.
    """

    intent: Intent
    outcome: RecoveryOutcome
    why: str
    entry: LedgerEntry | None = None
    task: Task | None = None
    candidates: tuple[str, ...] = ()
    failure: Failure | None = None
