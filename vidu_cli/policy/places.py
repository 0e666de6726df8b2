"""Where in a request a value stands, as words for a person; objects within fields have places of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vidu_cli.policy.phrases import quoted
from vidu_cli.policy.requests import Body
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Medium, Notation

_FILES = {Medium.IMAGE: "picture", Medium.VIDEO: "clip", Medium.AUDIO: "sound"}
_PARTS = {"from": "the start", "to": "the end", "voice_id": "the voice", "server_id": "the library id"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One value of a request with the field, or the part of an object, that describes it.

    `outer` is the field of the request that it stands in, `words` how it is called there: "" for the field itself,
    ` 2: the duration` within an object. `option` sets it.
    """

    outer: Field
    field: Field
    words: str
    value: object

    @property
    def option(self) -> str:
        """The option that sets the value."""
        return option_of(self.outer, self.field)


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """One object of a field: `label` is its number from 1, or its name where subjects are told by name."""

    field: Field
    label: str
    parts: Mapping[str, object]

    def place(self, part: Field) -> Place:
        """Where a part of the object stands, with its value or None."""
        value = self.parts.get(part.name)
        return Place(outer=self.field, field=part, words=part_words(self.field, part, self.label), value=value)


def option_of(field: Field, part: Field) -> str:
    """The option that sets a part of an object field; the object's own where it is written in one word with others."""
    return part.option if part.option.startswith(field.option) else field.option


def part_words(field: Field, part: Field, label: str) -> str:
    """How a part of the object with that label is called after its option."""
    if option_of(field, part) != field.option:
        return f" {label}"
    return f" {label}: {part_name(part)}"


def part_name(part: Field) -> str:
    """A part of an object as words."""
    if part.rule is not None:
        return f"the {_FILES[part.rule.medium]}"
    return _PARTS.get(part.name, f"the {part.name.replace('_', ' ')}")


def label_of(field: Field, each: object, number: int) -> str:
    """What one object of a field is called: its name where subjects are told by name, else its number from 1."""
    name = each.get("name") if isinstance(each, Mapping) and field.notation is Notation.SUBJECT else None
    return quoted(name) if isinstance(name, str) and name.strip() else str(number)


def things_in(kind: Kind, body: Body) -> Iterator[Thing]:
    """Every object that stands in a field for objects; what is none is skipped."""
    for field in kind.fields:
        if field.type is not FieldType.OBJECT:
            continue
        for number, each in enumerate(values_of(field, body.get(field.name)), 1):
            if isinstance(each, Mapping):
                yield Thing(field=field, label=label_of(field, each, number), parts=each)


def places_in(kind: Kind, body: Body) -> Iterator[Place]:
    """Every field of the request, then every part of its objects, whether it is given or not."""
    for field in kind.fields:
        yield Place(outer=field, field=field, words="", value=body.get(field.name))
    for thing in things_in(kind, body):
        for part in thing.field.parts:
            yield thing.place(part)


def values_of(field: Field, value: object) -> tuple[object, ...]:
    """The single values that are given: the members of a repeated field, else the value itself unless it is null."""
    if field.repeated:
        return tuple(value) if isinstance(value, list | tuple) else ()
    return () if value is None else (value,)
