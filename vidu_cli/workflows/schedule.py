"""When each task of a wait is looked at next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, inf

from vidu_cli.errors.failure import Failure
from vidu_cli.policy.clock import Chance, Clock
from vidu_cli.policy.looks import is_throttle
from vidu_cli.policy.polling import next_poll, spread, strained
from vidu_cli.policy.times import moment_in
from vidu_cli.workflows.answers import PolledTask

# A task goes along with others when so much of its pause, or less, is left: a request for both costs what one does.
_EARLY_SHARE = 1 / 3
# Of a fixed pace only as much as keeps together what began together.
_EARLY_SHARE_FIXED = 1 / 20


@dataclass(slots=True)
class Schedule:
    """The times of a wait, by a monotonic clock. A pace fixed by `interval_s` is lengthened by the platform alone.

    What the platform asks for is kept to for `longest_hold_s`: what answers beside it is not to be lost sight of.
    """

    clock: Clock
    chance: Chance
    interval_s: float | None = None
    longest_hold_s: float = inf
    due: dict[str, float] = field(default_factory=dict)
    first_seen: dict[str, float] = field(default_factory=dict)
    strain: float = 1.0
    held_until: float = 0.0

    def due_now(self, running: Sequence[PolledTask]) -> list[PolledTask]:
        """Those to look at now, and those that go along; none when it is nobody's time."""
        now = self.clock.monotonic()
        left = {row.id: self._due_at(row, now) - now for row in running}
        if not any(seconds <= 0 for seconds in left.values()):
            return []
        return [row for row in running if left[row.id] <= self._early_s(row)]

    @property
    def is_held(self) -> bool:
        """Whether the platform asked to be left alone for now."""
        return self.clock.monotonic() < self.held_until

    def next_at(self, running: Iterable[PolledTask]) -> float | None:
        """When the next of them is due; None without any."""
        return min((self._due_at(row, 0.0) for row in running), default=None)

    def begin(self) -> "Round":
        """A round of looks that begins now: its tasks get about the same pause, so that they go together again."""
        share = 1.0 if self.interval_s is not None else spread(self.chance)
        begun = Round(schedule=self, began_at=self.clock.monotonic(), strain_before=self.strain, share=share)
        # The strain of a round in which nothing is refused.
        self.strain = strained(self.strain, is_throttled=False)
        return begun

    def plan(self, row: PolledTask, *, began_at: float, share: float) -> float:
        """When the task is looked at next: so many whole pauses after the round began that it is not past."""
        pause_s = self._pause_s(row) * self.strain * share
        pauses = max(ceil((self.clock.monotonic() - began_at) / pause_s), 1)
        self.due[row.id] = began_at + pauses * pause_s
        return self._due_at(row, 0.0)

    def hold(self, asked_s: float) -> None:
        """Look at nothing before so many seconds have passed: what the platform asks for holds for every task."""
        self.held_until = max(self.held_until, self.clock.monotonic() + min(asked_s, self.longest_hold_s))

    def _due_at(self, row: PolledTask, otherwise: float) -> float:
        return max(self.due.get(row.id, otherwise), self.held_until)

    def _early_s(self, row: PolledTask) -> float:
        return self._pause_s(row) * (_EARLY_SHARE if self.interval_s is None else _EARLY_SHARE_FIXED)

    def _pause_s(self, row: PolledTask) -> float:
        if self.interval_s is not None:
            return self.interval_s
        return next_poll(self._age_s(row), off_peak=bool(row.task and row.task.off_peak))

    def _age_s(self, row: PolledTask) -> float:
        """How old a task is: since it was made where that is told, at least since it was first asked for."""
        now = self.clock.monotonic()
        watched_s = now - self.first_seen.setdefault(row.id, now)
        created_at = moment_in(row.task.created_at) if row.task else None
        return watched_s if created_at is None else max(watched_s, self.clock.now() - created_at)


@dataclass(slots=True)
class Round:
    """The looks that began together; a round without a 429 halves the strain, one with any doubles it, once."""

    schedule: Schedule
    began_at: float
    strain_before: float
    share: float
    is_throttled: bool = False

    def looked(self, row: PolledTask, trouble: Failure | None) -> float:
        """Plan the next look at a task that was seen, or could not be seen because of a trouble; give when it is."""
        if trouble is not None and trouble.retry_after_s:
            self.schedule.hold(trouble.retry_after_s)
        elif trouble is not None and is_throttle(trouble) and not self.is_throttled:
            self.is_throttled = True
            self.schedule.strain = strained(self.strain_before, is_throttled=True)
        return self.schedule.plan(row, began_at=self.began_at, share=self.share)
