"""What the ledger costs: submits a second without and with it, in one run.

Run it: `python -m tests.benchmarks.ledger`. It prints figures and ratios, and fails nothing.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from statistics import median

from tests.support.ledgers import INTENT
from tests.support.program import Program
from vidu_cli.api.client import Client
from vidu_cli.api.transport import Transport
from vidu_cli.cli.clock import SystemClock, this_moment
from vidu_cli.ledger.ledger import Account, Ledger
from vidu_cli.policy.prices import estimate
from vidu_cli.sandbox.server import Server, serve
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds.text2video import KIND
from vidu_cli.workflows.booking import Booking
from vidu_cli.workflows.booking import Ledger as Kept
from vidu_cli.workflows.purchase import Purchase
from vidu_cli.workflows.submit import Order
from vidu_cli.workflows.unrecorded import Unrecorded

ROUNDS = 5
SUBMITS = 40
PROCESSES = 15


def main() -> None:
    """Print every row."""
    with tempfile.TemporaryDirectory() as home:
        world = World.in_memory()
        server = serve(world, clock_now=time.time, port=0, pace=1_000_000)
        _of_one_process(server, world, Path(home))
        world.reset()
        _of_processes(server, Path(home))
        server.close()


def _of_one_process(server: Server, world: World, home: Path) -> None:
    ledger = Ledger(home / "ledger.db", Account(base_url=server.origin, key="sandbox"))
    pairs = []
    for _ in range(ROUNDS):
        pairs.append((_rate(server, Unrecorded()), _rate(server, ledger)))
        world.reset()
    ledger.close()
    without, with_it = (median(rates) for rates in zip(*pairs, strict=True))
    _print("submits in one process", without, with_it)


def _of_processes(server: Server, home: Path) -> None:
    program = Program(home, {"VIDU_API_KEY": "sandbox", "VIDU_BASE_URL": server.origin})
    words = ("submit", "text2video", "a cat")
    pairs = [
        (1 / _seconds(lambda: program(*words, "--no-ledger")), 1 / _seconds(lambda: program(*words)))
        for _ in range(PROCESSES)
    ]
    without, with_it = (median(rates) for rates in zip(*pairs, strict=True))
    _print("submits, a process each", without, with_it)


def _rate(server: Server, ledger: Kept) -> float:
    return SUBMITS / _seconds(lambda: asyncio.run(_bought(server, ledger)))


async def _bought(server: Server, ledger: Kept) -> None:
    clock, chance = SystemClock(), random.Random(1)
    transport = Transport(server.origin, secret=lambda: "sandbox", clock=clock, chance=chance)
    async with Client(transport) as client:
        for _ in range(SUBMITS):
            intent = replace(INTENT, marker=f"vidu-{chance.getrandbits(60):015x}")
            body = {**intent.body, "payload": intent.marker}
            order = Order(kind=KIND, body=body, estimate=estimate(KIND, body, region="global"))
            booking = Booking(
                intent=intent, ledger=ledger, witness=client, clock=clock, moment=this_moment, warn=_complain
            )
            purchase = Purchase(order=order, clock=clock, sending=nullcontext, is_waited_for=False)
            await purchase.send(client, booking, deadline=None)


def _complain(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _print(name: str, without: float, with_it: float) -> None:
    told = f"{without:7.1f} a second without the ledger, {with_it:7.1f} with it"
    sys.stdout.write(f"{name:26} {told}: {with_it / without:5.2f} x\n")


if __name__ == "__main__":
    main()
