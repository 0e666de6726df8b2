"""Every value that a command answers with, as the record that machine formats print."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from vidu_cli.errors.failure import Failure
from vidu_cli.render import forms
from vidu_cli.render.failure import Voice, error_object
from vidu_cli.render.forms import Form, Record
from vidu_cli.schema.wire import encode

if TYPE_CHECKING:
    from vidu_cli.policy.history import PastSubmit
    from vidu_cli.schema.tasks import Account, Task
    from vidu_cli.workflows.answers import Cancel, Download, PolledTask, Receipt, Recovered, Shown


def record_of(value: object, voice: Voice) -> Record:
    """The record of a value: JSON types only."""
    _, build = _BY_TYPE[type(value).__name__]
    return build(value, voice)


def form_of(shape: type) -> Form:
    """The form in which values of a type are printed."""
    return _BY_TYPE[shape.__name__][0]


def result_of(task: "Task") -> str | None:
    """Where the first result of a task is: the file that was saved, else its link."""
    creation = next(iter(task.creations or ()), None)
    return None if creation is None else creation.path or creation.url


def _receipt(receipt: "Receipt", _: Voice) -> Record:
    return {**encode(receipt.task), "estimate": _every_field(receipt.estimate), "reused": receipt.reused}


def _polled(row: "PolledTask", voice: Voice) -> Record:
    if row.task is None:
        return {"id": row.id, "error": _error(row.failure, voice)}
    record = {**encode(row.task), "error": _error(row.failure, voice)}
    return {**record, "result": found} if (found := result_of(row.task)) else record


def _shown(shown: "Shown", voice: Voice) -> Record:
    return {
        **encode(shown.task),
        "error": _error(shown.failure, voice),
        "links_expire_at": shown.links_expire_at,
        **_past(shown.past),
    }


def _past(past: "PastSubmit | None") -> Record:
    pairs = ((name, encode(getattr(past, name, None))) for name in forms.PAST_FIELDS)
    return {name: value for name, value in pairs if value is not None}


def _cancel(cancel: "Cancel", voice: Voice) -> Record:
    return {
        "id": cancel.id,
        "outcome": str(cancel.outcome),
        "state": cancel.state and str(cancel.state),
        "credits": cancel.credits,
        "error": _error(cancel.failure, voice),
    }


def _download(download: "Download", voice: Voice) -> Record:
    return {
        "id": download.id,
        "creation_id": download.creation_id,
        "path": download.path,
        "size_bytes": download.size_bytes,
        "sha256": download.sha256,
        "outcome": str(download.outcome),
        "error": _error(download.failure, voice),
    }


def _recovered(row: "Recovered", voice: Voice) -> Record:
    from vidu_cli.policy.keeping import prompt_in
    from vidu_cli.policy.times import rfc3339

    return {
        "entry": row.entry and row.entry.number,
        "id": row.task and row.task.id,
        "outcome": str(row.outcome),
        "kind": row.intent.kind,
        "prompt": prompt_in(row.intent.body),
        "submitted_at": row.entry and rfc3339(row.entry.began.at),
        "candidates": list(row.candidates),
        "why": row.why,
        "error": _error(row.failure, voice),
    }


def _account(account: "Account", _: Voice) -> Record:
    # The real answer repeats the balance in other arrays: `remains` alone is counted.
    names = ("credit_remain", "concurrency_limit", "current_concurrency", "queue_count")
    totals = {name: sum(getattr(remains, name) for remains in account.remains) for name in names}
    return {**totals, **encode(account)}


def _error(failure: Failure | None, voice: Voice) -> Mapping[str, object] | None:
    return error_object(failure, voice) if failure else None


def _every_field(value: Any, _: Voice | None = None) -> Record:  # noqa: ANN401  # any of our dataclasses
    return {field.name: encode(getattr(value, field.name)) for field in fields(value)}


# By name: an answer of one type is printed without importing the others.
_BY_TYPE: Mapping[str, tuple[Form, Callable[[Any, Voice], Record]]] = {
    "Task": (forms.LIST, lambda task, _: encode(task)),
    "TaskRecord": (forms.LIST, lambda task, _: task.record),
    "Receipt": (forms.RECEIPT, _receipt),
    "PolledTask": (forms.POLL, _polled),
    "Shown": (forms.SHOW, _shown),
    "Cancel": (forms.CANCEL, _cancel),
    "Download": (forms.DOWNLOAD, _download),
    "Account": (forms.CREDITS, _account),
    "ModelRow": (forms.MODELS, _every_field),
    "CodeExplanation": (forms.EXPLAIN, _every_field),
    "Event": (forms.EVENTS, _every_field),
    "DryRun": (forms.DRY_RUN, lambda run, _: {**_every_field(run), "estimate": _every_field(run.estimate)}),
    "SettingRow": (forms.CONFIG, _every_field),
    "RecommendedPrompt": (forms.PROMPTS, _every_field),
    "NewSubject": (forms.NEW_SUBJECT, lambda subject, _: encode(subject)),
    "Recovered": (forms.RECOVER, _recovered),
    "PastSubmit": (forms.HISTORY, _every_field),
    "SavedReport": (forms.REPORT, _every_field),
    "Statistics": (forms.STATISTICS, _every_field),
    "Subject": (forms.SUBJECTS, lambda subject, _: encode(subject)),
}
