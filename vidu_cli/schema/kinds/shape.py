"""How a kind of task is described: its fields, its models with their limits and prices."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vidu_cli.schema.kinds.price import Measure, Price


class FieldType(StrEnum):
    """The JSON type of a field. MEDIA is a string: a URL, `data:` or `ssupload:`; OBJECT has `parts`."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    MEDIA = "media"
    OBJECT = "object"


class Medium(StrEnum):
    """What a file is to the platform."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"


@dataclass(frozen=True, kw_only=True, slots=True)
class MediaRule:
    """What the platform takes as one picture, clip or sound; None where no page sets a limit.

    `formats` are names as `policy.headers` gives them. Sides are in pixels, lengths in seconds, both ends included.
    `widest` is how many times the longer side may be as long as the shorter one, `max_s_of_several` the limit of each
    where several are given. `strict` is the narrower reading of another page: what only that one rules out is sent with
    a warning. `source` is the page that the rule was read on.
    """

    medium: Medium
    formats: tuple[str, ...]
    max_bytes: int | None = None
    min_side: int | None = None
    max_side: int | None = None
    widest: float | None = None
    min_s: float | None = None
    max_s: float | None = None
    strict: "MediaRule | None" = None
    source: str
    max_s_of_several: float | None = None


class Notation(StrEnum):
    """How an object is written on the command line; see `policy.notations`."""

    FRAME = "FILE[:SECONDS[:PROMPT]]"
    CUE = "FROM-TO:PROMPT"
    SUBJECT = "NAME=VALUE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pauses:
    """The pauses within a text, as `<#x#>` with x in seconds, both ends included, never two in a row.

    Where the page of the field does not give these limits they are not `is_certain`: what they rule out is sent with a
    warning.
    """

    least_s: float
    most_s: float
    is_certain: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """One field of a create request, and the option of `vidu submit` that sets it.

    `help` is one sentence with the range. `repeated` fields are JSON arrays and their option may be given again;
    `count` is how many items are allowed, both ends included; the other limits then hold for each item. `default` is
    what the platform takes when the field is absent (None: not documented or by model). `idle_with` names model
    families, by prefix, on which the field is accepted and has no effect. Where `by_model` is set the model decides
    what is allowed and `choices` is the sum over the models, for help and completion. `tolerated` holds values that
    only some of the vendor's pages print. `pattern` is a regular expression for the whole text, with the words for it.

    `only_with` names what the field has no effect without: other fields, one of which is enough, or one value of a
    field as `template=exotic_princess`. A MEDIA field has a `rule`; an OBJECT has `parts`, and a `notation` by which
    options write it. `pauses` limit those that a text holds. `doubt` is what another page says against the field:
    it is sent with that as a warning, and so is a field without the one that its page `asks_for` beside it.

    `count_at` is another `count` where a condition holds that is written as in `only_with`. `first_to_last` is how many
    times the size of the last picture that of the first may be. `most_files` is how many files an object holds at most.
    `short_sides` has the shorter side in pixels of each choice of a size, which the clip must be below.
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
    min_length: int | None = None
    max_length: int | None = None
    pattern: tuple[str, str] | None = None
    count: tuple[int, int] | None = None
    idle_with: tuple[str, ...] = ()
    only_with: tuple[str, ...] = ()
    by_model: bool = False
    tolerated: tuple[str, ...] = ()
    rule: MediaRule | None = None
    parts: "tuple[Field, ...]" = ()
    notation: Notation | None = None
    pauses: Pauses | None = None
    doubt: str = ""
    asks_for: str = ""
    count_at: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    first_to_last: tuple[float, float] | None = None
    most_files: int | None = None
    short_sides: Mapping[str, int] = field(default_factory=dict)


class OffPeak(StrEnum):
    """Whether a model may run off-peak: always, only with or only without sound, or never."""

    ANY = "any"
    WITH_AUDIO = "with_audio"
    WITHOUT_AUDIO = "without_audio"
    NEVER = "never"


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

    `name` is "" for the one row of a kind whose requests name no model. `duration`, `resolution` and `aspect_ratio` are
    the platform's defaults; a kind that has no such field leaves them as they are here. `resolutions_at` narrows the
    resolutions for single durations (the first is then the default). `prices` are by resolution, or by what
    `Kind.priced_by` names; a key without one is unknown. `surcharges` are the credits that a flag adds to the task.
    `audio` is whether the clip has sound when the field `audio` is absent. `count` narrows the number of images,
    `count_beside_videos` does so where videos are given; `videos` is how many of those the model takes, None where it
    takes none, and `stills` how many subjects without one stand in a request. Where `any_ratio` is set every ratio W:H
    is sent, those beside `aspect_ratios` with it as a warning. `source` says how well the row is founded; `note` is a
    sentence to warn with whenever the model is used.
    """

    name: str = ""
    durations: tuple[int, ...] = ()
    duration: int = 0
    resolutions: tuple[str, ...] = ()
    resolution: str = ""
    aspect_ratios: tuple[str, ...] = ()
    aspect_ratio: str = ""
    any_ratio: str = ""
    resolutions_at: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    prices: Mapping[str, Price] = field(default_factory=dict)
    surcharges: Mapping[str, int] = field(default_factory=dict)
    audio: bool = False
    off_peak: OffPeak = OffPeak.ANY
    count: tuple[int, int] | None = None
    count_beside_videos: tuple[int, int] | None = None
    videos: tuple[int, int] | None = None
    stills: tuple[int, int] | None = None
    doubts: tuple[Doubt, ...] = ()
    source: str = "documented"
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative:
    """Fields of which at least one must be given.

    Where several are, `winner` is the one that counts; "" when they do not stand in one request.
    """

    fields: tuple[str, ...]
    winner: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind of task: the endpoint `path` (below `routes.PREFIX`), its fields and its models.

    `type` is the platform's word for it in answers; `page` is the slug of the vendor's page it was read on. `unchecked`
    names fields that the platform takes here and that this version sends as they are. A kind whose requests name no
    model has one nameless row in `models` and "" as `default_model`.

    `result` is the file that comes of it, None where none does. A synchronous kind answers with its result at once.
    `status_path` is where a task of it is asked for, "" where that is not known. `forms` are further shapes of the same
    call, by the field that is given in them: they share the command line and have limits of their own. `measure` is
    what its prices count, in the fields `measured` where it counts texts or files; `priced_by` are the fields whose
    values, joined by a blank, are the keys of `Model.prices` (a flag counts as its name when on, else "").
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
    result: Medium | None = Medium.VIDEO
    is_synchronous: bool = False
    status_path: str = "/tasks/{id}/creations"
    alternatives: tuple[Alternative, ...] = ()
    forms: "Mapping[str, Kind]" = field(default_factory=dict)
    measure: Measure = Measure.SECONDS
    measured: tuple[str, ...] = ()
    priced_by: tuple[str, ...] = ("resolution",)
    unchecked: tuple[str, ...] = ()

    def model(self, name: str) -> Model | None:
        """The model of that exact name, or None when this kind does not list it."""
        return next((model for model in self.models if model.name == name), None)

    def field(self, name: str) -> Field | None:
        """The field of that name, or None when this kind does not have it."""
        return next((field for field in self.fields if field.name == name), None)
