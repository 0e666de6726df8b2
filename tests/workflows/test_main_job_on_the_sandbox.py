from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest

from tests.support.bookings import unrecorded
from tests.support.clock import FakeClock
from tests.support.minimal_bodies import MINIMAL
from tests.support.outcomes import failure_in_driving
from tests.support.tasks_by_hand import Told
from tests.support.wires import Middle
from vidu_cli.api.client import Client
from vidu_cli.api.download import Downloader
from vidu_cli.api.saving import Saver
from vidu_cli.api.transport import Transport
from vidu_cli.policy.prices import estimate
from vidu_cli.sandbox.faults import FaultBook, parse
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.transport import SandboxTransport
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.kinds.text2video import KIND
from vidu_cli.workflows.answers import Answer, Receipt
from vidu_cli.workflows.cancel import cancel
from vidu_cli.workflows.fetch import Fetcher
from vidu_cli.workflows.fetch_plan import FetchPlan
from vidu_cli.workflows.listing import Listing, ListQuery
from vidu_cli.workflows.poll import poller
from vidu_cli.workflows.poll_plan import PollPlan
from vidu_cli.workflows.purchase import Purchase
from vidu_cli.workflows.submit import Order

BODY = {"model": "viduq3-turbo", "prompt": "a paper boat", "payload": "vidu-04e5"}


class Shop:
    """The main job over the sandbox in this process; `faults` are written as in the environment."""

    def __init__(self, world: World, clock: FakeClock, folder: Path) -> None:
        self._world = world
        self._clock = clock
        self._folder = folder
        self.told = Told()

    def handler(self, faults: str) -> SandboxTransport:
        clock = self._clock
        return SandboxTransport(self._world, clock_now=clock.now, sleep=clock.sleep, faults=FaultBook(parse(faults)))

    @asynccontextmanager
    async def client(self, handler: SandboxTransport) -> AsyncIterator[Client]:
        transport = Transport(
            "https://sandbox.vidu.invalid",
            secret=lambda: "sandbox",
            clock=self._clock,
            chance=Middle(),
            handler=handler,
        )
        async with Client(transport) as client:
            yield client

    async def buy(
        self,
        faults: str = "",
        *,
        timeout_s: float | None = None,
        kind: Kind = KIND,
        body: Mapping[str, object] = BODY,
    ) -> Answer:
        """Submit, wait and save, as `submit --wait -o` does."""
        handler, plan = self.handler(faults), PollPlan(timeout_s=timeout_s)
        order = Order(kind=kind, body=body, estimate=estimate(kind, body, region="global"))
        purchase = Purchase(order=order, clock=self._clock, sending=nullcontext, is_waited_for=True)
        async with self.client(handler) as client:
            receipt = await purchase.send(client, unrecorded(self._clock), deadline=timeout_s)
            wait = poller((receipt.task.id,), looker=client, watcher=self.told, clock=self._clock, chance=Middle())
            saver = Saver(Downloader(handler=handler, log=lambda _level, _line: None))
            output = str(self._folder / "boat.mp4")
            files = FetchPlan(output=output, folder=False, has_sidecar=False)
            wait.errands.fetch = Fetcher(plan=files, saver=saver, looker=client, clock=self._clock).fetch
            return await purchase.wait(wait, plan, elapsed_s=0)

    async def uploaded(self, picture: bytes, faults: str = "") -> str:
        """The reference to a picture, as it stands in a request."""
        async with self.client(self.handler(faults)) as client:
            return await client.upload(picture, mime="image/png")

    async def listed(self) -> list[tuple[str, str | None]]:
        """State and code of every task in the list."""
        async with self.client(self.handler("")) as client:
            rows = Listing(client, ListQuery(), client).rows()
            return [(str(task.state), task.err_code) async for task in rows]


@pytest.fixture
def shop(clock: FakeClock, tmp_path: Path) -> Iterator[Shop]:
    world = World.in_memory()
    yield Shop(world, clock, tmp_path)
    world.close()


def end_of(answer: Answer) -> tuple[str, int]:
    """The state of the task, and the number."""
    receipt = answer.values[0]
    assert isinstance(receipt, Receipt)
    return str(receipt.task.state), answer.failures[-1].exit_code if answer.failures else 0


def test_a_clip_is_bought_waited_for_and_saved(shop: Shop, clock: FakeClock, tmp_path: Path) -> None:
    answer = clock.drive(shop.buy())

    assert (end_of(answer), (tmp_path / "boat.mp4").read_bytes()[4:8]) == (("success", 0), b"ftyp")


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("reference2image", ResultFile.IMAGE),
        ("text2audio", ResultFile.AUDIO),
        ("audio-tts", ResultFile.AUDIO),
        ("audio-clone", ResultFile.AUDIO),
        ("one-click-mv", ResultFile.VIDEO),
        ("general-one-click", ResultFile.VIDEO),
        ("ad-one-click", ResultFile.VIDEO),
    ],
)
def test_what_a_kind_makes_is_bought_waited_for_and_saved(
    name: str, file: ResultFile, shop: Shop, clock: FakeClock, tmp_path: Path
) -> None:
    answer = clock.drive(shop.buy(kind=kind_named(name), body=MINIMAL[name]))

    assert (end_of(answer), (tmp_path / "boat.mp4").read_bytes()) == (("success", 0), content(file))


