"""JSON that is as documented to the letter, as the record of a value that is not made.

Most rows of a long list are so, and where they are only printed their values were half of the cost.
"""

from collections.abc import Callable, Container
from dataclasses import fields
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from vidu_cli.schema.ids import Id
from vidu_cli.schema.readers import ALIASES, is_object, is_shallow
from vidu_cli.schema.scalars import is_id

# Greater ones are not the same number to every reader.
_LARGEST = 2**53
_FLAT = frozenset({str, int, float, bool, NoneType})

Record = dict[str, Any]
Copier = Callable[[Any], Any]
"""Gives a JSON value as it is printed, None where only reading it can tell."""


def plain_record(told: object, shape: type) -> Record | None:
    """What `encode(decode(told, shape))` gives of a JSON value; None where only reading it can tell."""
    made: Record | None = _object_copier(shape)(told)
    return made


@cache
def _object_copier(shape: type) -> Copier:
    """What copies an object: its fields in their order, and what it holds beside them under `raw`."""
    hints = get_type_hints(shape)
    held = [one for one in fields(shape) if one.name != "raw"]
    # A record has no place for what was not told; only of None it says as much.
    slots = [(one.name, one.default is not None, *_slot(hints[one.name])) for one in held]
    names = frozenset(one.name for one in held)
    # What is told under the second name of a field, or as `raw`, is not simply the rest.
    others = frozenset({"raw"}).union(*(ALIASES.get(name, ()) for name in names)) - names
    keeps_rest = "raw" in hints

    def copied(told: object) -> Record | None:
        if type(told) is not dict:
            return None
        record: Record = {}
        for name, is_needed, kind, copy in slots:
            given = told.get(name)
            if given is None and not is_needed:
                continue
            made = given if copy is None else copy(given)
            if made is None or (copy is None and type(made) is not kind):
                return None
            record[name] = made
        rest = _rest(told, names, others) if len(record) < len(told) else {}
        if keeps_rest and rest is not None:
            record["raw"] = rest
            return record
        return record if rest == {} else None

    return copied


def _rest(told: Record, names: Container[str], others: Container[str]) -> Record | None:
    """What an object holds beside its fields; None where that is not printed as it is."""
    rest: Record = {}
    for name in told:
        if name not in names:
            given = told[name]
            if name in others or not (type(given) in _FLAT or is_shallow(given)):
                return None
            rest[name] = given
    return rest


def _slot(shape: type) -> tuple[type | None, Copier | None]:
    """The type whose values are printed as they are, or what copies those of another shape."""
    if NoneType in get_args(shape):
        return _slot(next(part for part in get_args(shape) if part is not NoneType))
    if get_origin(shape) is tuple:
        return None, _list_copier(*_slot(get_args(shape)[0]))
    if is_object(shape):
        return None, _object_copier(shape)
    if shape is Id:
        return None, lambda told: told if type(told) is str and is_id(told) else None
    if shape in (int, float):
        kinds = frozenset({int, shape})
        return None, lambda told: told if type(told) in kinds and -_LARGEST <= told <= _LARGEST else None
    if issubclass(shape, StrEnum):
        words = frozenset(map(str, shape))
        return None, lambda told: told if type(told) is str and told in words else None
    return shape, None


def _list_copier(kind: type | None, copy: Copier | None) -> Copier:
    def copied(told: object) -> list[Any] | None:
        if type(told) is not list:
            return None
        if copy is None:
            return told if all(type(one) is kind for one in told) else None
        copies = [copy(one) for one in told]
        return None if None in copies else copies

    return copied
