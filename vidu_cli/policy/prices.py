"""What a task will cost, read from the data; the credits in the platform's answer to the submit are the truth.

Source: the vendor's page "pricing"; one credit is USD 0.005 internationally and CNY 0.03125 in mainland China.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vidu_cli.policy.requests import (
    duration_of,
    is_off_peak_doubtful,
    is_on,
    model_of,
    resolution_of,
)
from vidu_cli.schema.kinds.shape import Kind, Model, Price

Currency = Literal["USD", "CNY"]
Certainty = Literal["documented", "ambiguous", "unknown"]

_CREDIT: Mapping[Currency, float] = {"USD": 0.005, "CNY": 0.03125}


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What a task will probably cost: `credits` to `credits_max`, None where no source tells.

    `money` is that of `credits` in `currency`, to a thousandth. `source` says where the price was read and, where
    there are two readings, why.
    """

    credits: int | None
    credits_max: int | None
    money: float | None
    currency: Currency
    certainty: Certainty
    source: str


def credits_of(kind: Kind, body: Mapping[str, object]) -> tuple[int, int] | None:
    """The credits of a task, as the cheaper and the dearer reading of the sources; None when no source tells.

    The two are equal where the price is certain.
    """
    model = model_of(kind, body)
    price = _price_of(model, body)
    if model is None or price is None:
        return None
    length = duration_of(model, body)
    normal = _readings(price, length)
    if normal is None:
        return None
    extra = _surcharge(model, body)
    if not is_on(body, "off_peak"):
        return normal[0] + extra, normal[1] + extra
    return _off_peak(price, length, normal=normal, extra=extra, doubtful=is_off_peak_doubtful(model, body))


def estimate(kind: Kind, body: Mapping[str, object], *, region: str) -> Estimate:
    """The estimate of a task in credits and in the money of the region: "cn" pays in CNY, all else in USD."""
    currency: Currency = "CNY" if region == "cn" else "USD"
    readings = credits_of(kind, body)
    if readings is None:
        return Estimate(
            credits=None,
            credits_max=None,
            money=None,
            currency=currency,
            certainty="unknown",
            source="no source tells the price",
        )
    price = _price_of(model_of(kind, body), body)
    return Estimate(
        credits=readings[0],
        credits_max=readings[1],
        money=round(readings[0] * _CREDIT[currency], 3),
        currency=currency,
        certainty="documented" if readings[0] == readings[1] else "ambiguous",
        source=price.source if price else "",
    )


def _price_of(model: Model | None, body: Mapping[str, object]) -> Price | None:
    if model is None or duration_of(model, body) not in model.durations:
        return None
    return model.prices.get(resolution_of(model, body))


def _readings(price: Price, length_s: int) -> tuple[int, int] | None:
    low = _reading(price, length_s)
    high = low if price.upper is None else _reading(price.upper, length_s)
    return None if low is None or high is None else (low, max(low, high))


def _reading(price: Price, length_s: int) -> int | None:
    if price.at or length_s < 1:
        return price.at.get(length_s)
    if length_s <= len(price.totals):
        return price.totals[length_s - 1]
    first = price.totals[-1] if price.totals else 0
    return first + price.further * (length_s - len(price.totals))


def _surcharge(model: Model, body: Mapping[str, object]) -> int:
    return sum(extra for flag, extra in model.surcharges.items() if is_on(body, flag))


def _off_peak(
    price: Price, length_s: int, *, normal: tuple[int, int], extra: int, doubtful: bool
) -> tuple[int, int] | None:
    listed = None if price.off_peak is None else _readings(price.off_peak, length_s)
    low, high = listed or (_half(normal[0]), _half(normal[1]))
    # No page says whether a surcharge is halved too: both readings stand.
    low, high = (low + _half(extra), high + extra)
    # A combination that the pages rule out may run at the normal price.
    return (low, max(high, normal[1] + extra)) if doubtful else (low, high)


def _half(amount: int) -> int:
    return (amount + 1) // 2
