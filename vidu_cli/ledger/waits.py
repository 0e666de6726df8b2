"""How long tasks have taken that were watched to their end."""

from statistics import median

from vidu_cli.storage.database import Transaction

# The last ones: the platform gets faster and slower.
_MOST = 30


def typical_wait_s(transaction: Transaction, origin: str, task_id: str) -> float | None:
    """Seconds that earlier tasks of the same kind, model, length and resolution took; None when none was watched."""
    rows = transaction.rows(_ALIKE, origin, task_id)
    return median(float(waited or 0) for (waited,) in rows) if rows else None


_SAME = " AND ".join(
    f"json_extract(other.body, '$.{name}') IS json_extract(own.body, '$.{name}')"
    for name in ("model", "duration", "resolution", "off_peak")
)
_ALIKE = f"""
    SELECT other.waited_s FROM entries AS own JOIN entries AS other ON other.kind = own.kind
    WHERE own.origin = ? AND own.task_id = ? AND other.origin = own.origin AND other.waited_s IS NOT NULL
    AND other.state = 'success' AND {_SAME} ORDER BY other.number DESC LIMIT {_MOST}
"""  # noqa: S608  # no text from outside
