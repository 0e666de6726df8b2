"""Where media stand in the body of a request."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from vidu_cli.policy.requests import Body, form_of
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Notation


@dataclass(frozen=True, kw_only=True, slots=True)
class Slot:
    """One text where media are wanted: the field or the part of an object it stands in, and the option that sets it."""

    field: Field
    option: str
    address: str


def slots_in(kind: Kind, body: Body) -> Iterator[Slot]:
    """Every text in a media field, in the order of the fields; what is no text there is passed over."""
    for field in _fields(kind, body):
        for value in _values(field, body):
            if field.type is FieldType.MEDIA and isinstance(value, str):
                yield Slot(field=field, option=field.option, address=value)
            elif field.type is FieldType.OBJECT and isinstance(value, Mapping):
                yield from _slots_within(field, value)


def with_addresses(kind: Kind, body: Body, by: Mapping[str, str]) -> dict[str, object]:
    """The body with other addresses in its slots: `by` gives the new one for the old."""
    return _changed(_fields(kind, body), body, lambda address: by.get(address, address))


def _fields(kind: Kind, body: Body) -> tuple[Field, ...]:
    # What the form of the request does not take is sent too where nothing is checked.
    form = form_of(kind, body)
    return (*form.fields, *(field for field in kind.fields if form.field(field.name) is None))


def _values(field: Field, body: Body) -> Iterable[object]:
    value = body.get(field.name)
    if not field.repeated:
        return (value,)
    return value if isinstance(value, list | tuple) else ()


def _slots_within(field: Field, thing: Body) -> Iterator[Slot]:
    for part in field.parts:
        if part.type is not FieldType.MEDIA:
            continue
        # Only subjects are written part by part on the command line.
        option = part.option if field.notation is Notation.SUBJECT else field.option
        for value in _values(part, thing):
            if isinstance(value, str):
                yield Slot(field=part, option=option, address=value)


def _changed(fields: Iterable[Field], body: Body, change: Callable[[str], str]) -> dict[str, object]:
    changed = dict(body)
    for field in fields:
        if field.name in body and field.type in {FieldType.MEDIA, FieldType.OBJECT}:
            values = [_one_changed(field, value, change) for value in _values(field, body)]
            if values:
                changed[field.name] = values if field.repeated else values[0]
    return changed


def _one_changed(field: Field, value: object, change: Callable[[str], str]) -> object:
    if field.type is FieldType.MEDIA:
        return change(value) if isinstance(value, str) else value
    return _changed(field.parts, value, change) if isinstance(value, Mapping) else value
