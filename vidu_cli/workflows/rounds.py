"""The looks of a wait that are under way, and what their answers and their silence mean."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Collection, Coroutine
from dataclasses import dataclass, field
from math import inf

from vidu_cli.errors.catalogue import NETWORK_UNREACHABLE
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.clock import Clock
from vidu_cli.workflows.deadline import before

_NOT_A_WORD = Failure(entry=NETWORK_UNREACHABLE, message="no answer yet")
# A pause that took so much longer than it was meant to: the machine slept, and the platform was not asked.
SLEPT_S = 30.0
# What else was asked for when the end of a wait is seen may take so long.
GRACE_S = 1.0


@dataclass(slots=True)
class Rounds:
    """Rounds of looks, each a task of the event loop. `news` is set whenever there is something to be looked into.

    `silent_since` is when the platform answered last while it owes a further answer, or when the first look began that
    was not answered; None while it owes nothing. One refusal is no silence yet, however long ago it was: `refusals` are
    rounds without an answer, each begun after the one before had ended.
    """

    clock: Clock
    news: asyncio.Event
    running: dict[asyncio.Task[bool], float] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    silent_since: float | None = None
    answered_at: float = -inf
    refusals: int = 0
    refused_at: float = 0.0
    troubles: dict[str, Failure] = field(default_factory=dict)
    last_trouble: Failure = _NOT_A_WORD

    def begin(self, ids: Collection[str], look: Coroutine[object, object, bool]) -> None:
        """Begin a round that looks at these tasks and tells whether any was seen; a task is in one round at a time."""
        now = self.clock.monotonic()
        self.silent_since = now if self.silent_since is None else self.silent_since
        self.asked.update(ids)
        begun = asyncio.ensure_future(look)
        begun.add_done_callback(lambda _: self.news.set())
        self.running[begun] = now

    def heard(self, task_id: str, trouble: Failure | None) -> bool:
        """Note what came of the look at a task; whether trouble began with it, or ended."""
        self.asked.discard(task_id)
        was_troubled = bool(self.troubles)
        if trouble is None:
            self.troubles.pop(task_id, None)
            self.refusals, self.answered_at = 0, self.clock.monotonic()
            # The platform owes the others an answer.
            self.silent_since = self.answered_at if self.asked else None
        else:
            self.troubles[task_id] = self.last_trouble = trouble
        return was_troubled != bool(self.troubles)

    def collect(self) -> None:
        """Let go of the rounds that are done; what one raised is raised here."""
        for begun in [begun for begun in self.running if begun.done()]:
            began_at = self.running.pop(begun)
            if begun.result():
                # Of its last looks some may have been refused.
                self.silent_since = self.silent_since if self.asked else None
                continue
            self.silent_since = began_at if self.silent_since is None else self.silent_since
            if not self.refusals or began_at >= self.refused_at:
                self.refusals, self.refused_at = self.refusals + 1, self.clock.monotonic()

    def overslept(self, seconds: float) -> None:
        """Note that the machine slept: nobody was asked, and that is no silence of the platform."""
        if seconds > SLEPT_S and self.silent_since is not None:
            self.silent_since += seconds

    def judged_at(self, after_s: float) -> float | None:
        """When it is to be seen whether contact is lost; None while the platform answers."""
        if self.silent_since is None:
            return None
        lost_at = self.silent_since + after_s
        return max(lost_at, min(self._unanswered) + after_s) if self.refusals <= 1 and self._unanswered else lost_at

    def is_sure(self) -> bool:
        """Whether a silence is one: looks were refused again and again, or one hangs all the time."""
        return self.refusals > 1 or bool(self._unanswered)

    @property
    def _unanswered(self) -> list[float]:
        """When those rounds began since whose beginning nothing was answered at all."""
        since = self.silent_since
        return [at for at in self.running.values() if since is not None and at >= since and at > self.answered_at]

    async def finish(self, deadline: float | None) -> None:
        """Let those that run come to their end, if it comes soon: what was asked beside it is worth a moment."""
        until = self.clock.monotonic() + GRACE_S
        if self.running:
            await before(until if deadline is None else min(until, deadline), _all_of(self.running), self.clock)
        self.collect()

    async def drop(self) -> None:
        """End those that still run."""
        for begun in self.running:
            begun.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        self.running.clear()


async def _all_of(running: Collection[asyncio.Task[bool]]) -> None:
    await asyncio.wait(running)
