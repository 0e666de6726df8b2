"""What the id of a task tells: about when it was made.

Source: ids and times of tasks on public record agree with 22 bits below the milliseconds since March 2019. It is a
hint and never a check: an id of another form is taken for one that may be of any age.
"""

from collections.abc import Iterable

from vidu_cli.policy.times import rfc3339

_EPOCH_S = 1_551_671_515.1
_BITS_BELOW = 22
# Clocks differ, and nobody has said what the numbers mean.
_MARGIN_S = 86_400.0
# The list looks back seven days when it is not told otherwise.
BEGINNING = "2019-03-01T00:00:00Z"


def made_at(task_id: str) -> float | None:
    """Seconds since 1970, about; None for an id that is no number."""
    return _EPOCH_S + (int(task_id) >> _BITS_BELOW) / 1000 if task_id.isdecimal() and len(task_id) < 20 else None


def listed_since(ids: Iterable[str], *, now: float) -> str:
    """A time (RFC 3339) before the oldest of these tasks was made, as far as their ids tell; `now` as in `made_at`."""
    oldest = min((made_at(task_id) or 0.0 for task_id in ids), default=0.0)
    return rfc3339(oldest - _MARGIN_S) if _EPOCH_S + _MARGIN_S < oldest <= now + _MARGIN_S else BEGINNING
