"""Whether the values of a request are of the JSON types that the platform's decoder takes."""

from collections.abc import Mapping

from vidu_cli.policy.phrases import quoted
from vidu_cli.policy.places import label_of, part_name
from vidu_cli.policy.requests import whole_number
from vidu_cli.schema.kinds.shape import Field, FieldType

_JSON_TYPES = {
    FieldType.TEXT: "text",
    FieldType.MEDIA: "text",
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.FLAG: "true or false",
    FieldType.OBJECT: "an object",
}


def expected(field: Field) -> str:
    """The JSON type of a field in words."""
    if not field.repeated:
        return _JSON_TYPES[field.type]
    return "a list of objects" if field.type is FieldType.OBJECT else f"a list of {_JSON_TYPES[field.type]}"


def complaint(field: Field, value: object) -> str | None:
    """Why the decoder would not take the value, as the rest of a sentence after the option; null counts as absent."""
    if value is None:
        return None
    if not field.repeated:
        if not _is_of(field.type, value):
            return f" {quoted(value)}: must be {expected(field)}."
        return _within(field, value, 1)
    if not isinstance(value, list | tuple):
        return f" {quoted(value)}: must be {expected(field)}."
    for number, each in enumerate(value, 1):
        if not _is_of(field.type, each):
            return f": number {number} is {quoted(each)}; must be {expected(field)}."
        inner = _within(field, each, number)
        if inner is not None:
            return inner
    return None


def _within(field: Field, value: object, number: int) -> str | None:
    if not isinstance(value, Mapping):
        return None
    for part in field.parts:
        inner = complaint(part, value.get(part.name))
        if inner is not None:
            # The sentence begins with the option of the whole field, so the part is always named in it.
            return f" {label_of(field, value, number)}: {part_name(part)}{inner}"
    return None


def _is_of(expected_type: FieldType, value: object) -> bool:
    match expected_type:
        case FieldType.TEXT | FieldType.MEDIA:
            return isinstance(value, str)
        case FieldType.FLAG:
            return isinstance(value, bool)
        case FieldType.INTEGER:
            return whole_number(value) is not None
        case FieldType.NUMBER:
            return isinstance(value, float) or whole_number(value) is not None
        case FieldType.OBJECT:
            return isinstance(value, Mapping)
