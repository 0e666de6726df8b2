"""A platform that answers what a test tells it, and remembers every byte it was sent."""

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from socketserver import StreamRequestHandler
from threading import Event, Lock, Semaphore
from types import TracebackType
from typing import Any

from tests.support.served import Listener, Served

PATIENCE_S = 30.0
# A client that speaks TLS to this port, which answers like any server that does not.
_TLS_HELLO = b"\x16"


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request as it stood on the wire: the target byte for byte, header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def line(self) -> str:
        """Method and target."""
        return f"{self.method} {self.target}"

    @property
    def json(self) -> Any:
        """The JSON document in the body."""
        return json.loads(self.body)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer. `cut` sends only so many bytes of the body that the header promises, and hangs up.

    With `is_lost` the line goes dead (a reset) instead; with `is_held` nothing comes before `Scripted.release`.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: int | None = None
    is_lost: bool = False
    is_held: bool = False


LOST = Reply(is_lost=True)


def says(document: object, *, status: int = 200, **headers: str) -> Reply:
    """The document as JSON; `retry_after="7"` is a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(
        status=status, headers={"content-type": "application/json", **named}, body=json.dumps(document).encode()
    )


def refuses(status: int, reason: str, message: str = "no", **headers: str) -> Reply:
    """The platform's own error body."""
    body = {"code": status, "reason": reason, "message": message, "metadata": {"trace_id": "feedc0de"}}
    return says(body, status=status, **headers)


def held(reply: Reply) -> Reply:
    """The same reply, but not before it is released."""
    return replace(reply, is_held=True)


class Scripted(Served):
    """The platform itself, on a port of its own. What it was not told of is answered with 404."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._replies: dict[str, list[Reply]] = {}
        self._lock = Lock()
        self._arrivals = Semaphore(0)
        self._released = Event()
        super().__init__(_Visit)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of every held reply and close the port."""
        self.release()
        super().__exit__(kind, error, trace)

    @property
    def lines(self) -> list[str]:
        """Method and target of each request, in the order they came."""
        return [request.line for request in self.requests]

    @property
    def orders(self) -> list[str]:
        """Those of them that may buy something."""
        return [line for line in self.lines if line.startswith("POST")]

    def answers(self, line: str, *replies: Reply) -> None:
        """Answer requests whose method and path begin with `line` so, one after the other, the last one for good."""
        self._replies[line] = list(replies)

    def wait_for_request(self) -> None:
        """Return when one more request has come than there were calls of this."""
        assert self._arrivals.acquire(timeout=PATIENCE_S), "no request came"

    def release(self) -> None:
        """Let go of the held replies."""
        self._released.set()

    def reply_to(self, request: Request) -> Reply:
        """Remember the request; give its reply once that may be sent."""
        with self._lock:
            self.requests.append(request)
            found = max((line for line in self._replies if request.line.startswith(line)), key=len, default=None)
            reply = refuses(404, "TaskNotFound", "task not found") if found is None else self._next(found)
        self._arrivals.release()
        if reply.is_held:
            self._released.wait(PATIENCE_S)
        return reply

    def _next(self, line: str) -> Reply:
        queue = self._replies[line]
        return queue.pop(0) if len(queue) > 1 else queue[0]


class _Visit(StreamRequestHandler):
    server: Listener[Scripted]

    def handle(self) -> None:
        if self.rfile.peek(1)[:1] == _TLS_HELLO:  # type: ignore[attr-defined]  # a BufferedReader has it
            self.wfile.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return
        method, _, rest = self.rfile.readline().decode("latin-1").strip().partition(" ")
        if not rest:
            return
        headers = dict(self._header(line) for line in iter(self.rfile.readline, b"\r\n"))
        body = self.rfile.read(int(headers.get("content-length", "0")))
        request = Request(method=method, target=rest.rpartition(" ")[0], headers=headers, body=body)
        self._send(self.server.owner.reply_to(request))

    def _header(self, line: bytes) -> tuple[str, str]:
        name, _, value = line.decode("latin-1").partition(":")
        return name.strip().lower(), value.strip()

    def _send(self, reply: Reply) -> None:
        if reply.is_lost:
            # With no time to linger, closing resets the connection.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        headers = {"content-length": str(len(reply.body)), "connection": "close", **reply.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.wfile.write(f"HTTP/1.1 {reply.status} Said\r\n{head}\r\n".encode("latin-1"))
        self.wfile.write(reply.body[: reply.cut])
