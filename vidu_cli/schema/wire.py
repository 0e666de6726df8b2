"""JSON to values and back: one decoder that names the place of every complaint, one encoder.

A field without a default must be there and be of its type. A field with a default gives way to it when the platform
sends something of another type: what was sent stays in `raw`, and one odd field does not lose a task that is paid for.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from vidu_cli.schema.ids import Id

T = TypeVar("T")

MOST_LEVELS = 50
_DIGITS = re.compile(r"[0-9]{1,32}")
TOO_DEEP = "(nested too deeply to be shown)"

# The platform says `task_id` on submit, `sub_task_id` where a step of a film is ordered, and `id` on every GET.
ALIASES = {"id": ("id", "task_id", "sub_task_id")}


class ShapeError(ValueError):
    """A JSON value that is not of the expected shape; the text names the place, as `$.creations[0].url: ...`."""


def parse(body: bytes | str) -> object:
    """The JSON document in a body; ShapeError when there is none, also for absurd nesting.

    A number that JSON cannot hold (NaN, 1e999) reads as null: it is not worth losing the rest of the answer.
    """
    try:
        return json.loads(body, parse_constant=lambda _: None, parse_float=_finite)
    except RecursionError as error:
        raise ShapeError("$: nested too deeply") from error
    except ValueError as error:
        raise ShapeError(f"$: not JSON ({error})") from error


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if isfinite(number) else None


def decode(value: object, shape: type[T], place: str = "$") -> T:
    """The JSON value as a `shape`; ShapeError where something that must be there is missing or of another type."""
    decoded: T = _decode(value, shape, place)
    return decoded


def _decode(value: object, shape: Any, place: str) -> Any:
    if shape is Id:
        return _decode_id(value, place)
    if get_origin(shape) in (Union, UnionType):
        return None if value is None else _decode(value, _without_none(shape), place)
    if get_origin(shape) is tuple:
        return _decode_tuple(value, get_args(shape)[0], place)
    if is_dataclass(shape):
        return _decode_dataclass(value, shape, place)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return shape(_scalar(value, str, place))
    return _scalar(value, shape, place)


def _without_none(union: Any) -> Any:
    return next(part for part in get_args(union) if part is not NoneType)


def _decode_id(value: object, place: str) -> Id:
    # bool is an int, and no id; a float has already lost digits.
    digits = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(digits, str) and _DIGITS.fullmatch(digits) and digits.strip("0"):
        return Id(digits)
    raise ShapeError(f"{place}: expected an id, got {_shown(value)}")


def _decode_tuple(value: object, shape: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ShapeError(f"{place}: expected list, got {_shown(value)}")
    return tuple(_decode(one, shape, f"{place}[{index}]") for index, one in enumerate(value))


def _decode_dataclass(value: object, shape: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise ShapeError(f"{place}: expected object, got {_shown(value)}")
    hints = _hints(shape)
    known: dict[str, Any] = {}
    for one in fields(shape):
        if one.name != "raw":
            known.update(_decode_field(value, one, hints[one.name], f"{place}.{one.name}"))
    if "raw" in hints:
        known["raw"] = _without_field(value, shape, known) | _unread_beneath(value, known)
    return shape(**known)


def _decode_field(value: Mapping[str, object], one: Field[Any], shape: Any, place: str) -> dict[str, Any]:
    keys = ALIASES.get(one.name, (one.name,))
    given = [value[key] for key in keys if value.get(key) is not None]
    optional = one.default is not MISSING or one.default_factory is not MISSING
    if not given and optional:
        return {}
    complaints: list[ShapeError] = []
    # Of two names for one thing, the first that can be used counts.
    for candidate in given or [None]:
        try:
            return {one.name: _decode(candidate, shape, place)}
        except ShapeError as error:
            complaints.append(error)
    if not optional or _holds_values(shape):
        raise complaints[0]
    return {}


def _holds_values(shape: Any) -> bool:
    # A list of results that cannot be read is not the same as no results.
    parts = (shape, *get_args(shape))
    return any(get_origin(part) is tuple and is_dataclass(get_args(part)[0]) for part in parts)


def _without_field(value: Mapping[str, object], shape: Any, known: Mapping[str, object]) -> dict[str, object]:
    printed_defaults = {one.name for one in fields(shape) if value.get(one.name) is None}
    taken = {key for name in {*known, *printed_defaults} for key in _keys_read(value, name, known.get(name))}
    return {key: _kept(given) for key, given in value.items() if key not in taken}


def _keys_read(value: Mapping[str, object], name: str, read: object) -> tuple[str, ...]:
    # A second name may tell of a second thing: a step of a film beside the film itself.
    others = ALIASES.get(name, ())
    return (name, *(key for key in others if value.get(key) is None or str(value[key]) == read))


def _kept(given: object) -> object:
    # What nobody knows is handed on, but no nesting in it may stop the printing of a task that is paid for.
    return given if is_shallow(given) else TOO_DEEP


def is_shallow(value: object, levels: int = MOST_LEVELS) -> bool:
    """Whether a JSON value is nested in no more than so many levels."""
    beneath = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(is_shallow(one, levels - 1) for one in beneath)


def _unread_beneath(value: Mapping[str, object], known: Mapping[str, Any]) -> dict[str, object]:
    """Give, for each list of values without a `raw` of their own, what their objects hold beside their fields."""
    unread: dict[str, object] = {}
    for name, read in known.items():
        if isinstance(read, tuple) and any(is_dataclass(one) and not hasattr(one, "raw") for one in read):
            given: Any = value[name]
            beneath = [_unread(told, one) for told, one in zip(given, read, strict=True)]
            unread |= {name: beneath} if any(beneath) else {}
    return unread


def _unread(value: Mapping[str, object], read: Any) -> dict[str, object]:
    taken = {name: getattr(read, name) for name in (one.name for one in fields(read))}
    return _without_field(value, type(read), {name: held for name, held in taken.items() if held is not None})


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


def _scalar(value: object, shape: Any, place: str) -> Any:
    # protobuf-JSON prints 64-bit integers as strings.
    if shape is int and isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) < 20:
        return int(value)
    accepted = (int, float) if shape is float else shape
    if shape is float and isinstance(value, int) and abs(value) > 2**53:
        raise ShapeError(f"{place}: expected float, got a number beyond all measure")
    if isinstance(value, accepted) and (shape is bool or not isinstance(value, bool)):
        return value
    raise ShapeError(f"{place}: expected {shape.__name__}, got {_shown(value)}")


def _shown(value: object) -> str:
    text = "null" if value is None else json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else text[:37] + "..."


def encode(value: object) -> Any:
    """The value as JSON types: a dataclass as an object of its fields, without those that are None."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: encode(given) for name, given in pairs if given is not None}
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): encode(given) for key, given in value.items()}
    if isinstance(value, list | tuple):
        return [encode(one) for one in value]
    return value
