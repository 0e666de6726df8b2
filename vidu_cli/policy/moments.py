"""A moment as this machine knows it: its own clock, which may jump, and beside it the time since it was started."""

from dataclasses import dataclass

# The platform's time in a header is cut to whole seconds.
_HALF_A_SECOND = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """Seconds since 1970 by the machine's clock, and seconds since the start that `boot` names.

    `boot` is "" where the machine does not tell one start from another.
    """

    at: float
    boot: str = ""
    uptime_s: float = 0.0


def passed_s(then: Moment, now: Moment) -> float | None:
    """Seconds between two moments, whatever was done to the clock meanwhile; None when only the clock could tell."""
    if not then.boot or then.boot != now.boot:
        return None
    return max(now.uptime_s - then.uptime_s, 0.0)


def clock_error_s(date: str, at: float) -> float | None:
    """Seconds that the platform's clock is ahead of `at`, by the `Date` header of its answer; None when it is none."""
    from email.utils import parsedate_to_datetime  # slow to import, and most commands never ask

    try:
        return parsedate_to_datetime(date).timestamp() + _HALF_A_SECOND - at
    except (ValueError, TypeError, OverflowError):
        return None
