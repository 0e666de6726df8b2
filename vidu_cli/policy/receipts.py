"""What a task costs, in words: what was expected, how sure that is, and what was really charged."""

import re
from typing import Protocol

from vidu_cli.policy.prices import Certainty, Estimate
from vidu_cli.schema.tasks import Task

_PAGE = re.compile(r"[a-z]+(?:-[a-z]+)*")
_CERTAINTY: dict[Certainty, str] = {
    "documented": "yes, as far as the vendor's pages go; what is charged stands on the receipt",
    "seen live": "yes, as far as real tasks go, for no page lists it; what is charged stands on the receipt",
    "ambiguous": "no: it is one of the two, or between them",
    "unknown": "no: only the receipt will tell",
}


class Charged(Protocol):
    """An accepted task beside what it should have cost."""

    @property
    def task(self) -> Task:
        """The task; its `credits` are the charge."""

    @property
    def estimate(self) -> Estimate:
        """What it should have cost."""


def price_words(estimate: Estimate) -> str:
    """The estimate in credits and money."""
    low, high, money = estimate.credits, estimate.credits_max, estimate.money
    if low is None:
        return "unknown"
    is_span = high is not None and high != low
    told = [f"{low} to {high} credits" if is_span else f"{low} credits"]
    if money is not None:
        dearer = f" to {money * high / low:.2f}" if is_span and high and low else ""
        told.append(f"{estimate.currency} {money:.2f}{dearer}")
    return ", ".join(told)


def certainty_words(estimate: Estimate) -> str:
    """Whether the price is certain, and if not, what is."""
    return _CERTAINTY[estimate.certainty]


def source_words(estimate: Estimate) -> str:
    """Where the price was read, and why it is not certain where it is not."""
    page, rest = estimate.source.partition(";")[::2]
    read_on = f'the vendor\'s page "{page}"' if _PAGE.fullmatch(page) else page
    return f"{read_on};{rest}" if rest else read_on


def charge_words(receipt: Charged) -> str:
    """What was charged, as `60 credits`, and the estimate where it was another; "" where nothing is known."""
    number = charge_number(receipt)
    return f"{number} credits{difference(receipt)}" if number else ""


def charge_note(receipt: Charged) -> str:
    """The charge as the end of a sentence that names the task: `, 60 credits`; "" where nothing is known."""
    words = charge_words(receipt)
    return f", {words}" if words else ""


def charge_number(receipt: Charged) -> str:
    """The credits that were charged; where the platform does not say, `about` those that were expected."""
    charged, low, high = receipt.task.credits, receipt.estimate.credits, receipt.estimate.credits_max
    if charged is not None:
        return str(charged)
    if low is None:
        return ""
    return f"about {low}" if high in (None, low) else f"about {low} to {high}"


def difference(receipt: Charged) -> str:
    """The estimate in brackets when the charge lies outside of it; else ""."""
    charged, low, high = receipt.task.credits, receipt.estimate.credits, receipt.estimate.credits_max
    if charged is None or low is None or low <= charged <= (high or low):
        return ""
    return f" (the estimate was {price_words(receipt.estimate)})"
