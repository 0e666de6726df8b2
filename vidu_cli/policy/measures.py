"""What the price of a task counts: seconds, pictures, characters, prompts.

Every reader takes any JSON: a value of the wrong type counts as absent, because `checks` tells of it.
"""

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING

from vidu_cli.policy.requests import Body, overruled_fields, whole_number
from vidu_cli.schema.kinds.price import Measure
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

if TYPE_CHECKING:
    from vidu_cli.policy.headers import Media

Portion = tuple[float, float]


def portions_of(kind: Kind, model: Model, body: Body, media: "Media") -> tuple[Portion, ...]:
    """The amounts that are priced one by one, each as the least and the most it may be; () where one is not known.

    Seconds, pictures, characters or prompts, as `kind.measure` says; a price that counts nothing counts 0 of them.
    """
    match kind.measure:
        case Measure.SEGMENTS:
            amounts = _segments_s(kind, body)
        case Measure.PICTURES:
            amounts = (len(_several(body, "images")),)
        case Measure.CHARACTERS:
            amounts = (sum(len(_text(body, name)) for name in kind.measured),)
        case Measure.PROMPTS:
            amounts = (_prompts(kind, body),)
        case Measure.SOURCE:
            return _source_s(kind, body, media)
        case Measure.SECONDS:
            amounts = (_ordered_s(kind, model, body),)
    return tuple((amount, amount) for amount in amounts if amount is not None) if None not in amounts else ()


def measured_fields(kind: Kind, body: Body) -> tuple[str, ...]:
    """The fields of the request whose files are measured, without those that another one overrules."""
    overruled = overruled_fields(kind, body)
    return tuple(name for name in kind.measured if name not in overruled and _text(body, name))


def _ordered_s(kind: Kind, model: Model, body: Body) -> float | None:
    field = kind.field("duration")
    if field is None:
        return model.duration
    given = _number(field, body.get("duration"))
    length = (model.duration or _default(field)) if given is None else given
    if model.durations and field.type is FieldType.INTEGER:
        return length if length in model.durations else None
    return length if _is_within(field, length) else None


def _segments_s(kind: Kind, body: Body) -> tuple[float | None, ...]:
    frames = kind.field("image_settings")
    part = next((part for part in frames.parts if part.name == "duration"), None) if frames else None
    if part is None:
        return (None,)
    segments = [segment for segment in _several(body, "image_settings") if isinstance(segment, Mapping)]
    lengths = (_number_or_default(part, segment.get("duration")) for segment in segments)
    return tuple(length if _is_within(part, length) else None for length in lengths)


def _prompts(kind: Kind, body: Body) -> float | None:
    field = kind.field("count")
    each = _number_or_default(field, body.get("count")) if field else 1
    if field is not None and not _is_within(field, each):
        return None
    return each * len(_several(body, "type"))


def _source_s(kind: Kind, body: Body, media: "Media") -> tuple[Portion, ...]:
    files = [media.get(_text(body, name)) for name in measured_fields(kind, body)]
    lengths = [file.length_s for file in files if file is not None and file.length_s is not None]
    # One length that is not known may be the one that is charged: so is that of words which are spoken instead.
    return ((min(lengths), max(lengths)),) if lengths and len(lengths) == len(kind.measured) else ()


def _number(field: Field, value: object) -> float | None:
    if field.type is FieldType.NUMBER and isinstance(value, float) and isfinite(value):
        return value
    return whole_number(value)


def _number_or_default(field: Field, value: object) -> float:
    given = _number(field, value)
    return _default(field) if given is None else given


def _default(field: Field) -> float:
    return field.default if isinstance(field.default, int | float) else 0


def _is_within(field: Field, amount: float) -> bool:
    least = field.minimum is None or amount >= field.minimum
    return least and (field.maximum is None or amount <= field.maximum)


def _several(body: Body, name: str) -> list[object] | tuple[object, ...]:
    value = body.get(name)
    return value if isinstance(value, list | tuple) else ()


def _text(body: Body, name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
