"""The looks of a wait that are under way, and what their answers and their silence mean."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import Collection, Coroutine
from dataclasses import dataclass, field

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

    `silent_since` is when the first look began that was not answered, None while the platform answers. One look that
    is refused is no silence yet, however long ago it was: `failed` are the rounds in a row in which nothing was seen.
    """

    clock: Clock
    news: asyncio.Event
    running: dict[asyncio.Task[bool], float] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    silent_since: float | None = None
    failed: int = 0
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

    def heard(self, task_id: str, trouble: Failure | None) -> None:
        """Note what came of the look at a task."""
        self.asked.discard(task_id)
        self.news.set()
        if trouble is not None:
            self.troubles[task_id] = self.last_trouble = trouble
            return
        self.troubles.pop(task_id, None)
        self.failed, self.silent_since = 0, self.clock.monotonic()

    def collect(self) -> None:
        """Let go of the rounds that are done; what one raised is raised here."""
        for begun in [begun for begun in self.running if begun.done()]:
            del self.running[begun]
            self.failed += 0 if begun.result() else 1
        if not self.running and not self.failed:
            self.silent_since = None

    def overslept(self, seconds: float) -> None:
        """Note that the machine slept: nobody was asked, and that is no silence of the platform."""
        if seconds > SLEPT_S and self.silent_since is not None:
            self.silent_since += seconds

    def judged_at(self, after_s: float) -> float | None:
        """When it is to be seen whether contact is lost; None while the platform answers."""
        if self.silent_since is None:
            return None
        lost_at = self.silent_since + after_s
        is_waiting = self.failed <= 1 and self.running
        return max(lost_at, min(self.running.values()) + after_s) if is_waiting else lost_at

    def is_lost(self, after_s: float) -> bool:
        """Whether nobody has answered for so long: looks were refused again and again, or one hangs all the time."""
        at = self.judged_at(after_s)
        return at is not None and self.clock.monotonic() >= at and (self.failed > 1 or bool(self.running))

    async def finish(self) -> None:
        """Let those that run come to their end, if it comes soon: what was asked beside it is worth a moment."""
        if self.running:
            await before(self.clock.monotonic() + GRACE_S, _all_of(self.running), self.clock)
        self.collect()

    async def drop(self) -> None:
        """End those that still run."""
        for begun in self.running:
            begun.cancel()
        await asyncio.gather(*self.running, return_exceptions=True)
        self.running.clear()


async def _all_of(running: Collection[asyncio.Task[bool]]) -> None:
    await asyncio.wait(running)
