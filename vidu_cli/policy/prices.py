"""What a task will cost, read from the data; the credits in the platform's answer to the submit are the truth.

Source: the vendor's page "pricing"; one credit is USD 0.005 internationally and CNY 0.03125 in mainland China.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Literal

from vidu_cli.policy.json_types import complaint
from vidu_cli.policy.measures import Portion, measured_fields, portions_of
from vidu_cli.policy.requests import form_of, is_off_peak_doubtful, is_on, model_of, resolution_of
from vidu_cli.policy.tariff_words import rate_words
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import FieldType, Kind, Model
from vidu_cli.schema.kinds.tariffs import SEEN_LIVE

if TYPE_CHECKING:
    from vidu_cli.policy.headers import Media

Currency = Literal["USD", "CNY"]
Certainty = Literal["documented", "seen live", "ambiguous", "unknown"]
Body = Mapping[str, object]

UNKNOWN = "no source tells the price"

_CREDIT: Mapping[Currency, float] = {"USD": 0.005, "CNY": 0.03125}
_NO_MEDIA: "Media" = {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What a task will probably cost: `credits` to `credits_max`, None where no source tells.

    `money` is that of `credits` in `currency`, to a thousandth. `source` says where the price was read and, where
    there are two readings or none, why.
    """

    credits: int | None
    credits_max: int | None
    money: float | None
    currency: Currency
    certainty: Certainty
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sale:
    """One request beside the row of its model, the price that holds for it, and the amounts that are counted."""

    model: Model
    body: Body
    price: Price
    portions: tuple[Portion, ...]
    is_doubtful: bool

    @property
    def extra(self) -> int:
        return sum(extra for flag, extra in self.model.surcharges.items() if is_on(self.body, flag))


def credits_of(kind: Kind, body: Body, media: "Media" = _NO_MEDIA) -> tuple[int, int] | None:
    """The credits of a task, as the cheaper and the dearer reading of the sources; None when no source tells.

    The two are equal where the price is certain. `media` is what is known of the files in the request.
    """
    sale = _sale(form_of(kind, body), body, media)
    return None if sale is None else _readings(sale)


def estimate(kind: Kind, body: Body, *, region: str, media: "Media" = _NO_MEDIA) -> Estimate:
    """The estimate of a task in credits and in the money of the region: "cn" pays in CNY, all else in USD."""
    form = form_of(kind, body)
    sale = _sale(form, body, media)
    readings = None if sale is None else _readings(sale)
    low, high = readings or (None, None)
    currency: Currency = "CNY" if region == "cn" else "USD"
    return Estimate(
        credits=low,
        credits_max=high,
        money=None if low is None else round(low * _CREDIT[currency], 3),
        currency=currency,
        certainty=_certainty(sale, readings),
        source="; ".join(_source(form, sale) if readings else _gap(form, sale)),
    )


def _certainty(sale: _Sale | None, readings: tuple[int, int] | None) -> Certainty:
    if sale is None or readings is None:
        return "unknown"
    if readings[0] != readings[1]:
        return "ambiguous"
    return "seen live" if sale.price.source == SEEN_LIVE else "documented"


def _sale(form: Kind, body: Body, media: "Media") -> _Sale | None:
    model = model_of(form, body)
    price = None if model is None else model.prices.get(_key(form, model, body))
    # What the platform makes of a value of another type is its secret: it may read "16" as 16.
    is_readable = all(complaint(field, body.get(field.name)) is None for field in form.fields)
    if model is None or price is None or not is_readable:
        return None
    is_offered = form.field("off_peak") is not None
    return _Sale(
        model=model,
        body=body,
        price=price,
        portions=portions_of(form, model, body, media),
        is_doubtful=is_off_peak_doubtful(model, body) if is_offered else is_on(body, "off_peak"),
    )


def _key(form: Kind, model: Model, body: Body) -> str:
    return " ".join(word for name in form.priced_by if (word := _key_word(form, model, body, name)))


def _key_word(form: Kind, model: Model, body: Body, name: str) -> str:
    field = form.field(name)
    if field is not None and field.type is FieldType.FLAG:
        return name if is_on(body, name) else ""
    if name == "resolution" and model.resolutions:
        return resolution_of(model, body)
    given = body.get(name)
    return given if isinstance(given, str) and given else str((field and field.default) or "")


def _readings(sale: _Sale) -> tuple[int, int] | None:
    normal = _span(sale.price, sale.portions)
    if normal is None:
        return None
    extra = sale.extra
    if not is_on(sale.body, "off_peak"):
        return normal[0] + extra, normal[1] + extra
    listed = None if sale.price.off_peak is None else _span(sale.price.off_peak, sale.portions)
    low, high = listed or (_half(normal[0]), _half(normal[1]))
    # No page says whether a surcharge is halved too: both readings stand.
    low, high = (low + _half(extra), high + extra)
    # A combination that the pages rule out may run at the normal price.
    return (low, max(high, normal[1] + extra)) if sale.is_doubtful else (low, high)


def _span(price: Price, portions: Sequence[Portion]) -> tuple[int, int] | None:
    low = _total(price, [least for least, _ in portions])
    high = _total(price.upper or price, [most for _, most in portions])
    return None if low is None or high is None else (low, max(low, high))


def _total(price: Price, amounts: Sequence[float]) -> int | None:
    each = [_reading(price, amount) for amount in amounts]
    known = [one for one in each if one is not None]
    return sum(known) + price.base if known and len(known) == len(each) else None


def _reading(price: Price, amount: float) -> int | None:
    if price.at or amount <= 0:
        return price.at.get(floor(amount))
    # Rounded down below zero, which is up: also for numbers that no float can hold.
    units = -int(-amount // price.step)
    if units <= len(price.totals):
        return price.totals[units - 1]
    first = price.totals[-1] if price.totals else 0
    return first + price.further * (units - len(price.totals))


def _half(amount: int) -> int:
    return (amount + 1) // 2


def _source(form: Kind, sale: _Sale | None) -> Iterator[str]:
    if sale is None:
        return
    yield sale.price.source
    if any(least != most for least, most in sale.portions):
        yield f"counted by the shortest and by the longest of {_options(form, sale.body)}"
    if not is_on(sale.body, "off_peak"):
        return
    if sale.is_doubtful:
        yield "no page prices this off-peak, so it may cost as much as at other times"
    elif sale.extra:
        yield "no page says whether what is added is halved off-peak"


def _gap(form: Kind, sale: _Sale | None) -> Iterator[str]:
    if sale is None or form.measure is not Measure.SOURCE:
        yield UNKNOWN
        return
    what = "the file is" if form.measured else "it will be"
    yield f"{rate_words(sale.price, form.measure)}; how long {what} cannot be seen from here"


def _options(form: Kind, body: Body) -> str:
    fields = (form.field(name) for name in measured_fields(form, body))
    return " and ".join(field.option for field in fields if field is not None)
