"""How single JSON values are read: ids, numbers, texts."""

import json
import re
from typing import Any, TypeVar, cast

from vidu_cli.schema.ids import Id

T = TypeVar("T")

_BEYOND_64_BITS = 2**63
_ID = re.compile(r"(?!0+\Z)[0-9]{1,32}")


class Unfit(Exception):  # noqa: N818  # it becomes a ShapeError with the whole place
    """A value that is not of the expected shape, `path` within what was to be decoded."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text
        self.path = ""

    def below(self, step: str) -> "Unfit":
        """The same, seen from one level above."""
        self.path = step + self.path
        return self


def read_id(value: object) -> Id:
    """The id, a string of digits that is not zero; Unfit for all else."""
    # bool is an int, and no id; a float has already lost digits.
    digits = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(digits, str) and is_id(digits):
        return Id(digits)
    raise Unfit(f"expected an id, got {shown(value)}")


def is_id(text: str) -> bool:
    """Whether a text is an id: digits, and not zero."""
    return _ID.fullmatch(text) is not None


def read_int(value: object) -> int:
    """The whole number within 64 bits; Unfit for all else."""
    # protobuf-JSON prints 64-bit integers as strings.
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and len(value) <= 20:
        value = int(value)
    number: int = scalar(value, int)
    if -_BEYOND_64_BITS <= number < _BEYOND_64_BITS:
        return number
    raise Unfit("expected int, got a number beyond all measure")


def scalar(value: object, shape: type[T]) -> T:
    """The value if it is of that type, a number of JSON for a float; else Unfit."""
    accepted: Any = (int, float) if shape is float else shape
    if shape is float and isinstance(value, int) and abs(value) > 2**53:
        raise Unfit("expected float, got a number beyond all measure")
    if isinstance(value, accepted) and (shape is bool or not isinstance(value, bool)):
        return cast("T", value)
    raise Unfit(f"expected {shape.__name__}, got {shown(value)}")


def shown(value: object) -> str:
    """A JSON value in at most 40 characters."""
    try:
        text = "null" if value is None else json.dumps(value, ensure_ascii=True)
    except RecursionError:
        return "what is nested too deeply to be shown"
    return text if len(text) <= 40 else text[:37] + "..."
