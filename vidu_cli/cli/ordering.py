"""From the words of `vidu submit` to an order that may be sent, and the order's way through the purchase."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.cli.arguments import text_of
from vidu_cli.errors.catalogue import FIELD_ITEM_COUNT, OVER_BUDGET, REQUEST_TOO_LARGE, USAGE_ERROR, Origin
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.schema.kinds.shape import Kind

if TYPE_CHECKING:
    from vidu_cli.policy.prices import Estimate
    from vidu_cli.workflows.answers import Answer, DryRun, Receipt
    from vidu_cli.workflows.poll import PollPlan
    from vidu_cli.workflows.purchase import Purchase
    from vidu_cli.workflows.submit import Order


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What the options of a submit said beside the fields of the platform."""

    prompt_file: str | None
    set: tuple[str, ...]
    body: str | None
    dry_run: bool
    no_check: bool
    max_credits: int | None
    wait: bool
    output: str | None
    timeout: float | None
    interval: float | None


def submit(app: App, kind: Kind, given: Mapping[str, object]) -> None:
    """Order what the words say: check it, price it, send it, and go on as far as is wanted."""
    fields = {name: value for name, value in given.items() if not name.startswith("cli_")}
    own = {name.removeprefix("cli_"): value for name, value in given.items() if name.startswith("cli_")}
    words = Words(**{**own, "set": tuple(own["set"] or ())})  # type: ignore[arg-type]  # Typer has read the types
    _check_answer(app, words)
    order = _order(app, kind, fields, words)
    if words.dry_run:
        app.show(_dry_run(app, order))
        return
    for warning in order.warnings:
        app.output.warn(warning)
    _check_budget(order.estimate, words.max_credits)
    _buy(app, order, words)


def _check_answer(app: App, words: Words) -> None:
    from vidu_cli.workflows.answers import DryRun, Receipt

    app.output.check(DryRun if words.dry_run else Receipt)
    if words.timeout == 0:
        raise failed(USAGE_ERROR, "--timeout 0 leaves no time to submit.", option="--timeout")
    if words.output is not None:
        from vidu_cli.cli.waiting import check_output

        check_output(words.output, results=1)


def _order(app: App, kind: Kind, fields: Mapping[str, object], words: Words) -> "Order":
    from vidu_cli.policy.checks import warnings_in
    from vidu_cli.policy.prices import estimate
    from vidu_cli.workflows.submit import Order

    body = _body(app, kind, fields, words)
    if not words.no_check:
        _check(kind, body)
    price = estimate(kind, body, region=app.settings.region.value)
    # The marker is what finds a task again whose submit had no answer.
    marked = body if body.get("payload") else {**body, "payload": f"vidu-{app.chance.getrandbits(60):015x}"}
    _check_size(marked)
    return Order(kind=kind, body=marked, estimate=price, warnings=warnings_in(kind, body))


def _body(app: App, kind: Kind, fields: Mapping[str, object], words: Words) -> dict[str, object]:
    from vidu_cli.policy.assembly import assembled, document

    prompt = fields.get("prompt")
    if prompt is not None and words.prompt_file is not None:
        raise failed(USAGE_ERROR, "Give PROMPT or --prompt-file, not both.", option="--prompt-file")
    if words.body == "-" and "-" in (prompt, words.prompt_file):
        raise failed(USAGE_ERROR, "Standard input cannot be both the prompt and the body.", option="--body")
    source = words.prompt_file if words.prompt_file is not None else "-" if prompt == "-" else None
    if source is not None:
        prompt = text_of(source, option="--prompt-file", stdin=app.stdin).removesuffix("\n")
    start: Mapping[str, object] = {}
    if words.body is not None:
        text = text_of(words.body, option="--body", stdin=app.stdin)
        try:
            start = document(text)
        except ValueError as error:
            raise failed(USAGE_ERROR, f"--body {words.body}: {error}.", option="--body") from error
    try:
        return assembled(kind, options={**fields, "prompt": prompt}, sets=words.set, body=start)
    except ValueError as error:
        raise failed(USAGE_ERROR, str(error), option="--set") from error


