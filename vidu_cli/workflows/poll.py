"""Wait until tasks have ended: many tasks, one deadline, one loop, and no trouble of the network ends it."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from vidu_cli.errors.catalogue import TLS_OR_PROXY, Category
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.backoff import ONCE, SAFE, Patience
from vidu_cli.policy.clock import Chance, Clock
from vidu_cli.policy.looks import is_gone, is_passing
from vidu_cli.policy.results import failure_of
from vidu_cli.schema.tasks import Task
from vidu_cli.workflows.answers import PolledTask
from vidu_cli.workflows.deadline import before
from vidu_cli.workflows.errands import Errands
from vidu_cli.workflows.misread import Misread
from vidu_cli.workflows.poll_plan import LOST_AFTER_S, PollPlan, PollReport, StopAt, Watcher
from vidu_cli.workflows.rounds import Rounds
from vidu_cli.workflows.schedule import Round, Schedule
from vidu_cli.workflows.survey import MOST_SINGLE, Looker, Question, Seen, Survey
from vidu_cli.workflows.unfinished import Unfinished, unseen


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
    misread: Misread = field(default_factory=Misread)
    on_end: Callable[[PolledTask], None] | None = None
    told: set[str] = field(default_factory=set)
    ends: list[PolledTask] = field(default_factory=list)
    is_over: bool = False
    is_troubled: bool = False
    cut: Failure | None = None
    until: float = inf
    ever_answered: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)
    rounds: Rounds = field(init=False)

    def __post_init__(self) -> None:
        """Let whatever is under way wake the wait."""
        self.errands.news = self.news
        self.rounds = Rounds(clock=self.clock, news=self.news)

    async def wait(self, plan: PollPlan) -> PollReport:
        """The report at the end, at the deadline, or when contact is lost for good."""
        deadline = None if plan.timeout_s is None else self.clock.monotonic() + plan.timeout_s
        longest_hold_s = max(plan.lost_after_s, LOST_AFTER_S)
        schedule = Schedule(
            clock=self.clock, chance=self.chance, interval_s=plan.interval_s, longest_hold_s=longest_hold_s
        )
        try:
            while True:
                is_lost = await self._step(schedule, deadline, plan)
                if self._is_done(plan.stop_at):
                    await self.rounds.finish(deadline)
                    self._tell_ends()
                    return await self._settled(deadline, plan)
                stopped = None if self.cut is None else self.unfinished.cut_off(self.cut)
                if stopped is None and deadline is not None and self.clock.monotonic() >= deadline:
                    stopped = self._timed_out(plan.timeout_s)
                if stopped is None and is_lost:
                    stopped = self.unfinished.lost(self.rounds.last_trouble, plan.lost_after_s)
                if stopped is not None:
                    return self._report(stopped)
        finally:
            await self.rounds.drop()
            await self.errands.drop()

    async def _settled(self, deadline: float | None, plan: PollPlan) -> PollReport:
        """The report once what was begun for tasks that have ended is done too: they are paid for."""
        await self.rounds.drop()
        while self.errands.running:
            if deadline is not None and self.clock.monotonic() >= deadline:
                return self._report(self._timed_out(plan.timeout_s))
            await self._hear(deadline)
        return self._report()

    async def _hear(self, until: float | None) -> None:
        """Return when there is news, or at that time (monotonic); what is done is taken note of."""
        await before(until, self.news.wait(), self.clock)
        self.news.clear()
        self.errands.collect()
        self.rounds.collect()
        self._tell_ends()

    def _report(self, stopped: Failure | None = None) -> PollReport:
        return PollReport(rows=self.rows, ends=tuple(self.ends), stopped=stopped)

    async def look_once(self, plan: PollPlan) -> PollReport:
        """The report of one look at each task, its results brought home, without waiting for its end."""
        deadline = None if plan.timeout_s is None else self.clock.monotonic() + plan.timeout_s
        try:
            if await before(deadline, self._look_twice(), self.clock) is None:
                return self._report(self._timed_out(plan.timeout_s))
            for row in self.rows:
                if row.id in self.rounds.troubles:
                    row.failure = unseen(row, self.rounds.troubles[row.id])
            self._tell_ends()
            return await self._settled(deadline, plan)
        finally:
            await self.errands.drop()

    async def _look_twice(self) -> bool:
        """Look at every task, and once more at those that a page of the list has hidden; whether any was seen."""
        is_seen = await self._look(self.rows, SAFE)
        troubles = self.rounds.troubles
        refused = self.survey.refused & troubles.keys()
        hidden = [row for row in self.rows if row.id in refused and is_passing(troubles[row.id])]
        return bool(hidden and await self._look(hidden, SAFE)) or is_seen

    async def _step(self, schedule: Schedule, deadline: float | None, plan: PollPlan) -> bool:
        """Look at every task that is due and rest until there is news; whether contact is lost for good."""
        moving = self._moving
        idle = [row for row in moving if row.id not in self.rounds.asked]
        judged_at = self.rounds.judged_at(plan.lost_after_s) if moving else None
        is_late = judged_at is not None and self.clock.monotonic() >= judged_at
        if is_late and (self.rounds.is_sure() or schedule.is_held or not idle):
            return True
        # Before contact counts as lost after a single look, there is one more.
        looked = idle if is_late else schedule.due_now(idle)
        if looked:
            self.rounds.begin([row.id for row in looked], self._look(looked, ONCE, schedule.begin()))
        gone = {row.id for row in looked}
        due_at = schedule.next_at(row for row in idle if row.id not in gone)
        judged_at = self.rounds.judged_at(plan.lost_after_s) if moving else None
        until = min((at for at in (due_at, judged_at, deadline) if at is not None), default=None)
        self.until = inf if until is None else until
        await self._hear(until)
        if until is not None:
            self.rounds.overslept(self.clock.monotonic() - until)
        self._tell_troubles()
        return False

    @property
    def _moving(self) -> list[PolledTask]:
        return [row for row in self.rows if row.is_moving]

    async def _look(self, rows: Sequence[PolledTask], patience: Patience, planned: Round | None = None) -> bool:
        """Look at these tasks, and plan the next look at each; whether any of them was seen."""
        by_id = {row.id: row for row in rows}
        troubles = 0

        def tell(task_id: str, seen: Seen) -> None:
            nonlocal troubles
            row = by_id[task_id]
            trouble = self._taken(row, seen)
            due_at = inf if planned is None else planned.looked(row, trouble)
            troubles += trouble is not None
            self.ever_answered = self.ever_answered or trouble is None
            self.cut = trouble if trouble is not None and self._ends_the_wait(trouble) else self.cut
            # Of a thousand answers few change what is waited for.
            if self.rounds.heard(task_id, trouble) or not row.is_moving or self.cut or due_at < self.until:
                self.news.set()

        for row in rows:
            if row.id in self.known:
                tell(row.id, self.known[row.id])
        ids = [row.id for row in rows if row.id not in self.known]
        ask = Question(patience=patience, status_path=self.status_path, now=self.clock.now())
        await self.survey.look(ids, tell, ask)
        return troubles < len(rows)

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
        is_refused = trouble.category is Category.KEY and not is_passing(trouble)
        return is_refused or trouble.exit_code in (90, 94) or hopeless

    def _tell_troubles(self) -> None:
        """Tell of trouble once, and again when every task that it kept from being seen has been seen."""
        trouble = next(iter(self.rounds.troubles.values()), None)
        if trouble is not None and not self.is_troubled and self.cut is None:
            self.watcher.trouble(trouble)
            self.is_troubled = True
        elif trouble is None and self.is_troubled:
            self.watcher.recovered()
            self.is_troubled = False

    def _tell_ends(self) -> None:
        if self.on_end is None:
            return
        for row in self.rows:
            if row.has_ended and row.id not in self.told:
                self.told.add(row.id)
                self.on_end(row)

    def _not_seen(self, row: PolledTask, failure: Failure) -> Failure | None:
        if not (is_gone(failure) or self.misread.is_sure(row, failure)):
            return failure
        row.failure = self.unfinished.gone(row, failure)
        self.watcher.gone(row.id, row.failure)
        self.ends.append(row)
        return None

    def _is_done(self, stop_at: StopAt) -> bool:
        if self.is_over or (stop_at is StopAt.FIRST_END and any(row.is_seen_to_end for row in self.ends)):
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


def poller(ids: Sequence[str], *, looker: Looker, watcher: Watcher, clock: Clock, chance: Chance) -> Poller:
    """A wait for tasks that nobody has looked at yet."""
    rows = tuple(PolledTask(id=task_id) for task_id in ids)
    survey = Survey(looker, is_of_few=len(ids) <= MOST_SINGLE)
    return Poller(survey=survey, watcher=watcher, clock=clock, chance=chance, rows=rows)