def test_a_film_is_not_lost_sight_of_where_its_status_is_out_of_reach_for_a_while(
    shop: Shop, clock: FakeClock, tmp_path: Path
) -> None:
    answer = clock.drive(shop.buy("get=502*4", kind=kind_named("one-click-mv"), body=MINIMAL["one-click-mv"]))

    assert (end_of(answer), (tmp_path / "boat.mp4").exists()) == (("success", 0), True)


@pytest.mark.parametrize("faults", ["", "upload=502*2", "upload=drop-after*2", "upload=TooManyRequests:3*2"])
def test_a_picture_is_uploaded_and_a_clip_made_of_it(faults: str, shop: Shop, clock: FakeClock) -> None:
    uri = clock.drive(shop.uploaded(content(ResultFile.IMAGE), faults))

    answer = clock.drive(shop.buy(kind=kind_named("img2video"), body={"model": "viduq3-turbo", "images": [uri]}))

    assert end_of(answer) == ("success", 0)


@pytest.mark.parametrize(("faults", "number"), [("upload=502*99", 58), ("upload=Unauthorized", 11)])
def test_an_upload_that_fails_for_good_has_bought_nothing(
    faults: str, number: int, shop: Shop, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, shop.uploaded(content(ResultFile.IMAGE), faults))

    assert (failure.exit_code, clock.drive(shop.listed())) == (number, [])


def test_a_picture_that_the_platform_does_not_take_is_refused_at_the_end_of_its_upload(
    shop: Shop, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, shop.uploaded(content(ResultFile.AUDIO)))

    assert failure.exit_code == 42


@pytest.mark.parametrize(
    ("faults", "number", "tasks"),
    [
        ("submit=CreditInsufficient", 21, 0),
        ("submit=OperationInProcess", 55, 0),
        ("submit=InternalServiceFailure", 95, 0),
        ("submit=502", 95, 0),
        ("submit=drop-after", 95, 1),
        ("submit=truncated", 95, 1),
        ("submit=html", 95, 1),
        ("submit=empty", 95, 1),
        ("submit=drop-before", 57, 0),
        ("submit=TooManyRequests:31", 52, 0),
        ("submit=FancyPolicyBreach", 79, 0),
    ],
)
def test_a_submit_that_fails_says_whether_a_task_may_exist_and_makes_no_second_one(
    faults: str, number: int, tasks: int, shop: Shop, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, shop.buy(faults))

    assert (failure.exit_code, len(clock.drive(shop.listed()))) == (number, tasks)


@pytest.mark.parametrize("faults", ["submit=TooManyRequests:7*3", "submit=drop-before*3", "submit=SystemThrottling*2"])
def test_a_submit_that_certainly_was_not_taken_is_made_again_and_buys_one_task(
    faults: str, shop: Shop, clock: FakeClock
) -> None:
    answer = clock.drive(shop.buy(faults))

    assert (end_of(answer), len(clock.drive(shop.listed()))) == (("success", 0), 1)


@pytest.mark.parametrize(
    "faults",
    [
        "get=502*5",
        "get=TooManyRequests:20*2",
        "get=drop-before*4",
        "get=html*3",
        "get=truncated*2",
        "download=403*2",
        "download=truncated*2",
        "download=html*2",
        "download=drop-after*2",
    ],
)
def test_trouble_that_passes_costs_neither_the_task_nor_its_result(
    faults: str, shop: Shop, clock: FakeClock, tmp_path: Path
) -> None:
    answer = clock.drive(shop.buy(faults))

    assert (end_of(answer), (tmp_path / "boat.mp4").exists()) == (("success", 0), True)


@pytest.mark.parametrize(
    ("faults", "number"),
    [
        ("get=502", 87),
        ("get=Unauthorized", 87),
        ("get=TaskNotFound", 87),
        ("get=html", 87),
        ("download=403", 93),
        ("download=empty", 93),
    ],
)
def test_trouble_that_does_not_pass_never_reads_as_if_nothing_had_been_bought(
    faults: str, number: int, shop: Shop, clock: FakeClock, tmp_path: Path
) -> None:
    answer = clock.drive(shop.buy(faults))

    assert (end_of(answer)[1], list(tmp_path.iterdir())) == (number, [])


def test_a_task_that_fails_ends_with_its_own_number_and_is_listed_with_its_code(shop: Shop, clock: FakeClock) -> None:
    answer = clock.drive(shop.buy("task=NoFaceDetected"))

    assert (end_of(answer), clock.drive(shop.listed())) == (("failed", 66), [("failed", "NoFaceDetected")])


def test_the_deadline_leaves_a_task_that_can_still_be_cancelled_or_goes_on(shop: Shop, clock: FakeClock) -> None:
    answer = clock.drive(shop.buy(timeout_s=0.5))
    receipt = answer.values[0]
    assert isinstance(receipt, Receipt)

    async def cancelled() -> int:
        async with shop.client(shop.handler("")) as client:
            return (await cancel(receipt.task.id, client)).exit_code

    assert (end_of(answer)[1], clock.drive(cancelled())) == (124, 0)
