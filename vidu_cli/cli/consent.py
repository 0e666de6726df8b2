"""What stands between an order and the money: the caller's own limit, and a question to whoever sits at a terminal."""

from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import INPUT_NEEDED, OVER_BUDGET
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.policy.prices import Estimate


def check_budget(app: App, price: "Estimate", *, max_credits: int | None, is_agreed: bool) -> None:
    """Return when the order may be sent; ViduError 20 when a limit or an answer says no, 98 when nobody may be asked.

    The question is asked at a terminal alone, and only above `ask_above`, as what nobody can price may be: a script has
    `--max-credits`.
    """
    for refused in over_limit(price, max_credits):
        raise failed(OVER_BUDGET, f"{refused} Nothing was sent.", option="--max-credits")
    if price.credits_max is None:
        app.output.warn("No source tells what this task costs; the receipt will.")
    limit = app.settings.ask_above.value
    is_dear = limit is not None and (price.credits_max is None or price.credits_max > limit)
    if is_agreed or max_credits is not None or not is_dear or not app.is_interactive:
        return
    if app.settings.no_input.value:
        remedy = "Agree beforehand: add `--yes`, or a limit with `--max-credits N`."
        message = f"The task would cost {_cost(price)}, and above {limit} vidu asks first. Nothing was sent."
        raise failed(INPUT_NEEDED, message, option="--no-input", remedies=(remedy,))
    if not app.ask(f"This task will cost {_cost(price)}. Send it?"):
        raise failed(OVER_BUDGET, f"The price of {_cost(price)} was not agreed to. Nothing was sent.")


def over_limit(price: "Estimate", max_credits: int | None) -> tuple[str, ...]:
    """The sentence that says why a limit refuses the price; none where it does not."""
    if max_credits is None or (price.credits_max is not None and price.credits_max <= max_credits):
        return ()
    return (f"The task would cost {_cost(price)}; --max-credits allows {max_credits}.",)


def _cost(price: "Estimate") -> str:
    if price.credits_max is None:
        return "an unknown number of credits"
    if price.credits != price.credits_max:
        return f"up to {price.credits_max} credits"
    return f"{price.credits} credits" + ("" if price.money is None else f" ({price.currency} {price.money:.2f})")
