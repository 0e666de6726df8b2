"""Connections to the served sandbox: what comes in is made a request, and its reply is written."""

import re
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Event, Lock

from vidu_cli.errors.catalogue import BAD_REQUEST, INTERNAL_SERVICE_FAILURE
from vidu_cli.sandbox import engine
from vidu_cli.sandbox.bodies import BodyTooLarge, BrokenBody, body_of, discard, promised_size
from vidu_cli.sandbox.exchange import BODY_LIMIT_BYTES, Drop, gateway_reply, refusal, refusal_reply
from vidu_cli.sandbox.faults import FaultBook
from vidu_cli.sandbox.world import World
from vidu_cli.storage.database import StorageError

OnRequest = Callable[[str, str, int], None]

_HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]+)?|\[[0-9a-fA-F:.]+\](:[0-9]+)?")
_ABSOLUTE = re.compile(r"https?://[^/?]*", re.IGNORECASE)
_UNREAD_LIMIT_BYTES = 256 * 1024 * 1024
_UNREAD_PATIENCE_S = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Play:
    """What is served: a world, its clock (unix seconds), its pace and the server's own faults."""

    world: World
    clock_now: Callable[[], float]
    pace: float
    faults: FaultBook
    on_request: OnRequest | None

    def reply_to(self, request: engine.Request) -> engine.Reply:
        """The engine's reply; 500 with the platform's error body when the engine itself fails."""
        now = self.clock_now()
        try:
            return engine.answer(request, self.world, now, faults=self.faults, pace=self.pace)
        except StorageError as error:
            failure = refusal(INTERNAL_SERVICE_FAILURE, f"internal service failure: {error}")
        except Exception:  # noqa: BLE001  # a client of the sandbox is to see what the platform would send it
            failure = refusal(INTERNAL_SERVICE_FAILURE)
        return refusal_reply(failure, request.trace_id(now))


class Listener(ThreadingHTTPServer):
    """The listening socket, and a thread for each connection. OSError when the address is taken."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, host: str, port: int, play: Play) -> None:
        self.play = play
        self.closing = Event()
        self._connections: set[socket.socket] = set()
        self._lock = Lock()
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Conversation)

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in `http://127.0.0.1:8787`."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def server_bind(self) -> None:
        """Bind without asking the name service who this machine is, which can take seconds."""
        TCPServer.server_bind(self)

    def get_request(self) -> tuple[socket.socket, object]:
        """The next connection, which is remembered until it ends."""
        connection, address = super().get_request()
        with self._lock:
            self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: object) -> None:
        """End a connection."""
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)  # type: ignore[arg-type]  # the base class has a wider type

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a client that goes away in the middle is no news."""

    def hang_up(self) -> None:
        """End every connection, also those that wait for a slow answer."""
        self.closing.set()
        with self._lock:
            connections = tuple(self._connections)
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Conversation(BaseHTTPRequestHandler):
    """The requests of one connection, one after another."""

    protocol_version = "HTTP/1.1"
    server: Listener

    def do_GET(self) -> None:
        """Answer one request, of whatever method."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            body = body_of(self.rfile, headers, limit=BODY_LIMIT_BYTES)
        except BodyTooLarge:
            self._turn_away(gateway_reply(413))
            return
        except BrokenBody as broken:
            self._turn_away(refusal_reply(refusal(BAD_REQUEST, f"bad request: {broken}"), ""))
            return
        request = engine.Request(
            method=self.command, target=self._target(), headers=headers, body=body, origin=self._origin()
        )
        reply = self.server.play.reply_to(request)
        if reply.delay_s and self.server.closing.wait(reply.delay_s):
            # The server ended meanwhile: a late answer would race with the end of the connection.
            self.close_connection = True
            return
        self._report(reply)
        if reply.drop in (Drop.BEFORE, Drop.AFTER):
            self.close_connection = True
        else:
            self._write(reply)

    do_POST = do_HEAD = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET  # noqa: N815  # names of http.server

    def handle_expect_100(self) -> bool:
        """Ask for the body, unless it is announced to be too long."""
        with suppress(BrokenBody):
            if promised_size({"content-length": self.headers.get("Content-Length", "0")}) > BODY_LIMIT_BYTES:
                self._turn_away(gateway_reply(413))
                return False
        return super().handle_expect_100()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name of http.server
        """Nothing: the server's caller is told by `on_request`."""

    def _target(self) -> str:
        # http.server tidies `path`; a link's signature covers what the client really sent.
        target = self.requestline.split()[1]
        absolute = _ABSOLUTE.match(target)
        if absolute is None:
            return target
        rest = target[absolute.end() :]
        return rest if rest.startswith("/") else f"/{rest}"

    def _origin(self) -> str:
        host = self.headers.get("Host", "")
        return f"http://{host}" if _HOST.fullmatch(host) else self.server.origin

    def _turn_away(self, reply: engine.Reply) -> None:
        """Answer a request whose body is not read, and let the client finish sending, or it would miss the answer."""
        self.close_connection = True
        self._report(reply)
        self._write(reply)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_UNREAD_PATIENCE_S)
            discard(self.rfile, limit=_UNREAD_LIMIT_BYTES)

    def _write(self, reply: engine.Reply) -> None:
        truncated = reply.drop is Drop.TRUNCATED
        self.close_connection = self.close_connection or truncated or self.server.closing.is_set()
        body = reply.body[: len(reply.body) // 2] if truncated else reply.body
        try:
            # One write: a head and a body in two would wait for each other's acknowledgement.
            self.wfile.write(self._head(reply) + (b"" if self.command == "HEAD" else body))
        except OSError:
            self.close_connection = True

    def _head(self, reply: engine.Reply) -> bytes:
        phrase = HTTPStatus(reply.status).phrase if reply.status in HTTPStatus.__members__.values() else "Unknown"
        headers = {
            "server": "vidu-sandbox",
            **reply.headers,
        }
        if reply.status != HTTPStatus.NO_CONTENT:
            headers["content-length"] = str(len(reply.body))
        if self.close_connection:
            headers["connection"] = "close"
        lines = [f"HTTP/1.1 {reply.status} {phrase}", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")

    def _report(self, reply: engine.Reply) -> None:
        on_request = self.server.play.on_request
        if on_request is not None:
            lost = reply.drop in (Drop.BEFORE, Drop.AFTER)
            on_request(self.command, self._target().partition("?")[0], 0 if lost else reply.status)
