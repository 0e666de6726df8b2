"""The values that commands answer with, beside the tasks themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.history import PastSubmit
from vidu_cli.policy.prices import Estimate
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import MediaRule, Medium, OffPeak
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
        is_final = self.task is not None and self.task.state.is_final
        return not self.is_busy and (self.failure is not None or is_final)

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
class FieldLimit:
    """What one field of a request may be with one model; what sets no limit is None.

    Of a repeated field the limits hold for each item and `count` for their number, both ends included. Sides are in
    pixels, lengths in seconds; `widest` is how many times the longer side may be as long as the shorter one.
    `only_with` names what the field has no effect without; `parts` are the fields of an object; `strict` is the
    narrower reading of another page. `count_at` is another count under a condition, `without_clips` and `with_clips`
    are those of subjects, `most_files` that of the files of each. `first_to_last` is the size of the first picture by
    that of the last, `max_s_of_several` the length of each clip where several are given, `pause_s` that of a pause.
    """

    field: str
    option: str
    type: str
    required: bool
    default: str | int | float | bool | None = None
    choices: tuple[str | int, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    count: tuple[int, int] | None = None
    formats: tuple[str, ...] | None = None
    max_bytes: int | None = None
    min_side: int | None = None
    max_side: int | None = None
    widest: float | None = None
    min_s: float | None = None
    max_s: float | None = None
    only_with: tuple[str, ...] | None = None
    parts: "tuple[FieldLimit, ...] | None" = None
    source: str | None = None
    strict: MediaRule | None = None
    count_at: Mapping[str, tuple[int, int]] | None = None
    without_clips: tuple[int, int] | None = None
    with_clips: tuple[int, int] | None = None
    most_files: int | None = None
    first_to_last: tuple[float, float] | None = None
    max_s_of_several: float | None = None
    pause_s: tuple[float, float] | None = None
    short_sides: Mapping[str, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormLimits:
    """The limits of one model in a further form of the same call, named by the field that is given in it."""

    form: str
    durations: tuple[int, ...]
    resolutions: tuple[str, ...]
    aspect_ratios: tuple[str, ...]
    limits: tuple[FieldLimit, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelRow:
    """One model for one kind; `model` is "" where requests name none.

    `credits_default` is the price of the least request with all defaults, None when unknown or when it goes by a file
    or a text. `prices` are by resolution, or by what else `Kind.priced_by` names; they count what `measure` says.
    `surcharges` are the credits that a flag adds to the task. `resolutions_at` narrows the resolutions for single
    durations, `count_beside_videos` the number of images; `off_peak` is None where that is not offered. `notes` are
    what sources disagree on, `page` is the slug of the vendor's page that the kind was read on.
    """

    kind: str
    model: str
    durations: tuple[int, ...]
    resolutions: tuple[str, ...]
    aspect_ratios: tuple[str, ...]
    credits_default: int | None
    default: bool
    source: str
    measure: Measure = Measure.SECONDS
    prices: Mapping[str, Price] = field(default_factory=dict)
    surcharges: Mapping[str, int] = field(default_factory=dict)
    off_peak: OffPeak | None = None
    resolutions_at: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    count_beside_videos: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    limits: tuple[FieldLimit, ...] = ()
    forms: tuple[FormLimits, ...] = ()
    page: str = ""


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
