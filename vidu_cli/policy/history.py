"""Past submits as people ask for them: one row each, and which of them are meant."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from vidu_cli.policy.entries import LedgerEntry, Outcome
from vidu_cli.policy.keeping import prompt_in
from vidu_cli.policy.times import rfc3339

# What became of a submit whose process still waits for the answer.
IN_FLIGHT = "in_flight"


@dataclass(frozen=True, kw_only=True, slots=True)
class PastSubmit:
    """One submit as the ledger knows it; what it does not know is None.

    `state` is that of the last look at its task, `outcome` what became of the submit itself: accepted, refused,
    not_accepted, unknown or in_flight. `err_code` is why the task failed or the submit was refused. `credits` is the
    charge, `estimate` what was expected. Times are RFC 3339; `created_at` is the platform's, the others are this
    machine's. `waited_s` is how long the task took, known only when somebody watched. `paths` are the saved files,
    `entry` is the number in the ledger, `adopted` whether the task was found rather than answered with.
    """

    id: str | None
    kind: str
    state: str | None
    err_code: str | None
    outcome: str
    model: str | None
    prompt: str | None
    duration: float | None
    resolution: str | None
    aspect_ratio: str | None
    seed: int | None
    credits: int | None
    estimate: Mapping[str, int | None]
    submitted_at: str | None
    accepted_at: str | None
    created_at: str | None
    ended_at: str | None
    waited_s: float | None
    paths: tuple[str, ...]
    once: str | None
    entry: int
    adopted: bool
    private: bool
    profile: str | None
    trace_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryQuery:
    """Which submits are meant: every one of `words`, any of `states`; `since` is in seconds since 1970.

    A state is one of a task, or an outcome. With `only_tasks` those that made none are left out.
    """

    words: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kind: str | None = None
    since: float | None = None
    only_tasks: bool = False


def outcome_of(entry: LedgerEntry) -> str:
    """What became of the submit, in one word."""
    return IN_FLIGHT if entry.outcome is Outcome.UNKNOWN and entry.is_live else str(entry.outcome)


def past_submit(entry: LedgerEntry) -> PastSubmit:
    """The row of an entry."""
    intent = entry.intent
    body = intent.body
    return PastSubmit(
        id=entry.task_id,
        kind=intent.kind,
        state=entry.state,
        err_code=(entry.err_code or entry.refusal) or None,
        outcome=outcome_of(entry),
        model=_text(body, "model"),
        prompt=prompt_in(body),
        duration=_number(body, "duration"),
        resolution=_text(body, "resolution"),
        aspect_ratio=_text(body, "aspect_ratio"),
        # Some kinds are answered with a seed of 0, whatever it was.
        seed=entry.seed or _whole(body, "seed"),
        credits=entry.charge,
        estimate={"credits": intent.credits, "credits_max": intent.credits_max},
        submitted_at=time_of(entry.began.at),
        accepted_at=time_of(entry.accepted_at),
        created_at=entry.created_at,
        ended_at=time_of(entry.ended_at),
        waited_s=None if entry.waited_s is None else round(entry.waited_s, 1),
        paths=entry.paths,
        once=intent.once,
        entry=entry.number,
        adopted=entry.is_adopted,
        private=intent.is_private,
        profile=entry.profile,
        trace_id=entry.trace_id,
    )


def is_meant(entry: LedgerEntry, query: HistoryQuery) -> bool:
    """Whether the query asks for an entry; words are looked for in any case, in prompt, kind, model, id and key."""
    intent = entry.intent
    if query.states and not {entry.state, outcome_of(entry)} & set(query.states):
        return False
    if query.kind not in (None, intent.kind) or (query.only_tasks and entry.task_id is None):
        return False
    if query.since is not None and entry.began.at < query.since:
        return False
    if not query.words:
        return True
    told = (prompt_in(intent.body), intent.kind, _text(intent.body, "model"), entry.task_id, intent.once)
    text = _folded("\n".join(part for part in told if part))
    return all(_folded(word) in text for word in query.words)


def time_of(at: float | None) -> str | None:
    """Seconds since 1970 as RFC 3339; None for a time that a clock gone astray wrote and no calendar has."""
    try:
        return None if at is None else rfc3339(at)
    except ValueError:
        return None


def _folded(text: str) -> str:
    # Some keyboards write an accent as a letter of its own.
    return unicodedata.normalize("NFC", text).casefold()


def _text(body: Mapping[str, object], name: str) -> str | None:
    value = body.get(name)
    return value if isinstance(value, str) and value else None


def _number(body: Mapping[str, object], name: str) -> float | None:
    value = body.get(name)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _whole(body: Mapping[str, object], name: str) -> int | None:
    value = body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
