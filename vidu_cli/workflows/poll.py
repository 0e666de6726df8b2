"""Wait until tasks have ended: many tasks, one deadline, one loop, and no trouble of the network ends it."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from shlex import quote
from typing import Protocol

from vidu_cli.errors.catalogue import (
    LOST_SIGHT,
    REPLY_NOT_UNDERSTOOD,
    TIMED_OUT,
    TLS_OR_PROXY,
    Category,
    Entry,
    Retry,
)
from vidu_cli.errors.failure import Failure, ViduError
from vidu_cli.policy.backoff import ONCE, SAFE, Patience
from vidu_cli.policy.clock import Chance, Clock
from vidu_cli.policy.polling import pace
from vidu_cli.policy.results import failure_of
from vidu_cli.schema.tasks import Task, TaskState
from vidu_cli.workflows.answers import Answer, PolledTask
from vidu_cli.workflows.deadline import before

Fetch = Callable[[Task], Awaitable[Task]]

# As many looks at once as the platform's list of concurrent requests is known to bear.
LOOKS_AT_ONCE = 8
# So many ids a sentence can bear; the command that goes on names them all.
MOST_NAMED = 5
# Without any answer for so long, contact is lost for good.
LOST_AFTER_S = 600.0


class Looker(Protocol):
    """Where the state of a task comes from."""

    async def task(self, task_id: str, *, patience: Patience = SAFE, status_path: str | None = None) -> Task:
        """Give the task as it is now; `status_path` is where its kind is asked for, None where that is not known."""


class Watcher(Protocol):
    """Who is told while the wait goes on."""

    def changed(self, task: Task, previous: TaskState | None) -> None:
        """Note a task whose state is another than at the last look."""

    def trouble(self, failure: Failure) -> None:
        """Note that looking fails; said once until it works again."""

    def recovered(self) -> None:
        """Note that looking works again."""


class StopAt(Enum):
    """What ends the wait before all tasks have ended."""

    ALL = auto()
    FIRST_END = auto()
    FIRST_FAILURE = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class PollPlan:
    """How to wait: `timeout_s` for the whole command (None: for ever), `interval_s` for a fixed pace."""

    timeout_s: float | None = None
    interval_s: float | None = None
    stop_at: StopAt = StopAt.ALL


@dataclass(frozen=True, kw_only=True, slots=True)
class PollReport:
    """Every task as last seen, in the order given; `stopped` is what cut the wait short."""

    rows: tuple[PolledTask, ...]
    stopped: Failure | None = None


@dataclass(slots=True)
class Poller:
    """One wait. `rows` can be read at any time, also after the wait was cancelled.

    `known` are tasks by id that need no look: their end was told when they were accepted.
    """

    looker: Looker
    watcher: Watcher
    clock: Clock
    chance: Chance
    rows: tuple[PolledTask, ...]
    fetch: Fetch | None = None
    output: str | None = None
    status_path: str | None = None
    known: dict[str, Task] = field(default_factory=dict)
    last_answer: float = 0.0
    slowed_s: float = 0.0
    troubled: bool = False
    ever_answered: bool = False
    looks: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(LOOKS_AT_ONCE))

    async def wait(self, plan: PollPlan) -> PollReport:
        """The report at the end, at the deadline, or when contact is lost for good."""
        started = self.last_answer = self.clock.monotonic()
        deadline = None if plan.timeout_s is None else started + plan.timeout_s
        while True:
            stopped = await before(deadline, self._round(), self.clock)
            if stopped is None and self._is_done(plan.stop_at):
                return PollReport(rows=self.rows)
            now = self.clock.monotonic()
            if stopped is None and deadline is not None and now >= deadline:
                stopped = self._timed_out(plan)
            if stopped is not None:
                return PollReport(rows=self.rows, stopped=stopped)
            pause = pace(now - started, interval_s=plan.interval_s, slowed_s=self.slowed_s, chance=self.chance)
            await self.clock.sleep(pause if deadline is None else min(pause, deadline - now))

    async def look_once(self) -> PollReport:
        """The report of one look at each task, without waiting."""
        troubles = await asyncio.gather(*(self._look(row, SAFE) for row in self.rows))
        for row, trouble in zip(self.rows, troubles, strict=True):
            row.failure = row.failure or (trouble and _unseen(row, trouble))
        return PollReport(rows=self.rows)

    async def _round(self) -> Failure | None:
        """Look at every task that runs; give what ends the whole wait."""
        self.slowed_s = 0.0
        running = [row for row in self.rows if not row.has_ended]
        troubles = [trouble for trouble in await asyncio.gather(*(self._look(row, ONCE) for row in running)) if trouble]
        now = self.clock.monotonic()
        if len(troubles) < len(running):
            self.last_answer = now
            self.ever_answered = True
        for trouble in troubles:
            if self._ends_the_wait(trouble):
                return trouble
        if troubles and now - self.last_answer >= LOST_AFTER_S:
            return self._lost(troubles[-1])
        self._tell(troubles)
        return None

    def _ends_the_wait(self, trouble: Failure) -> bool:
        # A proxy or a certificate that never worked will not work by waiting, nor will a broken file of this machine.
        hopeless = trouble.entry is TLS_OR_PROXY and not self.ever_answered
        return trouble.category is Category.KEY or trouble.exit_code in (90, 94) or hopeless

    def _tell(self, troubles: Sequence[Failure]) -> None:
        if troubles and not self.troubled:
            self.watcher.trouble(troubles[0])
        if self.troubled and not troubles:
            self.watcher.recovered()
        self.troubled = bool(troubles)

    async def _look(self, row: PolledTask, patience: Patience) -> Failure | None:
        """Look at one task; give the trouble that kept it from being seen."""
        try:
            async with self.looks:
                seen = self.known.get(row.id) or await self._asked(row.id, patience)
        except ViduError as error:
            return self._not_seen(row, replace(error.failure, task_id=row.id))
        await self._seen(row, seen)
        return None

    async def _asked(self, task_id: str, patience: Patience) -> Task:
        return await self.looker.task(task_id, patience=patience, status_path=self.status_path)

    async def _seen(self, row: PolledTask, seen: Task) -> None:
        previous = row.task.state if row.task else None
        row.is_fetching = self.fetch is not None and seen.state is TaskState.SUCCESS
        row.task, row.failure = seen, failure_of(seen)
        if seen.state != previous:
            self.watcher.changed(seen, previous)
        if self.fetch is None or not row.is_fetching:
            return
        try:
            row.task = await self.fetch(seen)
        except ViduError as error:
            row.failure = error.failure
        row.is_fetching = False

    def _not_seen(self, row: PolledTask, failure: Failure) -> Failure | None:
        self.slowed_s = max(self.slowed_s, failure.retry_after_s or 0.0)
        is_trouble = failure.entry.retry is Retry.SAME or failure.category in (Category.KEY, Category.MACHINE)
        if is_trouble:
            return failure
        row.failure = failure
        return None

    def _is_done(self, stop_at: StopAt) -> bool:
        ended = [row for row in self.rows if row.has_ended]
        if stop_at is StopAt.FIRST_END and ended:
            return True
        if stop_at is StopAt.FIRST_FAILURE and any(row.failure for row in ended):
            return True
        return len(ended) == len(self.rows)

    def _timed_out(self, plan: PollPlan) -> Failure:
        running, after = self.running, f"{plan.timeout_s:.3g} s"
        message = f"No answer about {named(running)} came within {after}."
        if self.ever_answered:
            message = f"{len(running)} of {len(self.rows)} still running after {after}: {named(running)}."
        return Failure(entry=TIMED_OUT, message=message, task_id=running[0], remedies=self.remedies)

    def _lost(self, cause: Failure) -> Failure:
        running = self.running
        message = f"No answer about {named(running)} for {LOST_AFTER_S / 60:.0f} minutes: {cause.message}"
        return Failure(entry=LOST_SIGHT, message=message, cause=cause, task_id=running[0], remedies=self.remedies)

    @property
    def running(self) -> tuple[str, ...]:
        """The ids of the tasks that have not ended, or whose results are not home yet."""
        return tuple(row.id for row in self.rows if not row.has_ended)

    @property
    def remedies(self) -> tuple[str, ...]:
        """The line that goes on with the wait."""
        words = [*self.running, *(["-o", quote(self.output)] if self.output else [])]
        return (f"Go on waiting: `vidu poll {' '.join(words)}`",)

    def stopped(self, entry: Entry) -> Answer:
        """Every task as last seen, when a signal ended the wait."""
        running = self.running
        message = f"The waiting was stopped, not the work: {named(running)}."
        failure = Failure(entry=entry, message=message, task_id=next(iter(running), None), remedies=self.remedies)
        return Answer(values=tuple(row for row in self.rows if row.task), failures=(failure,))


def named(ids: Sequence[str]) -> str:
    """The ids in a sentence: the first ones by name, the others by their number."""
    shown = " ".join(ids[:MOST_NAMED])
    return shown if len(ids) <= MOST_NAMED else f"{shown} and {len(ids) - MOST_NAMED} more"


def _unseen(row: PolledTask, trouble: Failure) -> Failure:
    """Give why the one look at a task failed: never 5x, which would read as if nothing had been spent."""
    if trouble.category is not Category.LATER and trouble.entry is not REPLY_NOT_UNDERSTOOD:
        return trouble
    return Failure(
        entry=LOST_SIGHT, message=f"No answer about {row.id}: {trouble.message}", cause=trouble, task_id=row.id
    )


def poller(ids: Sequence[str], *, looker: Looker, watcher: Watcher, clock: Clock, chance: Chance) -> Poller:
    """A wait for tasks that nobody has looked at yet."""
    rows = tuple(PolledTask(id=task_id) for task_id in ids)
    return Poller(looker=looker, watcher=watcher, clock=clock, chance=chance, rows=rows)
