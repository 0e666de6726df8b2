"""What a model takes and what it costs, as `vidu models` tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import MediaRule, OffPeak


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldLimit:
    """What one field of a request may be with one model; what sets no limit is None.

    Of a repeated field the limits hold for each item and `count` for their number, both ends included. Sides are in
    pixels, lengths in seconds; `widest` is how many times the longer side may be as long as the shorter one.
    `only_with` names what the field has no effect without; `parts` are the fields of an object; `strict` is the
    narrower reading of another page. `count_at` is another count under a condition, `without_clips` and `with_clips`
    are those of subjects, `most_files` that of the files of each. `first_to_last` is the size of the first picture by
    that of the last, `max_s_of_several` the length of each clip where several are given, `pause_s` that of a pause.
    """

    field: str
    option: str
    type: str
    required: bool
    default: str | int | float | bool | None = None
    choices: tuple[str | int, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    count: tuple[int, int] | None = None
    formats: tuple[str, ...] | None = None
    max_bytes: int | None = None
    min_side: int | None = None
    max_side: int | None = None
    widest: float | None = None
    min_s: float | None = None
    max_s: float | None = None
    only_with: tuple[str, ...] | None = None
    parts: "tuple[FieldLimit, ...] | None" = None
    source: str | None = None
    strict: MediaRule | None = None
    count_at: Mapping[str, tuple[int, int]] | None = None
    without_clips: tuple[int, int] | None = None
    with_clips: tuple[int, int] | None = None
    most_files: int | None = None
    first_to_last: tuple[float, float] | None = None
    max_s_of_several: float | None = None
    pause_s: tuple[float, float] | None = None
    short_sides: Mapping[str, int] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FormLimits:
    """The limits of one model in a further form of the same call, named by the field that is given in it."""

    form: str
    durations: tuple[int, ...]
    resolutions: tuple[str, ...]
    aspect_ratios: tuple[str, ...]
    limits: tuple[FieldLimit, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelRow:
    """One model for one kind; `model` is "" where requests name none.

    `credits_default` is the price of the least request with all defaults, None when unknown or when it goes by a file
    or a text. `prices` are by resolution, or by what else `Kind.priced_by` names; they count what `measure` says.
    `surcharges` are the credits that a flag adds to the task. `resolutions_at` narrows the resolutions for single
    durations, `count_beside_videos` the number of images; `off_peak` is None where that is not offered. `notes` are
    what sources disagree on, `page` is the slug of the vendor's page that the kind was read on.
    """

    kind: str
    model: str
    durations: tuple[int, ...]
    resolutions: tuple[str, ...]
    aspect_ratios: tuple[str, ...]
    credits_default: int | None
    default: bool
    source: str
    measure: Measure = Measure.SECONDS
    prices: Mapping[str, Price] = field(default_factory=dict)
    surcharges: Mapping[str, int] = field(default_factory=dict)
    off_peak: OffPeak | None = None
    resolutions_at: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    count_beside_videos: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    limits: tuple[FieldLimit, ...] = ()
    forms: tuple[FormLimits, ...] = ()
    page: str = ""
