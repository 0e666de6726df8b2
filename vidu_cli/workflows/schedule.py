"""When each task of a wait is looked at next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from vidu_cli.policy.clock import Chance, Clock
from vidu_cli.policy.polling import next_poll, spread, strained
from vidu_cli.policy.times import moment_in
from vidu_cli.workflows.answers import PolledTask

# A task goes along with others when so much of its pause, or less, is left: a request for both costs what one does.
_EARLY_SHARE = 1 / 3


@dataclass(slots=True)
class Schedule:
    """The times of a wait, by a monotonic clock. A pace fixed by `interval_s` is lengthened by the platform alone."""

    clock: Clock
    chance: Chance
    interval_s: float | None = None
    due: dict[str, float] = field(default_factory=dict)
    first_seen: dict[str, float] = field(default_factory=dict)
    strain: float = 1.0

    def due_now(self, running: Sequence[PolledTask]) -> list[PolledTask]:
        """Those to look at now, and those that go along; none when it is nobody's time."""
        now = self.clock.monotonic()
        left = {row.id: self.due.get(row.id, now) - now for row in running}
        if not any(seconds <= 0 for seconds in left.values()):
            return []
        return [row for row in running if left[row.id] <= self._early_s(row)]

    def next_at(self, running: Iterable[PolledTask]) -> float | None:
        """When the next of them is due; None without any."""
        return min((self.due.get(row.id, 0.0) for row in running), default=None)

    def looked(self, rows: Sequence[PolledTask], *, asked_s: float, is_throttled: bool) -> None:
        """Plan the next look at each of these; what the platform asked to wait holds for every task.

        `asked_s` is the longest Retry-After of the round, `is_throttled` whether a 429 came without one.
        """
        now = self.clock.monotonic()
        self.strain = strained(self.strain, is_throttled=is_throttled)
        factor = self.strain * (1.0 if self.interval_s is not None else spread(self.chance))
        for row in rows:
            self.due[row.id] = now + self._pause_s(row) * factor
        for task_id, at in self.due.items():
            self.due[task_id] = max(at, now + asked_s)

    def _early_s(self, row: PolledTask) -> float:
        return 0.0 if self.interval_s is not None else self._pause_s(row) * _EARLY_SHARE

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
