"""An order on its way: its files brought to the platform, the one send, and the wait where it is wanted."""

from dataclasses import replace
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import NETWORK_UNREACHABLE
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.api.client import Client
    from vidu_cli.cli.ordering import Basket, Product, Words
    from vidu_cli.workflows.answers import Answer
    from vidu_cli.workflows.poll import PollPlan
    from vidu_cli.workflows.purchase import Purchase
    from vidu_cli.workflows.submit import Order


def buy(app: App, basket: "Basket", words: "Words", *, product: "Product | None") -> None:
    """Send the order and print what came of it."""
    from vidu_cli.workflows.poll import PollPlan
    from vidu_cli.workflows.purchase import Purchase

    purchase = Purchase(
        order=basket.order,
        clock=app.clock,
        sending=app.interruption.sending,
        is_waited_for=words.is_waited_for,
    )
    plan = PollPlan(timeout_s=words.timeout, interval_s=words.interval)
    answer = app.run(_through(app, purchase, basket, plan, words.output), stopped=purchase.stopped)
    made = product.values_of(purchase.receipt) if product and purchase.receipt else ()
    app.answer(replace(answer, values=tuple(made)) if made else answer)


async def _through(app: App, purchase: "Purchase", basket: "Basket", plan: "PollPlan", output: str | None) -> "Answer":
    from vidu_cli.cli.waiting import poller_of
    from vidu_cli.policy.receipts import charge_note
    from vidu_cli.render.live import progress

    async with app.platform() as client:
        # What the program itself takes to start is not the platform's time.
        started = app.clock.monotonic()
        purchase.order = await shipped_order(app, basket, client, timeout_s=plan.timeout_s)
        receipt = await purchase.send(client, _left(plan, app.clock.monotonic() - started))
        app.bought = receipt.task.id
        if purchase.is_waited_for or not app.output.is_drawn:
            app.output.note(f"Task {receipt.task.id} accepted{charge_note(receipt)}.")
        if not purchase.is_waited_for:
            return purchase.answer()
        with progress(app.output, (receipt.task.id,), app.clock) as watcher:
            poller = poller_of(app, client, (receipt.task.id,), watcher, output=output)
            return await purchase.wait(poller, plan, elapsed_s=app.clock.monotonic() - started)


async def shipped_order(app: App, basket: "Basket", client: "Client", *, timeout_s: float | None) -> "Order":
    """The order as it leaves, its files within it or uploaded before it; ViduError when they could not be brought."""
    order = basket.order
    if not basket.media.files:
        return order
    from vidu_cli.render.uploads import upload_progress
    from vidu_cli.workflows.deadline import before
    from vidu_cli.workflows.shipping import shipped

    deadline = None if timeout_s is None else app.clock.monotonic() + timeout_s
    with upload_progress(app.output, app.clock) as watcher:
        files = basket.media.files
        work = shipped(order.kind, order.body, basket.packing, files, uploader=client, watcher=watcher)
        body = await before(deadline, work, app.clock)
    if body is None:
        message = (
            f"--timeout {timeout_s:g} was over while files were uploaded. Nothing was submitted, nothing was spent."
        )
        raise failed(NETWORK_UNREACHABLE, message, option="--timeout")
    return replace(order, body=body)


def _left(plan: "PollPlan", elapsed_s: float) -> "PollPlan":
    return plan if plan.timeout_s is None else replace(plan, timeout_s=max(plan.timeout_s - elapsed_s, 0.0))
