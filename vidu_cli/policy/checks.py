"""What the platform would refuse about a create request, found before anything is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from vidu_cli.errors import catalogue
from vidu_cli.errors.catalogue import Entry
from vidu_cli.policy.addresses import MEDIA_FORMS, why_no_media
from vidu_cli.policy.cautions import warnings_in
from vidu_cli.policy.phrases import count_span, listed, quoted, span
from vidu_cli.policy.requests import Body, duration_of, model_name, model_of, whole_number
from vidu_cli.schema.kinds import kinds_beside
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

__all__ = ["Problem", "problems_in", "warnings_in"]

_JSON_TYPES = {
    FieldType.TEXT: "text",
    FieldType.MEDIA: "text",
    FieldType.INTEGER: "a whole number",
    FieldType.NUMBER: "a number",
    FieldType.FLAG: "true or false",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing the platform would refuse: `entry` is its answer, `message` a sentence, `allowed` what it takes.

    `field` is the platform's name, `option` the word of our command line that sets it. `allowed` is short, such as
    `1-16`, and "" where nothing is.
    """

    entry: Entry
    field: str
    option: str
    message: str
    allowed: str


def problems_in(kind: Kind, body: Body) -> tuple[Problem, ...]:
    """Everything the platform would refuse, in the order in which it looks; empty for a request it would take.

    Any JSON object is taken and nothing is raised. A model that no kind knows is no problem, and no limit that depends
    on the model is then checked. null counts as absent.
    """
    sound = {field.name: field for field in kind.fields if _complaint(field, body.get(field.name)) is None}
    readable = {name: value for name, value in body.items() if name in sound or kind.field(name) is None}
    return (
        *_wrong_types(kind, body),
        *_lacking(kind, readable, set(sound)),
        *_foreign_model(kind, readable),
        *_values(kind, readable),
        *_counts(kind, readable),
        *_media(kind, readable),
        *_unwanted(kind, readable),
    )


def _wrong_types(kind: Kind, body: Body) -> Iterator[Problem]:
    for field in kind.fields:
        complaint = _complaint(field, body.get(field.name))
        if complaint is not None:
            yield _problem(catalogue.CODEC, field, complaint, _expected(field))


def _complaint(field: Field, value: object) -> str | None:
    if value is None:
        return None
    if not field.repeated:
        return None if _is_of(field.type, value) else f" {quoted(value)}: must be {_expected(field)}."
    if not isinstance(value, list | tuple):
        return f" {quoted(value)}: must be {_expected(field)}."
    wrong = next((place for place, each in enumerate(value) if not _is_of(field.type, each)), None)
    return None if wrong is None else f": number {wrong + 1} is {quoted(value[wrong])}; must be {_expected(field)}."


def _is_of(expected: FieldType, value: object) -> bool:
    match expected:
        case FieldType.TEXT | FieldType.MEDIA:
            return isinstance(value, str)
        case FieldType.FLAG:
            return isinstance(value, bool)
        case FieldType.INTEGER:
            return whole_number(value) is not None
        case FieldType.NUMBER:
            return isinstance(value, float) or whole_number(value) is not None


def _expected(field: Field) -> str:
    return f"a list of {_JSON_TYPES[field.type]}" if field.repeated else _JSON_TYPES[field.type]


def _lacking(kind: Kind, body: Body, sound: set[str]) -> Iterator[Problem]:
    replaced = {place for other, place in kind.instead.items() if body.get(other)}
    for field in kind.fields:
        if not field.required or field.name not in sound or field.name in replaced:
            continue
        value = body.get(field.name)
        if not value or (isinstance(value, str) and not value.strip()):
            state = "is missing" if value is None else "is empty"
            allowed = _allowed_at_all(kind, field)
            needs = f"takes {allowed}" if allowed else "needs it"
            yield _problem(catalogue.FIELD_LACKING, field, f" {state}: {kind.name} {needs}.", allowed)


def _allowed_at_all(kind: Kind, field: Field) -> str:
    if field.name == "model":
        return ", ".join(model.name for model in kind.models if not model.note)
    return "" if field.count is None else count_span(field.count)


def _foreign_model(kind: Kind, body: Body) -> Iterator[Problem]:
    name, field = model_name(body), kind.field("model")
    if name is None or field is None or kind.model(name) is not None:
        return
    takers = [other.name for other in kinds_beside(kind.name) if other.model(name) is not None]
    if takers:
        allowed = _allowed_at_all(kind, field)
        verb = "take" if len(takers) > 1 else "takes"
        sentence = f" {name}: {listed(takers)} {verb} this model, {kind.name} does not; it takes {allowed}."
        yield _problem(catalogue.FIELD_INVALID, field, sentence, allowed)


def _values(kind: Kind, body: Body) -> Iterator[Problem]:
    model = model_of(kind, body)
    for field in kind.fields:
        value = body.get(field.name)
        if value is None or value == "":
            continue
        reason = _by_model(model, field, value, body) if field.by_model else _by_field(field, value)
        if reason is not None:
            sentence, allowed = reason
            yield _problem(catalogue.FIELD_INVALID, field, f" {quoted(value)}: {sentence}", allowed)


