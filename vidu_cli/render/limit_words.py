"""The limits of a field in words, as `1-7 of them; PNG, JPEG or WEBP; up to 50 MB`."""

from collections.abc import Iterator

from vidu_cli.policy.formats import spelled
from vidu_cli.policy.phrases import count_span, listed, span
from vidu_cli.workflows.answers import FieldLimit

_MEGABYTE = 1_000_000


def limit_words(limit: FieldLimit) -> str:
    """What the field may be, the narrowest things first; "" where no page sets a limit."""
    return "; ".join((*_needs(limit), *_values(limit), *_texts(limit), *_files(limit), *_parts(limit)))


def _needs(limit: FieldLimit) -> Iterator[str]:
    if limit.required:
        yield "required"
    if limit.only_with:
        yield f"only with {listed(limit.only_with, last='or')}"
    if limit.count:
        yield "one" if limit.count == (1, 1) else f"{count_span(limit.count)} of them"


def _values(limit: FieldLimit) -> Iterator[str]:
    if limit.choices:
        numbers = [choice for choice in limit.choices if isinstance(choice, int)]
        yield span(numbers) if numbers else ", ".join(map(str, limit.choices))
    elif limit.minimum is not None or limit.maximum is not None:
        yield _between(limit.minimum, limit.maximum)
    if isinstance(limit.default, bool):
        yield "on by default" if limit.default else "off by default"
    elif limit.default not in (None, ""):
        yield f"{limit.default} by default"


def _texts(limit: FieldLimit) -> Iterator[str]:
    if limit.min_length is not None or limit.max_length is not None:
        yield f"{_between(limit.min_length, limit.max_length)} characters"
    if limit.pattern:
        yield limit.pattern


def _files(limit: FieldLimit) -> Iterator[str]:
    if limit.formats:
        yield listed([spelled(name) for name in limit.formats], last="or")
    if limit.max_bytes is not None:
        yield f"up to {_number(limit.max_bytes / _MEGABYTE)} MB"
    if limit.min_side is not None or limit.max_side is not None:
        yield f"{_between(limit.min_side, limit.max_side)} pixels a side"
    if limit.widest is not None:
        yield f"1:{limit.widest:g} to {limit.widest:g}:1"
    if limit.min_s is not None or limit.max_s is not None:
        yield f"{_between(limit.min_s, limit.max_s)} s"


def _parts(limit: FieldLimit) -> Iterator[str]:
    parts = ((part.field, limit_words(part)) for part in limit.parts or ())
    told = [f"{name} ({words})" if words else name for name, words in parts]
    if told:
        yield ", ".join(told)


def _between(least: float | None, most: float | None) -> str:
    if least is None or most is None:
        return f"up to {_number(most or 0)}" if least is None else f"from {_number(least)}"
    return f"{_number(least)}{' to ' if least < 0 else '-'}{_number(most)}"


def _number(number: float) -> str:
    return f"{number:,}".removesuffix(".0")
