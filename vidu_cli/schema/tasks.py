"""The answers of the platform as values: tasks, creations, pages of tasks, receipts and credits.

Field names are the platform's own. Every id is a string of digits and never a number: the platform's ids are above
2**53. An optional field that the platform left out is None.

Source: the vendor's pages "get-generation", "tasks-list", "get-account-info", and answers on public record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, cast

from vidu_cli.schema.ids import Id

CANCELLED_WORDS = ("canceled", "cancelled")


class TaskState(StrEnum):
    """The state of a task; a word this version does not know is kept as it came and is not final."""

    CREATED = "created"
    QUEUEING = "queueing"
    PROCESSING = "processing"
    SUCCESS = "success"
    FAILED = "failed"
    CANCELED = "canceled"
    CANCELLED = "cancelled"

    @classmethod
    def _missing_(cls, value: object) -> "TaskState | None":
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_, unknown._value_ = "UNKNOWN", value
        return unknown

    @property
    def is_known(self) -> bool:
        """Whether this version knows the word."""
        return self.name != "UNKNOWN"

    @property
    def is_final(self) -> bool:
        """Whether the platform will change it no more."""
        return self in (TaskState.SUCCESS, *ENDED_BADLY)


ENDED_BADLY = (TaskState.FAILED, TaskState.CANCELED, TaskState.CANCELLED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Creation:
    """One result of a task. The links are signed, live 24 h (a cover's perhaps 1 h) and are used byte for byte.

    `path` is where this run saved the file; the platform knows nothing of it.
    """

    id: Id | None = None
    url: str
    cover_url: str | None = None
    watermarked_url: str | None = None
    path: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """One task as the platform last told of it. `credits` is the charge: 0 after a cancel."""

    id: Id
    type: str | None = None
    state: TaskState
    err_code: str | None = None
    model: str | None = None
    prompt: str | None = None
    images: tuple[str, ...] | None = None
    duration: float | None = None
    resolution: str | None = None
    aspect_ratio: str | None = None
    seed: int | None = None
    credits: int | None = None
    payload: str | None = None
    off_peak: bool | None = None
    created_at: str | None = None
    creations: tuple[Creation, ...] | None = None
    raw: Mapping[str, object] = field(default_factory=dict)

    def updated_by(self, later: "Task") -> "Task":
        """The task as told later, with what only this earlier answer told."""
        told = {one.name: getattr(later, one.name) for one in fields(later) if getattr(later, one.name) is not None}
        # What was told of results that could not be read says nothing beside those that can.
        was_read = bool(self.creations) and all(creation.url for creation in self.creations or ())
        is_stale = bool(later.creations) and not was_read
        earlier = {name: value for name, value in self.raw.items() if not (is_stale and name == "creations")}
        return replace(self, **{**told, "raw": {**earlier, **later.raw}})


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """A task that the platform has just taken, and the trace id of its answer."""

    task: Task
    trace_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskPage:
    """One page of the task list; `next_page_token` is "" on the last page."""

    tasks: tuple[Task, ...] = ()
    next_page_token: str = ""


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task that is only to be printed: `record` is what `encode` gives of it."""

    record: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The id of the task."""
        return cast("str", self.record["id"])

    @property
    def state(self) -> str:
        """The state of the task."""
        return cast("str", self.record["state"])

    @property
    def type(self) -> str | None:
        """The type of the task, as text2video."""
        return self.record.get("type")

    @property
    def model(self) -> str | None:
        """The model that the task was asked of."""
        return self.record.get("model")

    @property
    def resolution(self) -> str | None:
        """The resolution that was asked for."""
        return self.record.get("resolution")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowPage:
    """One page of the task list to be printed; a row is a task where its record does not say all of it."""

    tasks: tuple[Task | TaskRecord, ...] = ()
    next_page_token: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remains:
    """One balance of an account: `type` is test, metered or concurrent."""

    type: str = ""
    credit_remain: int = 0
    concurrency_limit: int = 0
    current_concurrency: int = 0
    queue_count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """One purchase of credits."""

    id: Id | None = None
    name: str | None = None
    type: str | None = None
    concurrency: int | None = None
    credit_amount: int | None = None
    credit_remain: int | None = None
    created_at: str | None = None
    purchase_at: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """The balances of the account, as GET credits tells them."""

    remains: tuple[Remains, ...] = ()
    packages: tuple[Package, ...] = ()
    raw: Mapping[str, object] = field(default_factory=dict)
