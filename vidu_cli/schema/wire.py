"""JSON to values and back: one decoder that names the place of every complaint, one encoder.

A field without a default must be there and be of its type. A field with a default gives way to it when the platform
sends something of another type: what was sent stays in `raw`, and one odd field does not lose a task that is paid for.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from math import isfinite
from types import NoneType
from typing import Any, TypeVar

from vidu_cli.schema.readers import names_of, reader
from vidu_cli.schema.scalars import Unfit

T = TypeVar("T")


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
    wanted: Any = shape
    try:
        decoded: T = reader(wanted)(value)
    except Unfit as unfit:
        raise ShapeError(f"{place}{unfit.path}: {unfit.text}") from unfit
    return decoded


def encode(value: object) -> Any:
    """The value as JSON types: a dataclass as an object of its fields, without those that are None."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    names = names_of(kind)
    if names:
        # Most fields are plain, or None: a call for each is a fifth of the time.
        return {
            name: given if type(given) in _PLAIN else encode(given)
            for name in names
            if (given := getattr(value, name)) is not None
        }
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, list | tuple):
        return [encode(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): encode(given) for key, given in value.items()}
    return value


_PLAIN = frozenset({str, int, float, bool, NoneType})
