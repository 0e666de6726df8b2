"""Ids such as the platform mints: snowflakes, decimal strings of 18 or 19 digits above 2**53.

`(unix_ms - epoch) << 22 | node << 12 | sequence`. Source: six pairs of id and created_at on public record.
"""

EPOCH_MS = 1_551_671_515_100
LOW_BITS = 22

_TASK_NODE = 37 << 12
_CREATION_NODES = 1 << 21


def task_id(now: float, *, last: int) -> int:
    """The id of a task made at `now` (unix seconds), above `last`, the newest id so far."""
    return max(_moment(now) | _TASK_NODE, last + 1)


def creation_id(ended_at: float, *, ordinal: int) -> int:
    """The id of the result of the task with that ordinal, minted when the task ended."""
    return _moment(ended_at) | _CREATION_NODES | (ordinal % _CREATION_NODES)


def _moment(unix_s: float) -> int:
    return max(0, int(unix_s * 1000) - EPOCH_MS) << LOW_BITS
