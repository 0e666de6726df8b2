"""A price in words, as `8 for 1 s, 10 for 2 s, then 10 a second`."""

from collections.abc import Iterator
from itertools import groupby

from vidu_cli.policy.phrases import span
from vidu_cli.schema.kinds.price import Measure, Price

# What is counted: one of it, and several.
_UNITS = {
    Measure.SECONDS: ("a second", "s"),
    Measure.SOURCE: ("a second", "s"),
    Measure.SEGMENTS: ("a second", "s"),
    Measure.PICTURES: ("a picture", "pictures"),
    Measure.CHARACTERS: ("a character", "characters"),
    Measure.PROMPTS: ("a prompt", "prompts"),
}


def rate_words(price: Price, measure: Measure) -> str:
    """How the credits of a task follow from what is counted; both readings where there are two."""
    low = _words(price, measure)
    high = low if price.upper is None else _words(price.upper, measure)
    return low if high == low else f"{low} (or {high})"


def _words(price: Price, measure: Measure) -> str:
    if tuple(price.at) == (0,):
        return f"{price.at[0]} a task"
    one, many = _UNITS[measure]
    words = ", ".join(_single(price, many) if price.at else _steps(price, one, many))
    lead = "for each segment: " if measure is Measure.SEGMENTS else ""
    return f"{lead}{words}{f', and {price.base} once' if price.base else ''}"


def _single(price: Price, many: str) -> Iterator[str]:
    for total, run in groupby(sorted(price.at), key=price.at.__getitem__):
        yield f"{total} for {span(tuple(run))} {many}"


def _steps(price: Price, one: str, many: str) -> Iterator[str]:
    for number, total in enumerate(price.totals, start=1):
        yield f"{total} for {number * price.step} {many}"
    each = one if price.step == 1 else f"for each {price.step} {many}"
    yield f"{'then ' if price.totals else ''}{price.further} {each}"
