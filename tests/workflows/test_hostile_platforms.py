"""An answer is lost, and the platform's list is of little help: the task is found all the same, or left unknown."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, nullcontext

import pytest

from tests.harness.stage import STRANGER, order_of_a_stranger
from tests.support.bookings import moment_of
from tests.support.clock import FakeClock
from tests.support.ledgers import INTENT
from tests.support.outcomes import failure_in_driving
from tests.support.wires import Middle
from vidu_cli.api.client import Client
from vidu_cli.api.transport import Transport
from vidu_cli.ledger.ledger import Ledger
from vidu_cli.policy.entries import Outcome
from vidu_cli.policy.prices import estimate
from vidu_cli.sandbox.faults import FaultBook, parse
from vidu_cli.sandbox.transport import SandboxTransport
from vidu_cli.sandbox.world import Search, World
from vidu_cli.schema.kinds.text2video import KIND
from vidu_cli.workflows.answers import Receipt
from vidu_cli.workflows.booking import Booking
from vidu_cli.workflows.purchase import Purchase
from vidu_cli.workflows.recovery import Recovery
from vidu_cli.workflows.submit import Order

BODY = {**INTENT.body, "payload": INTENT.marker}
HELPFUL_ENOUGH = {
    "as today's": "",
    "tells payloads": "list=payloads",
    "lags": "list=lagging:7",
    "is out of order for a while": "list=502*3",
}


class Market:
    """One purchase after another on the sandbox in this process, kept in a ledger."""

    def __init__(self, world: World, ledger: Ledger, clock: FakeClock) -> None:
        self._world = world
        self._ledger = ledger
        self._clock = clock

    @asynccontextmanager
    async def _client(self, faults: str) -> AsyncIterator[Client]:
        clock, book = self._clock, FaultBook(parse(faults))
        handler = SandboxTransport(self._world, clock_now=clock.now, sleep=clock.sleep, faults=book)
        url = "https://sandbox.vidu.invalid"
        transport = Transport(url, secret=lambda: "sandbox", clock=clock, chance=Middle(), handler=handler)
        async with Client(transport) as client:
            yield client

    async def buy(self, faults: str) -> Receipt:
        """Submit once."""
        order = Order(kind=KIND, body=BODY, estimate=estimate(KIND, BODY, region="global"))
        purchase = Purchase(order=order, clock=self._clock, sending=nullcontext, is_waited_for=False)
        async with self._client(faults) as client:
            booking = Booking(
                intent=INTENT,
                ledger=self._ledger,
                witness=client,
                clock=self._clock,
                moment=lambda: moment_of(self._clock),
                warn=lambda _words: None,
            )
            return await purchase.send(client, booking, deadline=None)

    async def recover(self, faults: str = "") -> None:
        """Look for what is unknown."""
        async with self._client(faults) as client:
            search = Recovery(
                records=self._ledger, witness=client, clock=self._clock, moment=lambda: moment_of(self._clock)
            )
            await search.settle(self._ledger.unresolved())

    @property
    def bought(self) -> list[str]:
        """The tasks that the platform made of the submits."""
        made = self._world.tasks(Search(since=0, limit=1000), now=self._clock.now())
        return [str(task.id) for task in made if task.request["prompt"] != STRANGER]

    @property
    def kept(self) -> list[tuple[Outcome, str | None]]:
        """What the ledger says of them."""
        return [(entry.outcome, entry.task_id) for entry in self._ledger.newest(99)]


@pytest.fixture
def world() -> Iterator[World]:
    world = World.in_memory()
    yield world
    world.close()


@pytest.fixture
def market(world: World, ledger: Ledger, clock: FakeClock) -> Market:
    return Market(world, ledger, clock)


@pytest.mark.parametrize("fault", HELPFUL_ENOUGH.values(), ids=HELPFUL_ENOUGH)
def test_a_task_whose_answer_was_lost_is_found_whatever_the_list_is_like(
    fault: str, market: Market, clock: FakeClock
) -> None:
    receipt = clock.drive(market.buy(f"submit=drop-after,{fault}"))

    assert (market.bought, market.kept) == ([receipt.task.id], [(Outcome.ACCEPTED, receipt.task.id)])


@pytest.mark.parametrize("fault", HELPFUL_ENOUGH.values(), ids=HELPFUL_ENOUGH)
def test_a_task_whose_answer_was_lost_is_found_among_five_hundred_of_other_people(
    fault: str, market: Market, world: World, clock: FakeClock
) -> None:
    for number in range(500):
        order_of_a_stranger(world, number, now=clock.now())

    receipt = clock.drive(market.buy(f"submit=drop-after,{fault}"))

    assert (market.bought, market.kept) == ([receipt.task.id], [(Outcome.ACCEPTED, receipt.task.id)])


@pytest.mark.parametrize("broken", ["list=500", "list=not-json", "list=truncated", "get=500"])
def test_behind_a_list_that_is_out_of_order_a_submit_stays_unknown_until_it_can_be_read(
    broken: str, market: Market, clock: FakeClock
) -> None:
    failure = failure_in_driving(clock, market.buy(f"submit=drop-after,{broken}"))
    clock.drive(clock.sleep(3600))
    clock.drive(market.recover(broken))
    before = market.kept
    clock.drive(market.recover())

    (task_id,) = market.bought
    assert (failure.exit_code, before) == (95, [(Outcome.UNKNOWN, None)])
    assert market.kept == [(Outcome.ACCEPTED, task_id)]


def test_an_answer_after_forty_seconds_is_waited_for(market: Market, clock: FakeClock) -> None:
    receipt = clock.drive(market.buy("submit=slow:40"))

    assert (market.kept, clock.slept) == ([(Outcome.ACCEPTED, receipt.task.id)], [40.0])


def test_a_task_whose_answer_never_comes_is_found(market: Market, clock: FakeClock) -> None:
    receipt = clock.drive(market.buy("submit=slow:4000"))

    assert (market.bought, market.kept) == ([receipt.task.id], [(Outcome.ACCEPTED, receipt.task.id)])
