"""What stands between an order and the money: the caller's own limit, and a question to whoever sits at a terminal."""

from typing import TYPE_CHECKING

from vidu_cli.cli.app import App
from vidu_cli.errors.catalogue import INPUT_NEEDED, OVER_BUDGET
from vidu_cli.errors.failure import failed

if TYPE_CHECKING:
    from vidu_cli.policy.prices import Estimate


def check_budget(app: App, price: "Estimate", *, max_credits: int | None, is_agreed: bool) -> None:
    """Return when the order may be sent; ViduError 20 when a limit or an answer says no, 98 when nobody may be asked.

    The question is asked at a terminal alone, and only above `ask_above`: a script has `--max-credits`.
    """
    if max_credits is not None and (price.credits_max is None or price.credits_max > max_credits):
        message = f"The task would cost {_cost(price)}; --max-credits allows {max_credits}. Nothing was sent."
        raise failed(OVER_BUDGET, message, option="--max-credits")
    limit = app.settings.ask_above.value
    if is_agreed or max_credits is not None or limit is None or not app.is_interactive:
        return
    if price.credits_max is None or price.credits_max <= limit:
        return
    if app.settings.no_input.value:
        remedy = "Agree beforehand: add `--yes`, or a limit with `--max-credits N`."
        message = f"The task would cost {_cost(price)}, and above {limit} vidu asks first. Nothing was sent."
        raise failed(INPUT_NEEDED, message, option="--no-input", remedies=(remedy,))
    if not app.ask(f"This task will cost {_cost(price)}. Send it?"):
        raise failed(OVER_BUDGET, f"The price of {_cost(price)} was not agreed to. Nothing was sent.")


def _cost(price: "Estimate") -> str:
    if price.credits_max is None:
        return "an unknown number of credits"
    money = "" if price.money is None else f" ({price.currency} {price.money:.2f})"
    return f"up to {price.credits_max} credits{money if price.credits == price.credits_max else ''}"
