"""The sandbox behind HTTP, for clients of any kind."""

from collections.abc import Callable
from threading import Event, Thread

from vidu_cli.sandbox.faults import FaultBook
from vidu_cli.sandbox.listener import Listener, OnRequest, Play
from vidu_cli.sandbox.world import World

# Short, so that close() is answered at once.
_GLANCE_S = 0.02


class Server:
    """A sandbox that is being served, until `close`."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._ended = Event()
        self._thread = Thread(target=listener.serve_forever, args=(_GLANCE_S,), daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port that is listened on, the real one where 0 was asked for."""
        return int(self._listener.server_address[1])

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in `http://127.0.0.1:8787`."""
        return self._listener.origin

    def wait(self) -> None:
        """Return when the server was closed; a signal's handler may raise out of it."""
        self._ended.wait()

    def close(self) -> None:
        """Stop listening and hang up on everybody; may be called again."""
        if self._ended.is_set():
            return
        self._listener.shutdown()
        self._thread.join()
        self._listener.server_close()
        self._listener.hang_up()
        self._ended.set()


def serve(
    world: World,
    *,
    clock_now: Callable[[], float],
    host: str = "127.0.0.1",
    port: int = 8787,
    pace: float = 1.0,
    faults: FaultBook | None = None,
    on_request: OnRequest | None = None,
) -> Server:
    """A sandbox of that world over HTTP, in threads of its own; OSError when the port cannot be had.

    Port 0 is a free one. `clock_now` gives unix seconds. `on_request` is told the method, the path and the HTTP status
    of each answer, 0 for a connection that was dropped on purpose; it is called in the threads of the server.
    """
    play = Play(world=world, clock_now=clock_now, pace=pace, faults=faults or FaultBook(), on_request=on_request)
    return Server(Listener(host, port, play))
