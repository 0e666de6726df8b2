"""The sandbox behind a port that remembers every byte it was sent."""

import time
from types import TracebackType

from tests.support.scripted import Reply, Request, Scripted
from vidu_cli.sandbox import engine
from vidu_cli.sandbox.world import World

PACE = 1000.0


class Rehearsed(Scripted):
    """A platform that answers as the sandbox does, a thousand times faster than real."""

    def __init__(self) -> None:
        self._world = World.in_memory()
        super().__init__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port, and the world behind it."""
        super().__exit__(kind, error, trace)
        self._world.close()

    def reply_to(self, request: Request) -> Reply:
        """Remember the request; give the sandbox's reply."""
        self.requests.append(request)
        asked = engine.Request(
            method=request.method,
            target=request.target,
            headers=request.headers,
            body=request.body,
            origin=self.origin,
        )
        told = engine.answer(asked, self._world, time.time(), pace=PACE)
        return Reply(status=told.status, headers=told.headers, body=told.body)
