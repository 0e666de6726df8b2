"""The body of a create request out of its four sources: options over `--set` over `--body` over defaults."""

import json
from collections.abc import Mapping, Sequence
from math import isfinite

from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.readers import MOST_LEVELS, is_shallow

# The vendor's limit for a whole POST body, in the smaller of its two readings.
LARGEST_BODY_BYTES = 20_000_000


def assembled(
    kind: Kind, *, options: Mapping[str, object], sets: Sequence[str], body: Mapping[str, object]
) -> dict[str, object]:
    """The body to be sent; ValueError names a `--set` that cannot be read or has no place.

    A kind whose requests name no model gets none.
    """
    named = {} if kind.field("model") is None else {"model": kind.default_model}
    whole: dict[str, object] = {**named, **body}
    for assignment in sets:
        name, equals, text = assignment.partition("=")
        if not equals or not name.strip():
            raise ValueError(f"--set {assignment}: write field=value.")
        _place(whole, name.strip().split("."), json_or_text(text), assignment)
    if not is_shallow(whole):
        raise ValueError("--set, --body: the request is nested too deeply.")
    whole.update({name: value for name, value in options.items() if value is not None})
    return whole


def document(text: str | bytes) -> Mapping[str, object]:
    """The JSON object in a file given with `--body`; ValueError when it holds none."""
    try:
        read = json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except ValueError as error:
        raise ValueError(f"it is not JSON ({error})") from error
    if not isinstance(read, dict):
        raise ValueError("it must be one JSON object, as { ... }")
    return read


def json_or_text(text: str) -> object:
    """The value of a `--set`: JSON if it parses, else the text itself."""
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        return text


def size_bytes(body: Mapping[str, object]) -> int:
    """The size of the body on the wire; ValueError when a text in it is no Unicode text."""
    try:
        return len(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())
    except UnicodeEncodeError as error:
        raise ValueError("it holds bytes that are not UTF-8 text") from error


def _place(whole: dict[str, object], path: Sequence[str], value: object, assignment: str) -> None:
    if len(path) > MOST_LEVELS:
        raise ValueError("--set, --body: the request is nested too deeply.")
    inner = whole
    for name in path[:-1]:
        step = inner.setdefault(name, {})
        if not isinstance(step, dict):
            raise ValueError(f"--set {assignment}: {name} is no object, so nothing can stand inside it.")
        # A copy: the body that was read from a file is not ours to change.
        inner[name] = inner = dict(step)
    inner[path[-1]] = value


def _no_constant(word: str) -> object:
    raise ValueError(f"{word} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(f"{digits} is too large")
    return number
