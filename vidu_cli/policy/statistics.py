"""What past submits come to: how many succeeded, how long they took, what they cost and why they failed."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import ceil

from vidu_cli.errors.catalogue import USER_CANCELLED, lookup
from vidu_cli.policy.entries import MAKE_NO_TASK, LedgerEntry, Outcome
from vidu_cli.policy.history import IN_FLIGHT, outcome_of
from vidu_cli.policy.requests import duration_of, model_of, whole_number
from vidu_cli.schema.kinds import SUMMARIES, kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.tasks import CANCELLED_WORDS, TaskState

SUCCEEDED, FAILED, CANCELLED, RUNNING = "succeeded", "failed", "cancelled", "running"

Group = tuple[str, str, int | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class KindRow:
    """The tasks of one kind, model and length (in seconds, None where the kind has none).

    `success_rate` is the share of those that ended by themselves. `p50_s` and `p95_s` are how long half of them, and
    nearly all, took at most; `watched` is how many of them somebody watched, so that it is known.
    """

    kind: str
    model: str
    duration: int | None
    tasks: int
    succeeded: int
    failed: int
    success_rate: float | None
    watched: int
    p50_s: float | None
    p95_s: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class DayRow:
    """The credits of the tasks submitted on a day, by the time zone of this machine."""

    day: str
    tasks: int
    credits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelCosts:
    """The credits of the tasks of a model."""

    model: str
    tasks: int
    credits: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CodeRow:
    """How many tasks failed, and how many submits were refused, with a code."""

    code: str
    exit_code: int
    failed: int
    refused: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistics:
    """All of it; `since` is RFC 3339. A task that failed or was cancelled costs nothing.

    `credits` are those that were charged, where the platform did not say those that were expected.
    """

    since: str | None
    submits: int
    tasks: int
    succeeded: int
    failed: int
    cancelled: int
    running: int
    refused: int
    not_accepted: int
    unknown: int
    in_flight: int
    success_rate: float | None
    credits: int
    by_kind: tuple[KindRow, ...]
    by_day: tuple[DayRow, ...]
    by_model: tuple[ModelCosts, ...]
    failures: tuple[CodeRow, ...]


@dataclass(slots=True)
class _Count:
    """What is known when all entries were seen."""

    outcomes: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    groups: dict[Group, Counter[str]] = field(default_factory=dict)
    waits: dict[Group, list[float]] = field(default_factory=dict)
    days: Counter[str] = field(default_factory=Counter)
    spent_on: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    spent_by: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def see(self, entry: LedgerEntry, day: str) -> None:
        """Count one submit."""
        self.outcomes[outcome_of(entry)] += 1
        if entry.outcome is Outcome.REFUSED:
            self.refused[entry.refusal or ""] += 1
        if entry.task_id is None:
            return
        group = _group_of(entry)
        self.days[day] += 1
        self.spent_on[day] += spent(entry)
        self.models[group[1]] += 1
        self.spent_by[group[1]] += spent(entry)
        if entry.intent.path not in MAKE_NO_TASK:
            self._see_task(entry, group)

    def _see_task(self, entry: LedgerEntry, group: Group) -> None:
        end = end_of(entry)
        self.ends[end] += 1
        self.groups.setdefault(group, Counter())[end] += 1
        if end == FAILED:
            self.failed[entry.err_code or ""] += 1
        if end == SUCCEEDED and entry.waited_s is not None:
            self.waits.setdefault(group, []).append(entry.waited_s)


def statistics_of(
    entries: Iterable[LedgerEntry], *, day_of: Callable[[float], str], since: str | None = None
) -> Statistics:
    """What the entries come to; `day_of` gives the day of a time in seconds since 1970."""
    count = _Count()
    for entry in entries:
        count.see(entry, day_of(entry.began.at))
    outcomes, ends = count.outcomes, count.ends
    return Statistics(
        since=since,
        submits=outcomes.total(),
        tasks=ends.total(),
        succeeded=ends[SUCCEEDED],
        failed=ends[FAILED],
        cancelled=ends[CANCELLED],
        running=ends[RUNNING],
        refused=outcomes[Outcome.REFUSED],
        not_accepted=outcomes[Outcome.NOT_ACCEPTED],
        unknown=outcomes[Outcome.UNKNOWN],
        in_flight=outcomes[IN_FLIGHT],
        success_rate=_rate(ends),
        credits=count.spent_on.total(),
        by_kind=_kinds(count),
        by_day=tuple(
            DayRow(day=day, tasks=tasks, credits=count.spent_on[day]) for day, tasks in sorted(count.days.items())
        ),
        by_model=_models(count),
        failures=_codes(count),
    )


def spent(entry: LedgerEntry) -> int:
    """The credits that a task took: the charge, or the estimate where nobody told one; 0 once they were given back."""
    if entry.task_id is None or entry.has_failed:
        return 0
    charge = entry.intent.credits if entry.charge is None else entry.charge
    return charge or 0


def end_of(entry: LedgerEntry) -> str:
    """How a task ended, or that it runs."""
    if entry.state == TaskState.SUCCESS:
        return SUCCEEDED
    if not entry.has_failed:
        return RUNNING
    is_cancelled = entry.state in CANCELLED_WORDS or entry.err_code == USER_CANCELLED.code
    return CANCELLED if is_cancelled else FAILED


def percentile(ascending: Sequence[float], share: float) -> float | None:
    """The least value that so large a share of them does not pass; None of none."""
    return ascending[max(ceil(share * len(ascending)) - 1, 0)] if ascending else None


def _kinds(count: _Count) -> tuple[KindRow, ...]:
    rows = [_kind_row(group, ends, sorted(count.waits.get(group, ()))) for group, ends in count.groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.tasks, row.kind, row.model, row.duration or 0)))


def _kind_row(group: Group, ends: Counter[str], waits: Sequence[float]) -> KindRow:
    kind, model, duration = group
    return KindRow(
        kind=kind,
        model=model,
        duration=duration,
        tasks=ends.total(),
        succeeded=ends[SUCCEEDED],
        failed=ends[FAILED],
        success_rate=_rate(ends),
        watched=len(waits),
        p50_s=_tenths(percentile(waits, 0.5)),
        p95_s=_tenths(percentile(waits, 0.95)),
    )


def _models(count: _Count) -> tuple[ModelCosts, ...]:
    rows = [
        ModelCosts(model=model, tasks=tasks, credits=count.spent_by[model]) for model, tasks in count.models.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.credits, row.model)))


def _codes(count: _Count) -> tuple[CodeRow, ...]:
    rows = [
        CodeRow(code=code, exit_code=lookup(code).exit_code, failed=count.failed[code], refused=count.refused[code])
        for code in count.failed.keys() | count.refused.keys()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.failed - row.refused, row.code)))


def _rate(ends: Counter[str]) -> float | None:
    ended = ends[SUCCEEDED] + ends[FAILED]
    return round(ends[SUCCEEDED] / ended, 4) if ended else None


def _tenths(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _group_of(entry: LedgerEntry) -> Group:
    """Kind, model and length, as the platform fills in what the request leaves out."""
    body, name = entry.intent.body, entry.intent.kind
    kind = _kind(name)
    ordered = body.get("model")
    model = ordered if isinstance(ordered, str) else kind.default_model if kind else ""
    row = model_of(kind, {**body, "model": model}) if kind else None
    length = duration_of(row, body) if row is not None and row.durations else whole_number(body.get("duration"))
    return name, model, length


@cache
def _kind(name: str) -> Kind | None:
    return kind_named(name) if name in SUMMARIES else None
