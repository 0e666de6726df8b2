"""Values that the platform would refuse: choices, ranges, lengths of texts, and what the model does not make."""

import re
from collections.abc import Iterable, Iterator, Mapping

from vidu_cli.errors.catalogue import FIELD_INVALID
from vidu_cli.policy.pauses import lengths, odd_pauses
from vidu_cli.policy.phrases import listed, quoted, span
from vidu_cli.policy.places import Place, Thing, things_in, values_of
from vidu_cli.policy.problems import Problem, problem, problem_at
from vidu_cli.policy.requests import Body, duration_of, model_of, ratio_beside
from vidu_cli.policy.subject_checks import shared_names
from vidu_cli.schema.kinds.shape import Field, Kind, Medium, Model, Notation, Pauses

_WORKS: Mapping[Medium | None, str] = {Medium.VIDEO: "clips", Medium.IMAGE: "pictures", Medium.AUDIO: "sounds"}

Reason = tuple[str, str]


def value_problems(kind: Kind, body: Body, places: Iterable[Place]) -> Iterator[Problem]:
    """A problem for each value that is not allowed; `kind` is the form of the request, `places` are all of it."""
    for place in places:
        for value in values_of(place.field, place.value):
            if value == "" or isinstance(value, Mapping):
                continue
            reason = (
                _by_model(kind, place.field, value, body) if place.field.by_model else _by_field(place.field, value)
            )
            if reason is not None:
                sentence, allowed = reason
                yield problem_at(FIELD_INVALID, place, f" {quoted(value)}: {sentence}", allowed)
    for thing in things_in(kind, body):
        if thing.field.notation is Notation.CUE:
            yield from _time(kind, thing, body)
    yield from shared_names(kind, body)


def _by_field(field: Field, value: object) -> Reason | None:
    if field.choices and value not in (*field.choices, *field.tolerated):
        words = [str(choice) for choice in field.choices]
        return f"must be {listed(words, last='or')}.", ", ".join(words)
    return _by_text(field, value) if isinstance(value, str) else _by_number(field, value)


def _by_text(field: Field, text: str) -> Reason | None:
    if field.max_length is not None and len(text) > field.max_length:
        return (
            f"{len(text)} characters are too many; at most {field.max_length} are taken.",
            f"at most {field.max_length} characters",
        )
    if field.min_length is not None and len(text) < field.min_length:
        return (
            f"{len(text)} characters are too few; at least {field.min_length} are needed.",
            f"at least {field.min_length} characters",
        )
    if field.pattern is not None and re.fullmatch(field.pattern[0], text) is None:
        return f"must have {field.pattern[1]}.", field.pattern[1]
    return _by_pauses(field.pauses, text) if field.pauses is not None and field.pauses.is_certain else None


def _by_pauses(pauses: Pauses, text: str) -> Reason | None:
    reason = next(odd_pauses(pauses, text), None)
    return None if reason is None else (f"{reason}.", f"single pauses of {lengths(pauses)}")


def _by_number(field: Field, number: object) -> Reason | None:
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    if field.minimum is not None and number < field.minimum:
        return f"must be at least {field.minimum:g}.", _range(field)
    if field.maximum is not None and number > field.maximum:
        return f"must be at most {field.maximum:g}.", _range(field)
    return None


def _range(field: Field) -> str:
    if field.minimum is not None and field.maximum is not None:
        return f"{field.minimum:g} to {field.maximum:g}"
    return f"at least {field.minimum:g}" if field.minimum is not None else f"at most {field.maximum:g}"


def _by_model(kind: Kind, field: Field, value: object, body: Body) -> Reason | None:
    model = model_of(kind, body)
    if model is None:
        return None
    maker, works = model.name or kind.name, _WORKS.get(kind.result, "answers")
    match field.name:
        case "duration" if model.durations and value not in model.durations:
            return f"{maker} makes {works} of {_lengths(model.durations)} s.", span(model.durations)
        case "resolution" if value not in _resolutions(model, body):
            choices = _resolutions(model, body)
            length = duration_of(model, body)
            at = f"{works} of {length} s" if length in model.resolutions_at else works
            return f"{maker} makes {at} in {listed(choices, last='or')}.", ", ".join(choices)
        case "aspect_ratio" if model.aspect_ratios and value not in (*model.aspect_ratios, ratio_beside(model, body)):
            ratios = (*model.aspect_ratios, *(["any other W:H"] if model.any_ratio else []))
            return f"{maker} makes {works} in {listed(ratios, last='or')}.", ", ".join(ratios)
    return None


def _resolutions(model: Model, body: Body) -> tuple[str, ...]:
    return model.resolutions_at.get(duration_of(model, body), model.resolutions)


def _lengths(durations: tuple[int, ...]) -> str:
    short = span(durations)
    return short.replace("-", " to ") if "-" in short else listed(short.split(", "), last="or")


def _time(kind: Kind, thing: Thing, body: Body) -> Iterator[Problem]:
    start, end = _number(thing.parts.get("from")), _number(thing.parts.get("to"))
    if start is None or end is None:
        return
    times = f" {thing.label}: {start:g}-{end:g}"
    length = _length_of(kind, body)
    if start >= end:
        yield problem(
            FIELD_INVALID, thing.field, f"{times} ends before it begins; give FROM-TO with FROM below TO.", ""
        )
    elif length is not None and end > length:
        sentence = f"{times} ends after the whole, which is {length:g} s long (--duration)."
        yield problem(FIELD_INVALID, thing.field, sentence, f"up to {length:g} s")


def _length_of(kind: Kind, body: Body) -> float | None:
    """The length of the whole; None where it is refused itself, so that one mistake is told once."""
    field = kind.field("duration")
    if field is None:
        return None
    length = _number(body.get("duration"))
    if length is None:
        length = _number(field.default)
    return None if length is None or _by_number(field, length) is not None else length


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # An int of hundreds of digits has no float; it is refused by its range.
    return value if isinstance(value, float) or abs(value) < 10**9 else None
