"""A report on one task for the vendor's support, or for ours: what happened, without what is nobody's business."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vidu_cli.errors.catalogue import lookup
from vidu_cli.policy.curl import shortened
from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.explaining import code_explanation
from vidu_cli.policy.history import past_submit
from vidu_cli.policy.keeping import without_words
from vidu_cli.policy.links import redacted
from vidu_cli.schema.kinds import SUMMARIES, kind_named
from vidu_cli.schema.tasks import Task
from vidu_cli.schema.wire import encode

# The form of the document, for whoever reads it with a program.
FORM = 1
KEY_WORDS = "(the API key)"
# A shorter text than any key is part of many words.
_SHORTEST_KEY = 8

_LEFT_OUT = ("prompts and other words", "payload", "addresses and files", "--once key")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME = re.compile(r"(https?|data|ssupload):", re.IGNORECASE)
_USER = re.compile(r"//[^/?#]*@")
# Of what the platform tells, the words that are its own.
_OF_THE_PLATFORM = ("id", "type", "state", "err_code", "model", "resolution", "aspect_ratio", "created_at")
_OF_THE_LEDGER = (
    "id",
    "kind",
    "state",
    "err_code",
    "outcome",
    "credits",
    "estimate",
    "submitted_at",
    "accepted_at",
    "created_at",
    "ended_at",
    "waited_s",
    "entry",
    "adopted",
    "private",
    "trace_id",
)
_OF_AN_ERROR = ("code", "exit_code", "category", "origin", "retry", "charged", "http_status", "trace_id")
_OF_A_CODE = ("code", "exit_code", "category", "title", "meaning", "retry", "charged")

Document = dict[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class SavedReport:
    """Where the report on a task was written."""

    path: str
    id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """What the platform says now of a task, or the error object that tells why it could not be asked."""

    task: Task | None = None
    links_expire_at: str | None = None
    error: Mapping[str, object] | None = None


def report(
    task_id: str, entry: LedgerEntry | None, sight: Sight, around: Mapping[str, object], *, with_words: bool
) -> Document:
    """The report; `around` is what is known of the program, the machine and the address."""
    code = _code_of(entry, sight)
    return {
        "vidu_report": FORM,
        "task_id": task_id,
        **around,
        "left_out": [] if with_words else list(_LEFT_OUT),
        "submit": None if entry is None else _submit(entry, with_words=with_words),
        "request": None if entry is None else _request(entry, with_words=with_words),
        "code": None if not code else _explained(code),
        "platform_now": _now(sight, with_words=with_words),
    }


def without_key(value: object, key: str | None) -> object:
    """The JSON value with the API key taken out of every text, wherever it came from."""
    if not key or len(key) < _SHORTEST_KEY:
        return value
    match value:
        case str():
            return value.replace(key, KEY_WORDS)
        case Mapping():
            return {str(without_key(name, key)): without_key(one, key) for name, one in value.items()}
        case list() | tuple():
            return [without_key(one, key) for one in value]
        case _:
            return value


def _code_of(entry: LedgerEntry | None, sight: Sight) -> str | None:
    told = sight.task.err_code if sight.task else None
    return told or (entry and (entry.err_code or entry.refusal)) or None


def _explained(code: str) -> Document:
    told = code_explanation(lookup(code))
    return {name: encode(getattr(told, name)) for name in _OF_A_CODE}


def _submit(entry: LedgerEntry, *, with_words: bool) -> Document:
    past = past_submit(entry)
    told: Document = {name: encode(getattr(past, name)) for name in _OF_THE_LEDGER}
    told |= {"attempt_s": entry.attempt_s, "clock_error_s": entry.clock_error_s, "files": len(past.paths)}
    if with_words:
        told |= {"once": past.once, "marker": entry.intent.marker, "paths": list(past.paths)}
    return told


def _request(entry: LedgerEntry, *, with_words: bool) -> Document:
    intent = entry.intent
    if with_words:
        return {"path": intent.path, "body": _told(shortened(intent.body))}
    if intent.kind in SUMMARIES:
        choices = without_words(kind_named(intent.kind), intent.body)
    else:
        choices = {name: intent.body[name] for name in _OF_THE_PLATFORM if name in intent.body}
    return {"path": intent.path, "body": {**_hidden_in(intent.body), **choices}}


def _now(sight: Sight, *, with_words: bool) -> Document:
    if sight.task is None:
        error = sight.error or {}
        is_answer = error.get("http_status") is not None
        return {"answered": is_answer, "error": dict(error) if with_words else _bare(error)}
    task = encode(sight.task)
    told = _told(task) if with_words else {**_hidden_in(task), **{n: task[n] for n in _OF_THE_PLATFORM if n in task}}
    links = [_links_told(creation) for creation in task.get("creations", ())]
    return {"answered": True, "task": {**told, "creations": links}, "links_expire_at": sight.links_expire_at}


def _bare(error: Mapping[str, object]) -> Document:
    """An error object without its sentences: they may name an address, a file, or what was asked for."""
    told: Document = {name: error[name] for name in _OF_AN_ERROR if name in error}
    cause = error.get("cause")
    return {**told, "cause": _bare(cause) if isinstance(cause, Mapping) else None}


def _links_told(creation: Mapping[str, object]) -> Document:
    # What stands behind the question mark opens the file.
    return {name: redacted(value) if isinstance(value, str) else value for name, value in creation.items()}


def _told(value: Mapping[str, object]) -> Document:
    """A JSON object with no signature and no password in its addresses."""
    return {name: _text_told(one) for name, one in value.items()}


def _text_told(value: object) -> object:
    match value:
        case str() if _LINK.fullmatch(value):
            return _USER.sub("//", redacted(value))
        case Mapping():
            return _told(value)
        case list() | tuple():
            return [_text_told(one) for one in value]
        case _:
            return value


def _hidden_in(value: Mapping[str, object]) -> Document:
    return {name: _hidden(one) for name, one in value.items()}


def _hidden(value: object) -> object:
    """Give what a value is without what it says; numbers and flags say nothing of anybody."""
    match value:
        case "":
            return ""
        case str():
            scheme = _SCHEME.match(value)
            return f"(left out: {f'{scheme[0]} ' if scheme else ''}{len(value)} characters)"
        case Mapping():
            return _hidden_in(value)
        case list() | tuple():
            return [_hidden(one) for one in value]
        case _:
            return value
