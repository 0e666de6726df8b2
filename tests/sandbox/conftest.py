import json
import socket
from collections.abc import Callable, Iterator, Mapping

import pytest

from vidu_cli.sandbox import engine
from vidu_cli.sandbox.faults import FaultBook, parse
from vidu_cli.sandbox.server import Server, serve
from vidu_cli.sandbox.world import World

ORIGIN = "http://127.0.0.1:8787"


@pytest.fixture
def now() -> float:
    return 1_795_450_000.0


@pytest.fixture
def world() -> Iterator[World]:
    world = World.in_memory()
    yield world
    world.close()


@pytest.fixture
def ask(world: World, now: float) -> Callable[..., engine.Reply]:
    """One request to the engine; `after` is how many seconds after `now` it is made."""

    def ask_engine(
        method: str,
        target: str,
        body: object = None,
        *,
        after: float = 0.0,
        key: str | None = "sandbox",
        headers: Mapping[str, str] | None = None,
        faults: str = "",
        pace: float = 1.0,
    ) -> engine.Reply:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = {"content-type": "application/json"} if content else {}
        given |= {} if key is None else {"authorization": f"Token {key}"}
        request = engine.Request(
            method=method, target=target, headers={**given, **(headers or {})}, body=content, origin=ORIGIN
        )
        return engine.answer(request, world, now + after, faults=FaultBook(parse(faults)), pace=pace)

    return ask_engine


@pytest.fixture
def submit(ask: Callable[..., engine.Reply]) -> Callable[..., str]:
    """Submits a clip and gives its id."""

    def submit_clip(prompt: str = "a paper boat", *, after: float = 0.0, pace: float = 1.0, **fields: object) -> str:
        body = {"model": "viduq3-turbo", "prompt": prompt, **fields}
        return str(json.loads(ask("POST", "/ent/v2/text2video", body, after=after, pace=pace).body)["task_id"])

    return submit_clip


@pytest.fixture
def look(ask: Callable[..., engine.Reply]) -> Callable[..., Mapping[str, object]]:
    """GET creations of a task, decoded."""

    def look_at(task_id: str, *, after: float) -> Mapping[str, object]:
        told: Mapping[str, object] = json.loads(ask("GET", f"/ent/v2/tasks/{task_id}/creations", after=after).body)
        return told

    return look_at


@pytest.fixture
def link(ask: Callable[..., engine.Reply]) -> Callable[..., str]:
    """The raw target of a task's link."""

    def link_of(task_id: str, *, after: float = 20.0, name: str = "url") -> str:
        told = json.loads(ask("GET", f"/ent/v2/tasks/{task_id}/creations", after=after).body)
        return str(told["creations"][0][name]).removeprefix(ORIGIN)

    return link_of


@pytest.fixture
def seen() -> list[tuple[str, str, int]]:
    """What the server told of its answers: method, path, status."""
    return []


@pytest.fixture
def start(world: World, now: float, seen: list[tuple[str, str, int]]) -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start_server(faults: str = "") -> Server:
        server = serve(
            world,
            clock_now=lambda: now,
            port=0,
            faults=FaultBook(parse(faults)),
            on_request=lambda *answer: seen.append(answer),
        )
        servers.append(server)
        return server

    yield start_server
    for server in servers:
        server.close()


@pytest.fixture
def talk(start: Callable[..., Server]) -> Callable[..., bytes]:
    """Everything a server says to these bytes, until it hangs up."""

    def say(content: bytes, faults: str = "") -> bytes:
        server = start(faults)
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
            connection.sendall(content)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    return say
