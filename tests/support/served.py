"""A server on a port of its own until the end of a block."""

from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from types import TracebackType
from typing import Generic, Self, TypeVar

Owner = TypeVar("Owner", bound="Served")


class Listener(ThreadingTCPServer, Generic[Owner]):
    """Gives each connection to a visit, which finds the owner here."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, visit: type[StreamRequestHandler], owner: Owner) -> None:
        super().__init__(("127.0.0.1", 0), visit)
        self.owner = owner

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients that hang up or are killed are what some tests are about."""


class Served:
    """It listens as soon as it is made: a class of this sets up its own things first."""

    def __init__(self, visit: type[StreamRequestHandler]) -> None:
        self._server = Listener(visit, self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        """Serve until the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"
