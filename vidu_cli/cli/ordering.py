"""From the words of `vidu submit` to an order that may be sent, and the order's way through the purchase."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.cli.intents import intent_of
from vidu_cli.cli.local_media import LocalMedia, media_of
from vidu_cli.cli.request_words import body_of
from vidu_cli.cli.results import Wishes
from vidu_cli.errors.catalogue import FIELD_ITEM_COUNT, REQUEST_TOO_LARGE, USAGE_ERROR, Origin
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.parcels import IfExists
from vidu_cli.schema.kinds.shape import Kind, Medium

if TYPE_CHECKING:
    from vidu_cli.policy.entries import Intent
    from vidu_cli.policy.packing import Packing
    from vidu_cli.policy.reruns import Stored
    from vidu_cli.workflows.answers import DryRun, Receipt
    from vidu_cli.workflows.submit import Order


_MAKES = {Medium.VIDEO: "a clip", Medium.IMAGE: "a picture", Medium.AUDIO: "a sound"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What the options of a submit said beside the fields of the platform; `stored` is an earlier request to change."""

    stored: "Stored | None" = None
    set: tuple[str, ...] = ()
    body: str | None = None
    prompt_file: str | None = None
    dry_run: bool = False
    no_check: bool = False
    max_credits: int | None = None
    allow_unknown_price: bool = False
    yes: bool = False
    once: str | None = None
    once_window: float | None = None
    no_ledger: bool = False
    private: bool = False
    wait: bool = False
    output: str | None = None
    timeout: float | None = None
    interval: float | None = None
    name: str | None = None
    if_exists: IfExists | None = None
    no_sidecar: bool = False

    @property
    def wishes(self) -> Wishes:
        """What is said of the file that the result is saved as."""
        return Wishes(name=self.name, if_exists=self.if_exists, no_sidecar=self.no_sidecar, private=self.private)

    @property
    def results_there(self) -> tuple[str, ...] | None:
        """Of which tasks a result may lie at `-o` already: of any (None) that an earlier submit with the key bought."""
        return () if self.once is None else None

    @property
    def is_waited_for(self) -> bool:
        """Whether the command goes on until the task has ended."""
        return self.wait or self.output is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Basket:
    """An order with the files that travel with it, how they do, and what the ledger keeps of it."""

    order: "Order"
    media: LocalMedia
    packing: "Packing"
    intent: "Intent"


@dataclass(frozen=True, kw_only=True, slots=True)
class Product:
    """What is printed of a purchase: values of type `shape` out of its receipt, or the receipt when there are none."""

    shape: type
    values_of: "Callable[[Receipt], Sequence[object]]"


def submit(app: App, kind: Kind, given: Mapping[str, object], *, product: Product | None = None) -> None:
    """Order what the words say: check it, price it, send it, and go on as far as is wanted.

    The answer is the receipt unless there is a `product`.
    """
    words = words_in(given)
    _check_answer(app, kind, words, product)
    basket = basket_of(app, kind, given, words)
    if words.dry_run:
        app.show(_dry_run(app, basket, words))
        return
    from vidu_cli.cli.buying import buy
    from vidu_cli.cli.consent import check_budget

    for warning in basket.order.warnings:
        app.output.warn(warning)
    check_budget(app, basket.order.estimate, words)
    buy(app, basket, words, product=product)


def words_in(given: Mapping[str, object]) -> Words:
    """What stands beside the fields in the words of a command."""
    own = {name.removeprefix("cli_"): value for name, value in given.items() if name.startswith("cli_")}
    sets = own.get("set")
    return Words(**{**own, "set": tuple(sets) if isinstance(sets, list) else ()})  # type: ignore[arg-type]  # Typer has read the types


def _check_answer(app: App, kind: Kind, words: Words, product: Product | None) -> None:
    from vidu_cli.workflows.answers import DryRun, Receipt

    app.output.check(DryRun if words.dry_run else product.shape if product else Receipt)
    if words.output is not None and kind.result is None:
        message = f"{kind.name} makes no file that could be saved; its answer is on standard output."
        raise failed(USAGE_ERROR, message, option="--output")
    _check_once(words)
    if words.timeout == 0:
        raise failed(USAGE_ERROR, "--timeout 0 leaves no time to submit.", option="--timeout")
    if words.output is not None or words.wishes.words:
        from vidu_cli.cli.waiting import output_plan

        output_plan(app, words.output, words.wishes, results=1, of_tasks=words.results_there)
    if words.output is not None:
        _warn_of_name(app, kind, words.output)


