"""Wait until tasks have ended: many tasks, one deadline, one loop, and no trouble of the network ends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from vidu_cli.errors.catalogue import (
    LOST_SIGHT,
    REPLY_NOT_UNDERSTOOD,
    TLS_OR_PROXY,
    Category,
    Retry,
)
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.backoff import ONCE, SAFE, Patience
from vidu_cli.policy.clock import Chance, Clock
from vidu_cli.policy.results import failure_of
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.deadline import before
from vidu_cli.workflows.errands import Errands
from vidu_cli.workflows.poll_plan import PollPlan, PollReport, StopAt, Watcher
from vidu_cli.workflows.schedule import Schedule
from vidu_cli.workflows.survey import Looker, Question, Seen, Survey
from vidu_cli.workflows.unfinished import Unfinished

# A pause that took so much longer than it was meant to: the machine slept, and the platform was not asked.
SLEPT_S = 30.0


@dataclass(slots=True)
class Poller:
    """One wait. `rows` can be read at any time, also after the wait was cancelled.

    `known` are tasks by id that need no look: their end was told when they were accepted. `saving` are the options that
    say again how results are saved, `words` all those of the line that goes on; `status_path` is where the kind of the
    tasks is asked for, None where that is not known. `on_end` is told of each task for which nothing is left to do; who
    sets `is_over` waits for no more of them.
    """

    survey: Survey
    watcher: Watcher
    clock: Clock
    chance: Chance
    rows: tuple[PolledTask, ...]
    errands: Errands = field(default_factory=Errands)
    saving: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    status_path: str | None = None
    known: dict[str, Task] = field(default_factory=dict)
    on_end: Callable[[PolledTask], None] | None = None
    told: set[str] = field(default_factory=set)
    ends: list[PolledTask] = field(default_factory=list)
    is_over: bool = False
    last_answer: float = 0.0
    troubled: bool = False
    last_trouble: Failure | None = None
    ever_answered: bool = False

    async def wait(self, plan: PollPlan) -> PollReport:
        """The report at the end, at the deadline, or when contact is lost for good."""
        started = self.last_answer = self.clock.monotonic()
        deadline = None if plan.timeout_s is None else started + plan.timeout_s
        schedule = Schedule(clock=self.clock, chance=self.chance, interval_s=plan.interval_s)
        try:
            while True:
                stopped = await before(deadline, self._round(schedule, plan), self.clock)
                self._tell_ends()
                if stopped is None and self._is_done(plan.stop_at):
                    return await self._settled(deadline, plan)
                if stopped is None and deadline is not None and self.clock.monotonic() >= deadline:
                    stopped = self._timed_out(plan.timeout_s)
                if stopped is not None:
                    return self._report(stopped)
                await self._rest(schedule, self._patient(deadline, plan))
        finally:
            await self.errands.drop()

    async def _settled(self, deadline: float | None, plan: PollPlan) -> PollReport:
        """The report once what was begun for tasks that have ended is done too: they are paid for."""
        while self.errands.running:
            if deadline is not None and self.clock.monotonic() >= deadline:
                return self._report(self._timed_out(plan.timeout_s))
            await self.errands.rest(deadline, self.clock)
            self._tell_ends()
        return self._report()

    def _report(self, stopped: Failure | None = None) -> PollReport:
        return PollReport(rows=self.rows, ends=tuple(self.ends), stopped=stopped)

    async def look_once(self, plan: PollPlan) -> PollReport:
        """The report of one look at each task, its results brought home, without waiting for its end."""
        deadline = None if plan.timeout_s is None else self.clock.monotonic() + plan.timeout_s
        try:
            troubles = await before(deadline, self._look(self.rows, SAFE), self.clock)
            if troubles is None:
                return self._report(self._timed_out(plan.timeout_s))
            self.ever_answered = len(troubles) < len(self.rows)
            for row in self.rows:
                if row.id in troubles and row.failure is None:
                    row.failure = _unseen(row, troubles[row.id])
            self._tell_ends()
            return await self._settled(deadline, plan)
        finally:
            await self.errands.drop()

    async def _round(self, schedule: Schedule, plan: PollPlan) -> Failure | None:
        """Look at every task that is due; give what ends the whole wait."""
        looked = schedule.due_now(self._moving)
        if not looked:
            return self._lost_meanwhile(plan)
        troubles = await self._look(looked, ONCE)
        now = self.clock.monotonic()
        if len(troubles) < len(looked):
            self.last_answer = now
            self.ever_answered = True
        found = list(troubles.values())
        for trouble in found:
            if self._ends_the_wait(trouble):
                return self.unfinished.cut_off(trouble)
        self.last_trouble = found[-1] if found else None
        if lost := self._lost_meanwhile(plan):
            return lost
        self._tell(found)
        asked_s = max((trouble.retry_after_s or 0.0 for trouble in found), default=0.0)
        is_throttled = any(trouble.entry.http_status == 429 and not trouble.retry_after_s for trouble in found)
        schedule.looked(looked, asked_s=asked_s, is_throttled=is_throttled)
        return None

    def _lost_meanwhile(self, plan: PollPlan) -> Failure | None:
        """What ends the wait when no look was answered for too long."""
        is_lost = self.clock.monotonic() - self.last_answer >= plan.lost_after_s
        return self.unfinished.lost(self.last_trouble, plan.lost_after_s) if self.last_trouble and is_lost else None

    @property
    def _moving(self) -> list[PolledTask]:
        return [row for row in self.rows if row.is_moving]

    async def _look(self, rows: Sequence[PolledTask], patience: Patience) -> dict[str, Failure]:
        """Look at these tasks; give the trouble that kept some from being seen, by their ids."""
        by_id = {row.id: row for row in rows}
        troubles: dict[str, Failure] = {}

        def tell(task_id: str, seen: Seen) -> None:
            trouble = self._taken(by_id[task_id], seen)
            if trouble is not None:
                troubles[task_id] = trouble

        for row in rows:
            if row.id in self.known:
                tell(row.id, self.known[row.id])
        ids = [row.id for row in rows if row.id not in self.known]
        ask = Question(patience=patience, status_path=self.status_path, now=self.clock.now())
        await self.survey.look(ids, tell, ask)
        return troubles

    def _patient(self, deadline: float | None, plan: PollPlan) -> float | None:
        """When to wake at the latest: however long the platform asks to wait, contact is lost some time."""
        if self.last_trouble is None:
            return deadline
        lost_at = self.last_answer + plan.lost_after_s
        return lost_at if deadline is None else min(deadline, lost_at)

    async def _rest(self, schedule: Schedule, deadline: float | None) -> None:
        """Return when a task is due, when something is done for one that has ended, or at the deadline."""
        times = [at for at in (schedule.next_at(self._moving), deadline) if at is not None]
        until = min(times, default=None)
        if self.errands.running:
            await self.errands.rest(until, self.clock)
        elif until is not None:
            await self.clock.sleep(max(until - self.clock.monotonic(), 0.0))
        overslept_s = 0.0 if until is None else self.clock.monotonic() - until
        if overslept_s > SLEPT_S:
            # The machine slept and nobody was asked: that is no silence of the platform.
            self.last_answer += overslept_s

    def _taken(self, row: PolledTask, seen: Seen) -> Failure | None:
        """Take in what a look gave; give the trouble that kept the task from being seen."""
        if isinstance(seen, Failure):
            return self._not_seen(row, replace(seen, task_id=row.id))
        previous = row.task.state if row.task else None
        row.task = row.task.updated_by(seen) if row.task else seen
        row.failure = failure_of(row.task)
        if seen.state != previous:
            self.watcher.changed(row.task, previous)
        if seen.state.is_final:
            self.ends.append(row)
            self.errands.begin(row, row.task)
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

    def _tell_ends(self) -> None:
        if self.on_end is None:
            return
        for row in self.rows:
            if row.has_ended and row.id not in self.told:
                self.told.add(row.id)
                self.on_end(row)

    def _not_seen(self, row: PolledTask, failure: Failure) -> Failure | None:
        is_trouble = failure.entry.retry is Retry.SAME or failure.category in (Category.KEY, Category.MACHINE)
        if is_trouble:
            return failure
        # A task that was there before may have been paid for.
        row.failure = replace(failure, entry=replace(failure.entry, charged=None)) if row.task else failure
        self.ends.append(row)
        return None

    def _is_done(self, stop_at: StopAt) -> bool:
        if self.is_over or (stop_at is StopAt.FIRST_END and self.ends):
            return True
        if stop_at is StopAt.FIRST_FAILURE and any(row.failure for row in self.ends):
            return True
        return all(row.has_ended for row in self.rows)

    def _timed_out(self, timeout_s: float | None) -> Failure:
        return self.unfinished.timed_out(timeout_s or 0.0, ever_answered=self.ever_answered)

    @property
    def unfinished(self) -> Unfinished:
        """What would be left if the wait ended now."""
        return Unfinished(rows=self.rows, saving=self.saving, words=self.words)


def _unseen(row: PolledTask, trouble: Failure) -> Failure:
    """Give why the one look at a task failed: never 5x, which would read as if nothing had been spent."""
    if trouble.category is not Category.LATER and trouble.code != REPLY_NOT_UNDERSTOOD.code:
        return trouble
    return Failure(
        entry=LOST_SIGHT, message=f"No answer about {row.id}: {trouble.message}", cause=trouble, task_id=row.id
    )


def poller(ids: Sequence[str], *, looker: Looker, watcher: Watcher, clock: Clock, chance: Chance) -> Poller:
    """A wait for tasks that nobody has looked at yet."""
    rows = tuple(PolledTask(id=task_id) for task_id in ids)
    return Poller(survey=Survey(looker), watcher=watcher, clock=clock, chance=chance, rows=rows)
