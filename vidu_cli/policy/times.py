"""Durations and times as people write them."""

import re
from datetime import UTC, datetime

_MOST_TYPED = 999_999_999
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)([smhd]?)")
_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


def duration_s(text: str) -> float:
    """Seconds of `90`, `0.5`, `90s`, `15m`, `2h` or `1d`; ValueError for anything else."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is no duration: write 90, 0.5, 90s, 15m, 2h or 1d.")
    return float(found[1]) * _UNITS[found[2]]


def duration_word(seconds: float) -> str:
    """A duration as it can be typed, to a thousandth of its unit."""
    if round(seconds, 3) > _MOST_TYPED:
        return duration_word(min(seconds / 86_400, _MOST_TYPED)) + "d"
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def moment(text: str, now: float) -> str:
    """The RFC 3339 time of a duration ago, a day or a full time, UTC unless it says another zone; else ValueError."""
    if _DURATION.fullmatch(text.strip()):
        return rfc3339(now - duration_s(text))
    try:
        read = datetime.fromisoformat(text.strip())
        return rfc3339((read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp())
    except (ValueError, OverflowError, OSError) as error:
        known = "2h (two hours ago), 2026-11-01 or 2026-11-01T08:00:00Z"
        raise ValueError(f"{text!r} is no time: write {known}.") from error


def moment_in(text: str | None) -> float | None:
    """Seconds since 1970 of an RFC 3339 time as the platform prints it; None when it is none."""
    try:
        read = datetime.fromisoformat(text or "")
        # A time at the end of the calendar may lie behind it in another zone.
        return read.astimezone(UTC).timestamp() if read.tzinfo else None
    except (ValueError, OverflowError, OSError):
        return None


def rfc3339(at: float) -> str:
    """Seconds since 1970 as RFC 3339 in UTC, to the second; ValueError for a time no calendar has."""
    try:
        # strftime would not pad a year below 1000.
        return datetime.fromtimestamp(int(at // 1), UTC).replace(tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError("that is too long ago.") from error