def _check_once(words: Words) -> None:
    if words.once is not None and not words.once.strip():
        raise failed(USAGE_ERROR, "--once: the key is empty; give a word that names this purchase.", option="--once")
    if words.once is not None and words.no_ledger:
        message = "--once needs the ledger, which --no-ledger leaves out; give one."
        raise failed(USAGE_ERROR, message, option="--once")
    if words.once is None and words.once_window is not None:
        raise failed(USAGE_ERROR, "--once-window goes with --once KEY.", option="--once-window")


def _warn_of_name(app: App, kind: Kind, output: str) -> None:
    from vidu_cli.policy.naming import is_misnamed

    if kind.fields and kind.result is not None and is_misnamed(output, kind.result):
        app.output.warn(f"-o {output}: {kind.name} makes {_MAKES[kind.result]}, which the name does not say.")


def basket_of(app: App, kind: Kind, given: Mapping[str, object], words: Words) -> Basket:
    """The order that the words describe, looked at and priced; ViduError for what the platform would refuse."""
    from vidu_cli.policy.cautions import warnings_in
    from vidu_cli.policy.endpoints import kind_at
    from vidu_cli.policy.prices import estimate
    from vidu_cli.workflows.submit import Order

    body = body_of(app, kind, given, words)
    media = media_of(kind, body, stdin=app.stdin)
    # What is sent to a path is held against nothing, though it costs what the same request costs elsewhere.
    is_described = bool(kind.fields)
    priced = kind if is_described else kind_at(kind.path, body) or kind
    if is_described and not words.no_check:
        _check(kind, body, media)
    price = estimate(priced, body, region=app.settings.region.value, media=media.facts)
    intent = intent_of(app, kind, body, media.digests, words=words, price=price)
    order = Order(
        kind=kind,
        body=body if intent.marker is None else {**body, "payload": intent.marker},
        estimate=price,
        warnings=warnings_in(kind, body, media.facts) if is_described else (),
    )
    return Basket(order=order, media=media, packing=_packing(kind, order.body, media), intent=intent)


def _check(kind: Kind, body: Mapping[str, object], media: LocalMedia) -> None:
    from vidu_cli.policy.checks import problems_in

    problems = problems_in(kind, body, media.facts)
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
        names={"kind": kind.name, **({"path": first.path} if first.path else {})},
        remedies=allowed,
    )
    raise ViduError(failure)


def _packing(kind: Kind, body: Mapping[str, object], media: LocalMedia) -> "Packing":
    from vidu_cli.policy.packing import TooLargeError, packed

    try:
        return packed(kind, body, media.facts)
    except TooLargeError as error:
        entry = replace(REQUEST_TOO_LARGE, origin=Origin.CHECK, http_status=None)
        largest = media.files.get(error.address or "")
        raise failed(entry, f"{error} Nothing was sent.", option=largest and largest.option) from error
    except ValueError as error:
        raise failed(USAGE_ERROR, f"The request cannot be sent: {error}.") from error


def _dry_run(app: App, basket: Basket, words: Words) -> "DryRun":
    from vidu_cli.cli.consent import over_limit
    from vidu_cli.policy.curl import curl_line, shortened
    from vidu_cli.policy.media_words import in_words
    from vidu_cli.policy.slots import with_addresses
    from vidu_cli.schema.routes import PREFIX
    from vidu_cli.workflows.answers import DryRun

    order = basket.order
    url = app.settings.base_url.value + PREFIX + order.kind.path
    shown = in_words(basket.packing, basket.media.facts)
    body = shortened(with_addresses(order.kind, order.body, shown))
    return DryRun(
        method="POST",
        url=url,
        body=body,
        estimate=order.estimate,
        warnings=(
            *order.warnings,
            *over_limit(order.estimate, words),
        ),
        curl=curl_line("POST", url, body),
    )
