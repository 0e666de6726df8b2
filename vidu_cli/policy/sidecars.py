"""What is written beside a result: what it was made of, never a link that is signed, never a key."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.keeping import prompt_in
from vidu_cli.policy.times import moment_in, rfc3339
from vidu_cli.schema.tasks import Task

# In the order in which they are written; of a task that nobody here submitted they are all that is known of it.
_TOLD = ("prompt", "images", "duration", "resolution", "aspect_ratio", "seed", "off_peak")
_WORDS = ("prompt", "images")
_USER = re.compile(r"(?P<scheme>https?://)[^/\s@]*@", re.IGNORECASE)
_QUERY = re.compile(r"(?P<address>https?://[^\s?#\"'<>]*)[?#][^\s\"'<>]*", re.IGNORECASE)


def facts_of(task: Task, entry: LedgerEntry | None, *, now: float, is_private: bool = False) -> dict[str, object]:
    """The facts about a task that stand in the sidecar of each of its files; `now` is seconds since 1970.

    `entry` is the submit as the ledger knows it, None where another machine made it. What is private has no words.
    """
    hides = is_private or (entry is not None and entry.intent.is_private)
    body: Mapping[str, object] = entry.intent.body if entry else {}
    ordered = {**body, "seed": entry.seed or body.get("seed")} if entry else {}
    told = {name: ordered.get(name) if getattr(task, name) is None else getattr(task, name) for name in _TOLD}
    hidden = {**told, **dict.fromkeys(_WORDS)} if hides else told
    facts = {
        "kind": entry.intent.kind if entry else None,
        "type": task.type,
        "model": task.model or body.get("model"),
        **hidden,
        "credits": task.credits if task.credits is not None or entry is None else entry.charge,
        "payload": task.payload or (entry.intent.marker if entry else None),
        "created_at": created_at(task, entry),
        "ended_at": rfc3339(entry.ended_at) if entry and entry.ended_at else None,
        "saved_at": rfc3339(now),
        "request": dict(body) or None,
    }
    return {name: unsigned(value) for name, value in facts.items()}


def names_of(task: Task, entry: LedgerEntry | None, *, index: int, is_private: bool = False) -> dict[str, str]:
    """What the placeholders of a template stand for; "" for what is not known, or private."""
    body: Mapping[str, object] = entry.intent.body if entry else {}
    hides = is_private or (entry is not None and entry.intent.is_private)
    created = moment_in(created_at(task, entry))
    return {
        "id": task.id,
        "kind": (entry.intent.kind if entry else task.type) or "",
        "model": task.model or str(body.get("model") or ""),
        "index": str(index),
        "prompt": "" if hides else task.prompt or prompt_in(body) or "",
        "created": "" if created is None else f"{datetime.fromtimestamp(created, UTC):%Y%m%d-%H%M%S}",
    }


def created_at(task: Task, entry: LedgerEntry | None) -> str | None:
    """When the task was made, as the platform tells or told it."""
    return task.created_at or (entry.created_at if entry else None)


def unsigned(value: object) -> object:
    """The value with every address in it cut before its query, where a signature would stand."""
    if isinstance(value, str):
        return _QUERY.sub(r"\g<address>", _USER.sub(r"\g<scheme>", value))
    if isinstance(value, Mapping):
        return {name: unsigned(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [unsigned(part) for part in value]
    return value
