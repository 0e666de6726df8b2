"""How a kind of task is described: its fields, its models with their limits, their prices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class FieldType(StrEnum):
    """The JSON type of a field. MEDIA is a string: a URL, `data:` or `ssupload:`."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    MEDIA = "media"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field of a create request, and the option of `vidu submit` that sets it.

    `help` is one sentence with the range. `repeated` fields are JSON arrays and their option may be given again;
    `count` is how many items are allowed, both ends included. `default` is what the platform takes when the field is
    absent (None: not documented or by model). `idle_with` names model families, by prefix, on which the field is
    accepted and has no effect. Where `by_model` is set the model decides what is allowed and `choices` is the sum over
    the models, for help and completion. `tolerated` holds spellings that only some of the vendor's pages print.
    """

    name: str
    type: FieldType
    help: str
    option: str
    repeated: bool = False
    required: bool = False
    default: str | int | float | bool | None = None
    choices: tuple[str | int, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    max_length: int | None = None
    count: tuple[int, int] | None = None
    idle_with: tuple[str, ...] = ()
    by_model: bool = False
    tolerated: tuple[str, ...] = ()


class OffPeak(StrEnum):
    """Whether a model may run off-peak: always, only with or only without sound, or never."""

    ANY = "any"
    WITH_AUDIO = "with_audio"
    WITHOUT_AUDIO = "without_audio"
    NEVER = "never"


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """Credits of a task by its length in seconds.

    `totals` gives the credits of 1, 2, ... s, `further` those of each second beyond; `at` gives the credits of single
    lengths instead, where the vendor lists only those. `off_peak` is the price for off-peak tasks where the table
    lists one; None: half of this price, rounded up. `upper` is the dearer reading where sources disagree. `source` is
    where the figures were read, and why there are two readings.
    """

    totals: tuple[int, ...] = ()
    further: int = 0
    at: Mapping[int, int] = field(default_factory=dict)
    off_peak: "Price | None" = None
    upper: "Price | None" = None
    source: str = "pricing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Values of one field that some sources allow and others do not: they are sent with `note` as a warning.

    For a repeated field `values` are numbers of items.
    """

    field: str
    values: tuple[str | int, ...]
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """The limits and prices of one model for one kind. Durations are whole seconds.

    `duration`, `resolution` and `aspect_ratio` are the platform's defaults. `resolutions_at` narrows the resolutions
    for single durations (the first is then the default). `prices` are by resolution; a resolution without one is
    unknown. `surcharges` are the credits that a flag adds to the task. `audio` is whether the clip has sound when the
    field `audio` is absent. `count` narrows the number of images, `count_beside_videos` does so where videos are given;
    `videos` is how many of those the model takes, None where it takes none. `source` says how well the row is
    founded; `note` is a sentence to warn with whenever the model is used.
    """

    name: str
    durations: tuple[int, ...]
    duration: int
    resolutions: tuple[str, ...]
    resolution: str
    aspect_ratios: tuple[str, ...] = ()
    aspect_ratio: str = ""
    resolutions_at: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    prices: Mapping[str, Price] = field(default_factory=dict)
    surcharges: Mapping[str, int] = field(default_factory=dict)
    audio: bool = False
    off_peak: OffPeak = OffPeak.ANY
    count: tuple[int, int] | None = None
    count_beside_videos: tuple[int, int] | None = None
    videos: tuple[int, int] | None = None
    doubts: tuple[Doubt, ...] = ()
    source: str = "documented"
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind of task: the endpoint `path` (below `routes.PREFIX`), its fields and its models.

    `type` is the platform's word for it in answers; `page` is the slug of the vendor's page it was read on. `unchecked`
    names fields that the platform takes here and that this version sends as they are; `instead` maps such a field to
    the one whose place it takes: the two do not stand in one request.
    """

    name: str
    type: str
    path: str
    summary: str
    page: str
    fields: tuple[Field, ...]
    models: tuple[Model, ...]
    default_model: str
    example: str
    unchecked: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)

    def model(self, name: str) -> Model | None:
        """The model of that exact name, or None when this kind does not list it."""
        return next((model for model in self.models if model.name == name), None)

    def field(self, name: str) -> Field | None:
        """The field of that name, or None when this kind does not have it."""
        return next((field for field in self.fields if field.name == name), None)
