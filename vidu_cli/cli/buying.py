"""An order on its way: its files brought to the platform, the one send, and the wait where it is wanted."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import NETWORK_UNREACHABLE
from vidu_cli.errors.failure import failed

# How far back a ledger that is new to the account looks for a `--once` key.
ONCE_WINDOW_S = 48 * 3600.0

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.cli.ordering import Basket, Product, Words
    from vidu_cli.workflows.answers import Answer, Receipt
    from vidu_cli.workflows.booking import Booking
    from vidu_cli.workflows.fetch_plan import FetchPlan
    from vidu_cli.workflows.poll_plan import PollPlan
    from vidu_cli.workflows.purchase import Purchase
    from vidu_cli.workflows.submit import Order


def buy(app: App, basket: "Basket", words: "Words", *, product: "Product | None") -> None:
    """Send the order and print what came of it."""
    from vidu_cli.cli.waiting import output_plan
    from vidu_cli.workflows.poll_plan import PollPlan
    from vidu_cli.workflows.purchase import Purchase

    purchase = Purchase(
        order=basket.order,
        clock=app.clock,
        sending=app.interruption.sending,
        is_waited_for=words.is_waited_for,
    )
    plan = PollPlan(timeout_s=words.timeout, interval_s=words.interval)
    files = output_plan(app, words.output, words.wishes, results=1, of_tasks=words.results_there)
    waiting = partial(_wait, app, purchase, plan=plan, files=files)
    answer = app.run(_through(app, purchase, basket, words, waiting), stopped=purchase.stopped)
    made = product.values_of(purchase.receipt) if product and purchase.receipt else ()
    app.answer(replace(answer, values=tuple(made)) if made else answer)


async def _through(
    app: App, purchase: "Purchase", basket: "Basket", words: "Words", waiting: Callable[..., Awaitable["Answer"]]
) -> "Answer":
    async with app.platform() as client:
        # What the program itself takes to start is not the platform's time.
        started = app.clock.monotonic()
        receipt = await _bought(app, purchase, basket, client, words)
        app.bought = receipt.task.id
        if purchase.is_waited_for or receipt.reused or not app.output.is_drawn:
            app.output.note(_told(receipt, purchase.order.kind.type))
        if not purchase.is_waited_for:
            return purchase.answer()
        return await waiting(client, receipt.task.id, started=started)


async def _wait(
    app: App,
    purchase: "Purchase",
    client: "Client",
    task_id: str,
    *,
    started: float,
    plan: "PollPlan",
    files: "FetchPlan | None",
) -> "Answer":
    from vidu_cli.cli.expectations import Expectations
    from vidu_cli.cli.waiting import poller_of
    from vidu_cli.render.live import progress

    with progress(app.output, (task_id,), app.clock, left=Expectations(app).left_s) as watcher:
        earlier = purchase.receipt.task if purchase.receipt else None
        poller = poller_of(app, client, (task_id,), watcher, plan=files, earlier=earlier)
        return await purchase.wait(poller, plan, elapsed_s=app.clock.monotonic() - started)


async def _bought(app: App, purchase: "Purchase", basket: "Basket", client: "Client", words: "Words") -> "Receipt":
    """The receipt of the order, or of the earlier one that its `--once` key stands for."""
    from vidu_cli.cli.waiting import output_plan

    booking = _booking(app, basket, client, words)
    deadline = None if words.timeout is None else app.clock.monotonic() + words.timeout
    if words.once is not None:
        # A request that carries no marker cannot be told again in the account's list.
        if purchase.order.kind.field("payload") is not None:
            await _know_the_account(app, client, words)
        earlier = await booking.earlier(deadline)
        if earlier is not None:
            return purchase.reuse(earlier)
        # Nothing was bought before: what lies there is in the way of a new purchase.
        output_plan(app, words.output, words.wishes, results=1)
    purchase.order = await shipped_order(app, basket, client, deadline=deadline)
    return await purchase.send(client, booking, deadline=deadline)


def _booking(app: App, basket: "Basket", client: "Client", words: "Words") -> "Booking":
    from vidu_cli.cli.clock import this_moment
    from vidu_cli.workflows.booking import Booking
    from vidu_cli.workflows.unrecorded import Unrecorded

    return Booking(
        intent=basket.intent,
        ledger=Unrecorded() if words.no_ledger else app.ledger,
        witness=client,
        clock=app.clock,
        moment=this_moment,
        warn=app.output.insist,
        caps=app.caps,
    )


async def _know_the_account(app: App, client: "Client", words: "Words") -> None:
    """Look once, where the ledger is new to the account, for what another machine bought with a key."""
    if app.ledger.reconciled_at() is not None:
        return
    from vidu_cli.workflows.adoption import reconcile

    window_s = ONCE_WINDOW_S if words.once_window is None else words.once_window
    app.output.note(
        f"This ledger is new to the account: looking through its last {window_s / 3600:g} h for --once keys."
    )
    now = app.clock.now()
    private = app.settings.private.value
    found = await reconcile(now - window_s, app.ledger, client, app.clock, is_private=private)
    app.ledger.reconcile(now=now)
    if found:
        app.output.note(f"{found} earlier tasks of this account were taken over into the ledger.")


def _told(receipt: "Receipt", made: str) -> str:
    from vidu_cli.policy.receipts import charge_note

    if receipt.reused:
        return f"Task {receipt.task.id} was bought by an earlier submit; nothing was paid now."
    thing = "Subject" if made == "subject" else "Task"
    return f"{thing} {receipt.task.id} accepted{charge_note(receipt)}."


async def shipped_order(app: App, basket: "Basket", client: "Client", *, deadline: float | None) -> "Order":
    """The order as it leaves, its files within it or uploaded before it; ViduError when they could not be brought."""
    order = basket.order
    if not basket.media.files:
        return order
    from vidu_cli.render.uploads import upload_progress
    from vidu_cli.workflows.deadline import before
    from vidu_cli.workflows.shipping import shipped

    with upload_progress(app.output, app.clock) as watcher:
        files = basket.media.files
        work = shipped(order.kind, order.body, basket.packing, files, uploader=client, watcher=watcher)
        body = await before(deadline, work, app.clock)
    if body is None:
        message = "--timeout was over while files were uploaded. Nothing was submitted, nothing was spent."
        raise failed(NETWORK_UNREACHABLE, message, option="--timeout")
    return replace(order, body=body)
