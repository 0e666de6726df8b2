"""A submit that is looked for: between which moments it was sent, and from when on it may be declared not accepted."""

from collections.abc import Callable
from dataclasses import dataclass

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.endpoints import kind_at
from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.likeness import Attempt
from vidu_cli.policy.moments import Moment, passed_s

# Before so long after the attempt nothing is declared not accepted: gateways hold requests, and lists lag.
SETTLED_AFTER_S = 900.0
# As long as a throttled platform may ask to wait, and then one large body on a slow line.
LONGEST_SEND_S = 660.0
# Where only the machine's own clock tells when a submit began, the list is read from so long before.
_DOUBTFUL_S = 24 * 3600.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Sought:
    """An entry that is looked for; `settled_at` is when it may be declared, by the platform's clock."""

    entry: LedgerEntry
    attempt: Attempt
    settled_at: float | None = None
    trouble: Failure | None = None


def sought(entry: LedgerEntry, now: Moment, error_s: float | None, first_sought_at: Callable[[float], float]) -> Sought:
    """The entry with the moments between which it was sent, by the platform's clock.

    `error_s` are the seconds that the platform's clock is ahead of `now`, None where it does not tell its time. Where
    nobody knows when it was sent, it counts as sent when it was first looked for: `first_sought_at` gives that moment,
    which is the one it is given where this is the first time.
    """
    platform_now = now.at + (error_s or 0.0)
    began_at = _began_at(entry, now, error_s or 0.0)
    if began_at is None:
        since = min(entry.began.at + (error_s or 0.0), platform_now) - _DOUBTFUL_S
        first = first_sought_at(platform_now)
        return Sought(entry=entry, attempt=_attempt(entry, since, None), settled_at=_later(first, error_s))
    ended_at = began_at + (LONGEST_SEND_S if entry.attempt_s is None else entry.attempt_s)
    return Sought(entry=entry, attempt=_attempt(entry, began_at, ended_at), settled_at=_later(ended_at, error_s))


def unsought(entry: LedgerEntry, trouble: Failure) -> Sought:
    """The entry that cannot be looked for."""
    return Sought(entry=entry, attempt=_attempt(entry, entry.began.at - _DOUBTFUL_S, None), trouble=trouble)


def _attempt(entry: LedgerEntry, began_at: float, ended_at: float | None) -> Attempt:
    kind = kind_at(entry.intent.path, entry.intent.body)
    return Attempt(
        intent=entry.intent,
        type=kind.type if kind is not None else "",
        began_at=began_at,
        ended_at=ended_at,
    )


def _began_at(entry: LedgerEntry, now: Moment, error_s: float) -> float | None:
    """When the attempt began, by the platform's clock; None where only a clock that may have jumped could tell."""
    if entry.clock_error_s is not None:
        return entry.began.at + entry.clock_error_s
    passed = passed_s(entry.began, now)
    return None if passed is None else now.at + error_s - passed


def _later(at: float, error_s: float | None) -> float | None:
    return None if error_s is None else at + SETTLED_AFTER_S
