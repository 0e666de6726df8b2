"""The limits of a field in words, as `1-7 of them; PNG, JPEG or WEBP; up to 50 MB`."""

from collections.abc import Iterator

from vidu_cli.policy.formats import spelled
from vidu_cli.policy.phrases import count_span, listed, span
from vidu_cli.workflows.model_rows import FieldLimit

_MEGABYTE = 1_000_000


def limit_words(limit: FieldLimit) -> str:
    """What the field may be, the narrowest things first; "" where no page sets a limit."""
    return "; ".join((*_needs(limit), *_counts(limit), *_values(limit), *_texts(limit), *_files(limit), *_parts(limit)))


def _needs(limit: FieldLimit) -> Iterator[str]:
    if limit.required:
        yield "required"
    if limit.only_with:
        yield f"only with {listed(limit.only_with, last='or')}"


def _counts(limit: FieldLimit) -> Iterator[str]:
    if limit.count:
        yield "one" if limit.count == (1, 1) else f"{count_span(limit.count)} of them"
    for condition, number in (limit.count_at or {}).items():
        yield f"{count_span(number)} with {condition}"
    if limit.without_clips:
        yield f"{count_span(limit.without_clips)} without a clip"
    if limit.with_clips:
        yield f"{count_span(limit.with_clips)} with a clip"
    if limit.most_files is not None:
        yield f"{limit.most_files} files of each at most"


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
    if limit.pause_s:
        yield f"pauses of {_between(*limit.pause_s)} s"


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
    if limit.max_s_of_several is not None:
        yield f"{_between(None, limit.max_s_of_several)} s each of several"
    if limit.first_to_last:
        yield f"the first {_between(*limit.first_to_last)} times the size of the last"


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
