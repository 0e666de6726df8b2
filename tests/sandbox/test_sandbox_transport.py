import asyncio  # the transport is asynchronous
import json
from collections.abc import Awaitable, Callable

import httpx  # the transport is one of its transports
import pytest

from vidu_cli.sandbox.faults import FaultBook, parse
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.transport import API_KEY, ORIGIN, SandboxTransport
from vidu_cli.sandbox.world import World

CLIP = {"model": "viduq3-turbo", "prompt": "a paper boat"}
Visit = Callable[[httpx.AsyncClient], Awaitable[httpx.Response]]


class Clock:
    """A clock that stands still, and jumps over every sleep."""

    def __init__(self, now: float) -> None:
        self.now = now
        self.slept: list[float] = []

    def time(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(now: float) -> Clock:
    return Clock(now)


@pytest.fixture
def visit(world: World, clock: Clock) -> Callable[..., httpx.Response]:
    """What a visitor with an httpx client gets to hear."""

    def run(visitor: Visit, *, faults: str = "", key: str = API_KEY) -> httpx.Response:
        transport = SandboxTransport(world, clock_now=clock.time, sleep=clock.sleep, faults=FaultBook(parse(faults)))

        async def hear() -> httpx.Response:
            headers = {"Authorization": f"Token {key}"}
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as client:
                return await visitor(client)

        return asyncio.run(hear())

    return run


async def submitted(client: httpx.AsyncClient) -> httpx.Response:
    return await client.post("/ent/v2/text2video", json=CLIP)


async def told(client: httpx.AsyncClient) -> httpx.Response:
    return await client.get("/ent/v2/credits", timeout=httpx.Timeout(5.0, read=2.0))


def test_a_task_is_submitted_without_a_network(visit: Callable[..., httpx.Response]) -> None:
    response = visit(submitted)

    assert (response.status_code, response.json()["state"]) == (200, "created")


def test_a_key_that_is_not_the_sandboxs_is_refused(visit: Callable[..., httpx.Response]) -> None:
    assert visit(told, key="another").status_code == 401


@pytest.mark.parametrize("later", [0.0, 0.001])
def test_a_link_survives_the_client_byte_for_byte(
    visit: Callable[..., httpx.Response], clock: Clock, later: float
) -> None:
    clock.now += later

    async def downloaded(client: httpx.AsyncClient) -> httpx.Response:
        task_id = (await submitted(client)).json()["task_id"]
        clock.now += 20
        task = (await client.get(f"/ent/v2/tasks/{task_id}/creations")).json()
        del client.headers["Authorization"]
        return await client.get(task["creations"][0]["url"])

    assert visit(downloaded).content == content(ResultFile.VIDEO)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("drop-before", (httpx.ConnectError, 32_000)),
        ("drop-after", (httpx.ReadError, 31_940)),
        ("truncated", (httpx.RemoteProtocolError, 31_940)),
        ("slow:30", (httpx.ReadTimeout, 31_940)),
    ],
)
def test_a_lost_connection_is_the_exception_that_httpx_raises_for_it(
    visit: Callable[..., httpx.Response], world: World, now: float, fault: str, expected: tuple[type[Exception], int]
) -> None:
    with pytest.raises(httpx.HTTPError) as raised:
        visit(submitted, faults=f"submit={fault}")

    assert (raised.type, world.balance(now).credit_remain) == expected


def test_a_torn_body_is_promised_whole(visit: Callable[..., httpx.Response]) -> None:
    async def half(client: httpx.AsyncClient) -> httpx.Response:
        async with client.stream("GET", "/ent/v2/credits") as response:
            return response

    response = visit(half, faults="credits=truncated")

    assert int(response.headers["content-length"]) > 200


def test_a_slow_answer_comes_after_its_time(visit: Callable[..., httpx.Response], clock: Clock) -> None:
    response = visit(told, faults="credits=slow:1.5")

    assert (response.status_code, clock.slept) == (200, [1.5])


def test_a_client_waits_no_longer_for_a_slow_answer_than_it_has_patience(
    visit: Callable[..., httpx.Response], clock: Clock
) -> None:
    with pytest.raises(httpx.ReadTimeout):
        visit(told, faults="credits=slow:60")

    assert clock.slept == [2.0]


def test_a_head_has_no_body(visit: Callable[..., httpx.Response]) -> None:
    async def head(client: httpx.AsyncClient) -> httpx.Response:
        return await client.head("/ent/v2/credits")

    response = visit(head)

    assert (response.status_code, response.content) == (200, b"")


def test_links_lead_to_the_host_that_was_asked(visit: Callable[..., httpx.Response], clock: Clock) -> None:
    async def elsewhere(client: httpx.AsyncClient) -> httpx.Response:
        task_id = (await submitted(client)).json()["task_id"]
        clock.now += 20
        return await client.get(f"http://other.invalid:81/ent/v2/tasks/{task_id}/creations")

    url = json.loads(visit(elsewhere).content)["creations"][0]["url"]

    assert url.startswith("http://other.invalid:81/infer/")
