"""Prices in credits that several kinds of task share, and how a price is written down.

Source: the vendor's page "pricing" in its Chinese form of 2026-08; other readings stand as `upper`.
"""

from collections.abc import Mapping
from dataclasses import replace

from vidu_cli.schema.kinds.price import Price

TWO_READINGS = "pricing; its words can be read as totals or as steps"
OLDER_COM = "pricing; the international page of 2026-07 printed the dearer figure"
SEEN_LIVE = "the credits of real tasks"


def per_second(credits_each: int, off_peak: int | None = None, *, source: str = "pricing") -> Price:
    """The price of a model that costs the same each second; `off_peak` is that of an off-peak second."""
    cheap = None if off_peak is None else Price(further=off_peak, source=source)
    return Price(further=credits_each, off_peak=cheap, source=source)


def first_and_further(first: int, further: int) -> Price:
    """The price of a model whose first second costs more than each one after it."""
    return Price(totals=(first,), further=further)


def _eight_and_ten(further: int) -> Price:
    steps = Price(totals=(8, 18), further=further, source=TWO_READINGS)
    return Price(totals=(8, 10), further=further, upper=steps, source=TWO_READINGS)


def _with_older_com(price: Price, normal: int, off_peak: int) -> Price:
    dearer = per_second(normal, off_peak, source=OLDER_COM)
    cheap = replace(price.off_peak or price, upper=dearer.off_peak)
    return replace(price, upper=dearer, off_peak=cheap, source=OLDER_COM)


Prices = Mapping[str, Price]

Q3_PRO: Prices = {"540p": per_second(9, 5), "720p": per_second(20, 10), "1080p": per_second(24, 12)}
Q3_TURBO: Prices = {"540p": per_second(7, 4), "720p": per_second(12, 6), "1080p": per_second(13, 7)}
Q3_PRO_FAST: Prices = {
    "720p": _with_older_com(per_second(12, 6), 20, 10),
    "1080p": _with_older_com(per_second(15, 8), 25, 13),
}
Q2_TURBO_FRAMES: Prices = {
    "540p": first_and_further(6, 2),
    "720p": _eight_and_ten(10),
    "1080p": first_and_further(35, 10),
}
Q2_PRO_FRAMES: Prices = {
    "540p": _eight_and_ten(5),
    "720p": first_and_further(15, 10),
    "1080p": first_and_further(55, 15),
}
Q2_PRO_FAST_FRAMES: Prices = {"720p": first_and_further(8, 2), "1080p": first_and_further(16, 4)}
# A clip made longer, and each segment between two key frames.
Q2_TURBO_SEGMENTS: Prices = {
    "540p": first_and_further(10, 2),
    "720p": first_and_further(15, 5),
    "1080p": first_and_further(40, 10),
}
Q2_PRO_SEGMENTS: Prices = {
    "540p": first_and_further(15, 5),
    "720p": first_and_further(30, 10),
    "1080p": first_and_further(60, 15),
}
Q1: Prices = {"1080p": Price(at={5: 80})}
VIDU20_FRAMES: Prices = {
    "360p": Price(at={4: 20}),
    "720p": Price(at={4: 40, 8: 100}),
    "1080p": Price(at={4: 100}),
}
VIDU15: Prices = {
    "360p": Price(at={4: 40}),
    "720p": Price(at={4: 100, 8: 200}),
    "1080p": Price(at={4: 200}),
}
VIDU15_REFERENCE: Prices = {
    "360p": Price(at={4: 80}),
    "720p": Price(at={4: 200, 8: 400}),
    "1080p": Price(at={4: 400}),
}
