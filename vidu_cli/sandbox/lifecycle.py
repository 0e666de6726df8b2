"""The walk of a task through its states, as points in time that are fixed when it is submitted."""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vidu_cli.schema.tasks import TaskState

CONCURRENCY = 5
CLIP_S = 10.0

# Of the whole: a short moment as created, a third in the queue, the rest at work.
_CREATED = 0.05
_QUEUEING = 0.35


@dataclass(frozen=True, kw_only=True, slots=True)
class Phases:
    """How long a task stays in each state, in seconds, when a place is free at once."""

    created_s: float
    queueing_s: float
    processing_s: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """When a task enters each state, in unix seconds. `ready_at` is the earliest that it may begin to run."""

    queued_at: float
    ready_at: float
    started_at: float
    ended_at: float

    @property
    def run_s(self) -> float:
        """How long the task runs once it has begun."""
        return self.ended_at - self.started_at


def phases_of(total_s: float = CLIP_S, *, pace: float = 1.0) -> Phases:
    """The phases of a task that takes `total_s` seconds, divided by `pace`."""
    length_s = total_s / pace
    return Phases(
        created_s=length_s * _CREATED,
        queueing_s=length_s * _QUEUEING,
        processing_s=length_s * (1 - _CREATED - _QUEUEING),
    )


def walk_of(phases: Phases, *, now: float, ends: Sequence[float]) -> Walk:
    """The walk of a task submitted at `now`; `ends` are the last moments at which earlier tasks end."""
    queued_at = now + phases.created_s
    ready_at = queued_at + phases.queueing_s
    started_at = _start(ready_at, ends)
    return Walk(
        queued_at=queued_at, ready_at=ready_at, started_at=started_at, ended_at=started_at + phases.processing_s
    )


def rescheduled(waiting: Iterable[Walk], *, running_ends: Iterable[float], now: float) -> list[Walk]:
    """The walks of the tasks that wait, in their order, after a place came free at `now`."""
    latest = heapq.nlargest(CONCURRENCY, running_ends)
    walks = []
    for walk in waiting:
        started_at = _start(max(walk.ready_at, now), latest)
        moved = Walk(
            queued_at=walk.queued_at,
            ready_at=walk.ready_at,
            started_at=started_at,
            ended_at=started_at + walk.run_s,
        )
        walks.append(moved)
        latest = heapq.nlargest(CONCURRENCY, [*latest, moved.ended_at])
    return walks


def state_at(now: float, queued_at: float, started_at: float, ended_at: float, err_code: str) -> str:
    """The platform's word for the state of a task at `now`, from the columns of its walk, as SQLite calls it."""
    if now >= ended_at:
        return TaskState.FAILED.value if err_code else TaskState.SUCCESS.value
    if now >= started_at:
        return TaskState.PROCESSING.value
    return TaskState.QUEUEING.value if now >= queued_at else TaskState.CREATED.value


def progress_at(now: float, walk: Walk) -> int:
    """How far a task has come, from 0 to 100; 100 only when it has ended."""
    if now >= walk.ended_at:
        return 100
    if now < walk.started_at:
        return 0
    return int(99 * (now - walk.started_at) / walk.run_s)


def _start(ready_at: float, ends: Sequence[float]) -> float:
    # With tasks begun in their order, a place is free when the fifth-latest of the earlier ones has ended.
    latest = heapq.nlargest(CONCURRENCY, ends)
    return ready_at if len(latest) < CONCURRENCY else max(ready_at, latest[-1])