def _by_field(field: Field, value: object) -> tuple[str, str] | None:
    if field.choices and value not in (*field.choices, *field.tolerated):
        words = [str(choice) for choice in field.choices]
        return f"must be {listed(words, last='or')}.", ", ".join(words)
    if field.max_length is not None and isinstance(value, str) and len(value) > field.max_length:
        return (
            f"{len(value)} characters are too many; at most {field.max_length} are taken.",
            f"at most {field.max_length} characters",
        )
    number = value if isinstance(value, float) else whole_number(value)
    if number is not None and field.minimum is not None and number < field.minimum:
        return f"must be at least {field.minimum:g}.", f"at least {field.minimum:g}"
    if number is not None and field.maximum is not None and number > field.maximum:
        return f"must be at most {field.maximum:g}.", f"at most {field.maximum:g}"
    return None


def _by_model(model: Model | None, field: Field, value: object, body: Body) -> tuple[str, str] | None:
    if model is None:
        return None
    match field.name:
        case "duration" if value not in model.durations:
            allowed = span(model.durations)
            return f"{model.name} makes clips of {_lengths(model.durations)} s.", allowed
        case "resolution":
            length = duration_of(model, body)
            choices = model.resolutions_at.get(length, model.resolutions)
            at = f"clips of {length} s" if length in model.resolutions_at else "clips"
            allowed = ", ".join(choices)
            return None if value in choices else (f"{model.name} makes {at} in {listed(choices, last='or')}.", allowed)
        case "aspect_ratio" if model.aspect_ratios and value not in model.aspect_ratios:
            allowed = ", ".join(model.aspect_ratios)
            return f"{model.name} makes clips in {listed(model.aspect_ratios, last='or')}.", allowed
    return None


def _lengths(durations: tuple[int, ...]) -> str:
    short = span(durations)
    return short.replace("-", " to ") if "-" in short else listed(short.split(", "), last="or")


def _counts(kind: Kind, body: Body) -> Iterator[Problem]:
    model = model_of(kind, body)
    for field in kind.fields:
        given = body.get(field.name)
        count = _count_of(field, model, body)
        if count is None or not isinstance(given, list | tuple) or not given:
            continue
        if not count[0] <= len(given) <= count[1]:
            taker = model.name if model is not None and count != field.count else kind.name
            beside = " beside videos" if field.name == "images" and body.get("videos") else ""
            sentence = f": {len(given)} given; {taker} takes {count_span(count)}{beside}."
            yield _problem(catalogue.FIELD_ITEM_COUNT, field, sentence, count_span(count))


def _count_of(field: Field, model: Model | None, body: Body) -> tuple[int, int] | None:
    if field.name == "images" and model is not None:
        beside = model.count_beside_videos if body.get("videos") else None
        return beside or model.count or field.count
    return field.count


def _media(kind: Kind, body: Body) -> Iterator[Problem]:
    for field in kind.fields:
        given = body.get(field.name)
        if field.type is not FieldType.MEDIA or not given:
            continue
        for address in given if isinstance(given, list | tuple) else (given,):
            reason = why_no_media(address) if isinstance(address, str) else None
            if reason is not None:
                yield _problem(catalogue.FIELD_INVALID, field, f" {quoted(address)}: {reason}", MEDIA_FORMS)


def _unwanted(kind: Kind, body: Body) -> Iterator[Problem]:
    for name, value in body.items():
        # The decoder cannot tell 0, false, "" and [] from a field that is absent.
        if not value or kind.field(name) is not None or name in kind.unchecked:
            continue
        owners = [(other.name, field) for other in kinds_beside(kind.name) if (field := other.field(name)) is not None]
        if owners:
            do = f"{listed([owner for owner, _ in owners])} {'do' if len(owners) > 1 else 'does'}"
            sentence = f": {kind.name} does not take it ({do}); leave it out."
            yield _problem(catalogue.FIELD_UNWANTED, owners[0][1], sentence, "")
    yield from _unwanted_together(kind, body)


def _unwanted_together(kind: Kind, body: Body) -> Iterator[Problem]:
    model, videos = model_of(kind, body), kind.field("videos")
    if model is not None and videos is not None and model.videos is None and body.get("videos"):
        takers = listed([taker.name for taker in kind.models if taker.videos is not None])
        sentence = f": {model.name} takes no videos; only {takers} does."
        yield _problem(catalogue.FIELD_UNWANTED, videos, sentence, "")
    for name, place in kind.instead.items():
        if body.get(name) and body.get(place):
            sentence = f"--set {name}: {name} and {place} do not stand in one request; leave one out."
            yield Problem(
                entry=catalogue.FIELD_UNWANTED, field=name, option=f"--set {name}", message=sentence, allowed=""
            )


def _problem(entry: Entry, field: Field, sentence: str, allowed: str) -> Problem:
    return Problem(
        entry=entry, field=field.name, option=field.option, message=f"{field.option}{sentence}", allowed=allowed
    )