def _check(kind: Kind, body: Mapping[str, object]) -> None:
    from vidu_cli.policy.checks import problems_in

    problems = problems_in(kind, body)
    if not problems:
        return
    first = problems[0]
    others = "".join(f" Besides: {problem.message}" for problem in problems[1:])
    how_many = "How many" if first.entry is FIELD_ITEM_COUNT else "Allowed for"
    allowed = (f"{how_many} {first.option}: {first.allowed}.",) if first.allowed else ()
    failure = Failure(
        entry=replace(first.entry, origin=Origin.CHECK, http_status=None),
        message=first.message + others,
        explanation="Found before anything was sent.",
        field=first.field,
        option=first.option,
        names={"kind": kind.name},
        remedies=allowed,
    )
    raise ViduError(failure)


def _check_size(body: Mapping[str, object]) -> None:
    from vidu_cli.policy.assembly import LARGEST_BODY_BYTES, size_bytes

    try:
        size = size_bytes(body)
    except ValueError as error:
        raise failed(USAGE_ERROR, f"The request cannot be sent: {error}.") from error
    if size > LARGEST_BODY_BYTES:
        entry = replace(REQUEST_TOO_LARGE, origin=Origin.CHECK, http_status=None)
        message = f"The request is {size:,} bytes; the platform takes {LARGEST_BODY_BYTES:,}. Nothing was sent."
        raise failed(entry, message)


def _check_budget(price: "Estimate", max_credits: int | None) -> None:
    if max_credits is None or (price.credits_max is not None and price.credits_max <= max_credits):
        return
    cost = "an unknown number of credits" if price.credits_max is None else f"up to {price.credits_max} credits"
    message = f"The task would cost {cost}; --max-credits allows {max_credits}. Nothing was sent."
    raise failed(OVER_BUDGET, message, option="--max-credits")


def _dry_run(app: App, order: "Order") -> "DryRun":
    from vidu_cli.policy.curl import curl_line, shortened
    from vidu_cli.schema.routes import PREFIX
    from vidu_cli.workflows.answers import DryRun

    url = app.settings.base_url.value + PREFIX + order.kind.path
    body = shortened(order.body)
    return DryRun(
        method="POST",
        url=url,
        body=body,
        estimate=order.estimate,
        warnings=order.warnings,
        curl=curl_line("POST", url, body),
    )


def _buy(app: App, order: "Order", words: Words) -> None:
    from vidu_cli.workflows.poll import PollPlan
    from vidu_cli.workflows.purchase import Purchase

    purchase = Purchase(
        order=order,
        clock=app.clock,
        sending=app.interruption.sending,
        is_waited_for=words.wait or words.output is not None,
    )
    plan = PollPlan(timeout_s=words.timeout, interval_s=words.interval)
    app.answer(app.run(_through(app, purchase, plan, words.output), stopped=purchase.stopped))


async def _through(app: App, purchase: "Purchase", plan: "PollPlan", output: str | None) -> "Answer":
    from vidu_cli.cli.waiting import poller_of
    from vidu_cli.render.live import progress

    started = app.clock.monotonic()
    async with app.platform() as client:
        receipt = await purchase.send(client, plan)
        app.bought = receipt.task.id
        if purchase.is_waited_for or not app.output.is_drawn:
            app.output.note(f"Task {receipt.task.id} accepted{_charge(receipt)}.")
        if not purchase.is_waited_for:
            return purchase.answer()
        with progress(app.output, (receipt.task.id,), app.clock) as watcher:
            poller = poller_of(app, client, (receipt.task.id,), watcher, output=output)
            return await purchase.wait(poller, plan, elapsed_s=app.clock.monotonic() - started)


def _charge(receipt: "Receipt") -> str:
    return "" if receipt.task.credits is None else f", {receipt.task.credits} credits"
