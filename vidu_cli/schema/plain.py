"""JSON that is as documented to the letter, as the record of a value that is not made.

Most rows of a long list are so, and where they are only printed their values were half of the cost.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from vidu_cli.schema.ids import Id
from vidu_cli.schema.readers import ALIASES, FLAT, is_object, is_shallow
from vidu_cli.schema.scalars import is_id

# Greater ones are not the same number to every reader.
_LARGEST = 2**53

JsonObject = dict[str, Any]
Copier = Callable[[Any, str, JsonObject], Any]
"""Gives a JSON value of a field as it is printed, None where only reading it can tell.

What the objects in it hold beside their fields goes into the record, under the name of the field.
"""


def plain_record(told: object, shape: type) -> JsonObject | None:
    """What `encode(decode(told, shape))` gives of a JSON value; None where only reading it can tell."""
    made = _plan(shape).copied(told)
    return made[0] if made else None


@dataclass(frozen=True, slots=True)
class _Plan:
    """How an object is copied: of each field its name, whether it must be told, and its type or what copies it.

    A value of its type is printed as it is. `others` are keys that mean something to a field of another name.
    """

    slots: tuple[tuple[str, bool, type | None, Copier | None], ...]
    names: frozenset[str]
    others: frozenset[str]
    keeps_rest: bool

    def copied(self, told: object) -> tuple[JsonObject, JsonObject] | None:
        """The fields in their order, and what there is beside them if they have no place for it."""
        if type(told) is not dict:
            return None
        record: JsonObject = {}
        beneath: JsonObject = {}
        for name, is_needed, kind, copy in self.slots:
            given = told.get(name)
            if given is None and not is_needed:
                continue
            made = given if copy is None else copy(given, name, beneath)
            if made is None or (copy is None and type(made) is not kind):
                return None
            record[name] = made
        rest = {} if len(record) == len(told) else self._rest_of(told)
        if rest is None:
            return None
        if not self.keeps_rest:
            return record, rest | beneath
        record["raw"] = rest | beneath
        return record, {}

    def _rest_of(self, told: JsonObject) -> JsonObject | None:
        """What an object holds beside its fields; None where that is not kept as it is."""
        rest: JsonObject = {}
        for name in told:
            if name not in self.names:
                given = told[name]
                if name in self.others or not (type(given) in FLAT or is_shallow(given)):
                    return None
                rest[name] = given
        return rest


@cache
def _plan(shape: type) -> _Plan:
    hints = get_type_hints(shape)
    held = [one for one in fields(shape) if one.name != "raw"]
    names = frozenset(one.name for one in held)
    return _Plan(
        # A record has no place for what was not told; only of None it says as much.
        slots=tuple((one.name, one.default is not None, *_slot(hints[one.name])) for one in held),
        names=names,
        others=frozenset({"raw"}).union(*(ALIASES.get(name, ()) for name in names)) - names,
        keeps_rest="raw" in hints,
    )


def _slot(shape: type) -> tuple[type | None, Copier | None]:
    if NoneType in get_args(shape):
        return _slot(next(part for part in get_args(shape) if part is not NoneType))
    if get_origin(shape) is tuple:
        beneath = get_args(shape)[0]
        return None, _objects_copier(_plan(beneath)) if is_object(beneath) else _list_copier(beneath)
    if shape is Id:
        return None, lambda told, _, __: told if type(told) is str and is_id(told) else None
    if shape in (int, float):
        kinds = frozenset({int, shape})
        return None, lambda told, _, __: told if type(told) in kinds and -_LARGEST <= told <= _LARGEST else None
    if issubclass(shape, StrEnum):
        words = frozenset(map(str, shape))
        return None, lambda told, _, __: told if type(told) is str and told in words else None
    return shape, None


def _list_copier(kind: type) -> Copier:
    return lambda told, _, __: told if type(told) is list and all(type(one) is kind for one in told) else None


def _objects_copier(plan: _Plan) -> Copier:
    def copied(told: object, name: str, beneath: JsonObject) -> list[JsonObject] | None:
        if type(told) is not list:
            return None
        records, rests = [], []
        for one in told:
            made = plan.copied(one)
            if made is None:
                return None
            records.append(made[0])
            rests.append(made[1])
        if any(rests):
            beneath[name] = rests
        return records

    return copied
