"""What stands between an order and the money: the caller's own limit, and a question to whoever sits at a terminal."""

from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import INPUT_NEEDED, OVER_BUDGET
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.cli.ordering import Words
    from vidu_cli.policy.prices import Estimate


def check_budget(app: App, price: "Estimate", words: "Words") -> None:
    """Return when the order may be sent; ViduError 20 when a limit or an answer says no, 98 when nobody may be asked.

    The caps are held against what was spent when the intent is kept; here is only refused what they cannot be held
    against. The question is asked at a terminal alone, and only above `ask_above`, as what nobody can price may be: a
    script has `--max-credits`.
    """
    max_credits = words.max_credits
    for refused in over_limit(price, words):
        raise failed(OVER_BUDGET, f"{refused} Nothing was sent.", option="--max-credits")
    _check_caps(app, price, words)
    if price.credits_max is None:
        app.output.warn("No source tells what this task costs; the receipt will.")
    limit = app.settings.ask_above.value
    is_dear = limit is not None and (price.credits_max is None or price.credits_max > limit)
    if words.yes or max_credits is not None or not is_dear or not app.is_interactive:
        return
    if app.settings.no_input.value:
        remedy = "Agree beforehand: add `--yes`, or a limit with `--max-credits N`."
        message = f"The task would cost {_cost(price)}, and above {limit} vidu asks first. Nothing was sent."
        raise failed(INPUT_NEEDED, message, option="--no-input", remedies=(remedy,))
    if not app.ask(f"This task will cost {_cost(price)}. Send it?"):
        raise failed(OVER_BUDGET, f"The price of {_cost(price)} was not agreed to. Nothing was sent.")


def _check_caps(app: App, price: "Estimate", words: "Words") -> None:
    from vidu_cli.policy.caps import unpriced

    caps = app.caps
    if caps and words.no_ledger:
        message = f"{caps[0].name} is set, and only the ledger knows what was spent; --no-ledger leaves it out."
        raise failed(OVER_BUDGET, f"{message} Nothing was sent.", option="--no-ledger")
    if price.credits_max is None and not words.allow_unknown_price:
        for refused in unpriced(caps):
            remedy = "Send it all the same: add `--allow-unknown-price`."
            raise failed(OVER_BUDGET, f"{refused} Nothing was sent.", option=caps[0].name, remedies=(remedy,))


def over_limit(price: "Estimate", words: "Words") -> tuple[str, ...]:
    """The sentence that says why a limit refuses the price; none where it does not."""
    max_credits = words.max_credits
    if max_credits is None or (words.allow_unknown_price and price.credits_max is None):
        return ()
    if price.credits_max is not None and price.credits_max <= max_credits:
        return ()
    return (f"The task would cost {_cost(price)}; --max-credits allows {max_credits}.",)


def _cost(price: "Estimate") -> str:
    if price.credits_max is None:
        return "an unknown number of credits"
    if price.credits != price.credits_max:
        return f"up to {price.credits_max} credits"
    return f"{price.credits} credits" + ("" if price.money is None else f" ({price.currency} {price.money:.2f})")
