"""Submits for a ledger, written by hand."""

from dataclasses import replace
from typing import Any

from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.caps import Cap
from vidu_cli.policy.entries import Holder, Intent, LedgerEntry
from vidu_cli.policy.fingerprints import digest, once_hash
from vidu_cli.policy.moments import Moment
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Task, TaskState

BEGAN = 1_800_000_000.0
BOOT = "boot"
INTENT = Intent(
    kind="text2video",
    path="/text2video",
    body={"model": "viduq3-turbo", "prompt": "a cat", "duration": 5},
    fingerprint=digest("a cat"),
    marker="vidu-000000000000001",
    prompt_digest=digest("a cat"),
    credits=60,
    credits_max=60,
)


def intent(number: int = 1, *, once: str | None = None, **facts: Any) -> Intent:
    """The intent of a submit; each number has a marker of its own."""
    hashed = None if once is None else once_hash(once)
    return replace(INTENT, marker=f"vidu-{number:015x}", once=once, once_hash=hashed, **facts)


def begun(ledger: Ledger, wanted: Intent = INTENT, *, at: float = BEGAN, caps: tuple[Cap, ...] = ()) -> LedgerEntry:
    """The entry of a submit that begins."""
    entry = ledger.intend(wanted, caps=caps, began=Moment(at=at, boot=BOOT, uptime_s=at - BEGAN))
    assert not isinstance(entry, Holder), "another submit holds the key"
    return entry


def bought(ledger: Ledger, wanted: Intent = INTENT, task_id: str = "11", **facts: Any) -> LedgerEntry:
    """The entry of a submit that the platform took."""
    entry = begun(ledger, wanted)
    ledger.accept(entry.number, task_of(task_id, **facts), trace_id="t1", now=BEGAN)
    ledger.let_go(entry.number)
    kept = ledger.entry_of(task_id)
    assert kept is not None
    return kept


def unanswered(ledger: Ledger, wanted: Intent = INTENT, *, at: float = BEGAN, **facts: Any) -> LedgerEntry:
    """The entry of a submit that nobody knows the end of."""
    entry = begun(ledger, wanted, at=at)
    if facts:
        ledger.leave_unknown(entry.number, **{"attempt_s": 1.0, "clock_error_s": 0.0, **facts})
    ledger.let_go(entry.number)
    (kept,) = (one for one in ledger.unresolved() if one.number == entry.number)
    return kept


def task_of(task_id: str = "11", state: str = "created", **facts: Any) -> Task:
    """A task as the platform tells it."""
    told = {"type": "text2video", "model": "viduq3-turbo", "prompt": "a cat", "credits": 60, **facts}
    return Task(id=Id(task_id), state=TaskState(state), **told)
