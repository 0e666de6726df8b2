"""How the price of a task is described: what it counts, and the credits that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    """What a price counts.

    SECONDS: the length that is ordered. SEGMENTS: the length of each item of `image_settings`, priced one by one.
    PICTURES: the items of `images`. PROMPTS: `count` for each item of `type`. In the fields `Kind.measured`:
    CHARACTERS: those of the texts. SOURCE: the seconds of the files, known only when their bytes are at hand.
    """

    SECONDS = "seconds"
    SEGMENTS = "segments"
    PICTURES = "pictures"
    CHARACTERS = "characters"
    PROMPTS = "prompts"
    SOURCE = "source"


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """Credits of a task by what its kind measures, mostly its length in seconds.

    `totals` gives the credits of 1, 2, ... units, `further` those of each unit beyond, where `step` seconds, characters
    or prompts are a unit, counted up; `base` comes on top once. `at` gives the credits of single amounts instead, a
    fraction counted down, where the vendor lists only those. `off_peak` is the price for off-peak tasks where the table
    lists one; None: half of this price, rounded up. `upper` is the dearer reading where sources disagree. `source` is
    where the figures were read, and why there are two readings.
    """

    totals: tuple[int, ...] = ()
    further: int = 0
    step: int = 1
    base: int = 0
    at: Mapping[int, int] = field(default_factory=dict)
    off_peak: "Price | None" = None
    upper: "Price | None" = None
    source: str = "pricing"
