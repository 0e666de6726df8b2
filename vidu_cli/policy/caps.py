"""Caps on what a day and a month may cost, and what counts against them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Cap:
    """At most `limit` credits since `since`, in seconds since 1970; `name` is the setting, `span` its time in words."""

    name: str
    span: str
    limit: int
    since: float


def caps_at(now: datetime, *, daily: int | None, monthly: int | None) -> tuple[Cap, ...]:
    """The caps that hold at a moment, whose day and month are those of its own time zone."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    limits = (
        ("daily_cap", "today", daily, midnight),
        ("monthly_cap", "this month", monthly, midnight.replace(day=1)),
    )
    return tuple(
        Cap(name=name, span=span, limit=limit, since=since.timestamp())
        for name, span, limit, since in limits
        if limit is not None
    )


def counted(*, credits_max: int | None, charge: int | None = None) -> int:
    """The credits that a submit counts: what was estimated or charged, whichever is higher."""
    return max(credits_max or 0, charge or 0)


def over(cap: Cap, *, spent: int, price: int) -> Iterator[str]:
    """A sentence with the numbers where a price does not fit under a cap any more."""
    if spent + price > cap.limit:
        yield (
            f"{spent} credits were spent or reserved {cap.span}, this task may cost {price}, "
            f"and {cap.name} allows {cap.limit}."
        )


def unpriced(caps: tuple[Cap, ...]) -> Iterator[str]:
    """A sentence where a cap holds and nobody knows the price."""
    for cap in caps[:1]:
        yield f"No source tells what this task costs, and {cap.name} allows {cap.limit} credits {cap.span}."
