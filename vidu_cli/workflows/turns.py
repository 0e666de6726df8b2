"""Places of which only so many are taken at once, and that whoever is asked to wait gives up meanwhile."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from vidu_cli.policy.clock import Clock


@dataclass(slots=True)
class Turns:
    """`at_once` places, and as many for those that rest: more of them are a sign that nobody is served at present."""

    at_once: int
    clock: Clock
    places: asyncio.Semaphore = field(init=False)
    rests: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        """Let every place be free."""
        self.places, self.rests = asyncio.Semaphore(self.at_once), asyncio.Semaphore(self.at_once)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator["Turn"]:
        """A place, as soon as one is free."""
        turn = Turn(self)
        await turn.begin()
        try:
            yield turn
        finally:
            turn.end()


@dataclass(slots=True)
class Turn:
    """One place."""

    turns: Turns
    is_taken: bool = False

    async def begin(self) -> None:
        """Take the place."""
        await self.turns.places.acquire()
        self.is_taken = True

    def end(self) -> None:
        """Give it up."""
        if self.is_taken:
            self.turns.places.release()
        self.is_taken = False

    async def rest(self, seconds: float) -> None:
        """Rest in nobody's way; where as many rest already as there are places, in this one."""
        if self.turns.rests.locked():
            await self.turns.clock.sleep(seconds)
            return
        async with self.turns.rests:
            self.end()
            await self.turns.clock.sleep(seconds)
        await self.begin()
