"""What a command's answer looks like to a script: its fields, its plain columns, one object or many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.policy.suggestions import nearest

Record = Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """The shape of an answer in machine formats.

    `plain` names the columns of one line a record; () prints `key TAB value` lines. `many` is whether JSON is an array.
    `is_prose` is whether a single one is plain text for people, uncoloured.
    `rest` names fields that are in no table by default: whatever the platform added, and what only a program can
    read. `words` names fields that are lists of numbers or of words without a comma: `plain` prints them as `a,b,c`,
    other lists as JSON.
    """

    fields: tuple[str, ...]
    plain: tuple[str, ...]
    many: bool
    rest: tuple[str, ...] = ("raw",)
    is_prose: bool = False
    words: tuple[str, ...] = ()

    def columns(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """The chosen fields, else all that fit a table; ViduError 2 for a field that is not known."""
        for name in chosen:
            if name not in self.fields:
                near = nearest(name, self.fields)
                hint = f"Did you mean {near}? " if near else ""
                known = ", ".join(self.fields)
                raise failed(USAGE_ERROR, f"--fields {name}: no such field. {hint}Known: {known}.", option="--fields")
        return tuple(chosen) or tuple(name for name in self.fields if name not in self.rest)


TASK_FIELDS = (
    "id",
    "type",
    "state",
    "err_code",
    "model",
    "prompt",
    "images",
    "duration",
    "resolution",
    "aspect_ratio",
    "seed",
    "credits",
    "payload",
    "off_peak",
    "created_at",
    "creations",
    "raw",
)

RECEIPT = Form(fields=(*TASK_FIELDS, "estimate", "reused"), plain=("id",), many=False)
POLL = Form(fields=(*TASK_FIELDS, "error", "result"), plain=("id", "state", "err_code", "result"), many=True)
LIST = Form(fields=TASK_FIELDS, plain=("id", "state", "type", "model", "credits", "created_at", "err_code"), many=True)
# What the ledger adds to a task.
PAST_FIELDS = ("kind", "submitted_at", "waited_s", "estimate", "once", "paths", "entry")
SHOW = Form(fields=(*TASK_FIELDS, "error", "links_expire_at", *PAST_FIELDS), plain=(), many=False)
CANCEL = Form(fields=("id", "outcome", "state", "credits", "error"), plain=("id", "outcome"), many=True)
DOWNLOAD = Form(
    fields=("id", "creation_id", "path", "size_bytes", "sha256", "outcome", "error"), plain=("path",), many=True
)
RECOVER = Form(
    fields=("entry", "id", "outcome", "kind", "prompt", "submitted_at", "candidates", "why", "error"),
    plain=("entry", "outcome", "id"),
    many=True,
)
HISTORY = Form(
    fields=(
        "id",
        "kind",
        "state",
        "err_code",
        "outcome",
        "model",
        "prompt",
        "duration",
        "resolution",
        "aspect_ratio",
        "seed",
        "credits",
        "estimate",
        "submitted_at",
        "accepted_at",
        "created_at",
        "ended_at",
        "waited_s",
        "paths",
        "once",
        "entry",
        "adopted",
        "private",
        "profile",
        "trace_id",
    ),
    plain=("id", "state", "kind", "model", "credits", "submitted_at", "outcome", "err_code", "entry", "prompt"),
    many=True,
    rest=(),
)
STATISTICS = Form(
    fields=(
        "since",
        "submits",
        "tasks",
        "succeeded",
        "failed",
        "cancelled",
        "running",
        "refused",
        "not_accepted",
        "unknown",
        "in_flight",
        "success_rate",
        "credits",
        "by_kind",
        "by_day",
        "by_model",
        "failures",
    ),
    plain=(),
    many=False,
    rest=(),
)
REPORT = Form(fields=("path", "id"), plain=("path",), many=False)
CREDITS = Form(
    fields=(
        "credit_remain",
        "concurrency_limit",
        "current_concurrency",
        "queue_count",
        "remains",
        "packages",
        "raw",
    ),
    plain=(),
    many=False,
)
MODEL_LIMITS = (
    "measure",
    "prices",
    "surcharges",
    "off_peak",
    "resolutions_at",
    "count_beside_videos",
    "notes",
    "limits",
    "forms",
    "page",
)
MODELS = Form(
    fields=(
        "kind",
        "model",
        "durations",
        "resolutions",
        "aspect_ratios",
        "credits_default",
        "default",
        "source",
        *MODEL_LIMITS,
    ),
    plain=("kind", "model", "durations", "resolutions"),
    many=True,
    rest=MODEL_LIMITS,
    words=("durations", "resolutions", "aspect_ratios"),
)
SUBJECT_FIELDS = ("id", "name", "images", "videos", "voice_id", "style", "description", "credits", "raw")
NEW_SUBJECT = Form(fields=SUBJECT_FIELDS, plain=("id",), many=False)
SUBJECTS = Form(fields=SUBJECT_FIELDS, plain=("id", "name"), many=False)
PROMPTS = Form(
    fields=("id", "type", "prompt", "template", "resolution"), plain=("prompt", "type", "template"), many=True
)
EXPLAIN = Form(
    fields=(
        "code",
        "exit_code",
        "category",
        "title",
        "meaning",
        "remedies",
        "retry",
        "charged",
        "http_status",
        "message",
        "source",
    ),
    plain=("exit_code", "code", "retry", "title"),
    many=False,
    is_prose=True,
)
EVENTS = Form(
    fields=("time", "id", "state", "err_code", "previous"),
    plain=("time", "id", "state", "err_code", "previous"),
    many=True,
)
DRY_RUN = Form(fields=("method", "url", "body", "estimate", "warnings", "curl"), plain=(), many=False)
CONFIG = Form(fields=("setting", "value", "source"), plain=("setting", "value", "source"), many=True)
