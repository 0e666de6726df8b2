"""What the platform would refuse about a create request, found before anything is sent."""

from collections.abc import Iterable, Iterator

from vidu_cli.errors.catalogue import CODEC, FIELD_INVALID, FIELD_ITEM_COUNT, FIELD_LACKING
from vidu_cli.policy.cautions import warnings_in
from vidu_cli.policy.headers import Media
from vidu_cli.policy.json_types import complaint, expected
from vidu_cli.policy.media_checks import media_problems
from vidu_cli.policy.phrases import count_span, listed, some
from vidu_cli.policy.places import Place, places_in
from vidu_cli.policy.problems import Problem, problem, problem_at
from vidu_cli.policy.requests import Body, form_of, holds, model_name, model_of
from vidu_cli.policy.subject_checks import bare_subjects, subject_counts
from vidu_cli.policy.unwanted import unwanted_fields
from vidu_cli.policy.value_checks import value_problems
from vidu_cli.schema.kinds import kinds_beside
from vidu_cli.schema.kinds.limits import RETIRED
from vidu_cli.schema.kinds.shape import Alternative, Field, Kind, Model

__all__ = ["Problem", "problems_in", "warnings_in"]

_NO_MEDIA: Media = {}


def problems_in(kind: Kind, body: Body, media: Media = _NO_MEDIA) -> tuple[Problem, ...]:
    """Everything the platform would refuse, in the order in which it looks; empty for a request it would take.

    Any JSON object is taken and nothing is raised. A model that no kind knows is no problem, and no limit that depends
    on the model is then checked. null counts as absent. `media` has what is known of files, by their address in the
    body; a file that is not in it is not looked into.
    """
    form = form_of(kind, body)
    sound = {field.name for field in form.fields if complaint(field, body.get(field.name)) is None}
    readable = {name: value for name, value in body.items() if name in sound or form.field(name) is None}
    places = tuple(places_in(form, readable))
    found = (
        *_wrong_types(form, body),
        *_lacking(form, readable, places, sound),
        *_foreign_model(kind, form, readable),
        *value_problems(form, readable, places),
        *_counts(form, readable, places),
        *media_problems(form, readable, media),
        *unwanted_fields(kind, form, readable),
    )
    # One file that is given twice is refused once.
    return tuple(dict.fromkeys(found))


def _wrong_types(kind: Kind, body: Body) -> Iterator[Problem]:
    for field in kind.fields:
        reason = complaint(field, body.get(field.name))
        if reason is not None:
            yield problem(CODEC, field, reason, expected(field))


def _lacking(kind: Kind, body: Body, places: Iterable[Place], sound: set[str]) -> Iterator[Problem]:
    model = model_of(kind, body)
    for place in places:
        field, is_part = place.field, place.field is not place.outer
        needed = field.required or (not is_part and _least(field, model) > 0)
        if not needed or not _is_empty(place.value) or place.outer.name not in sound:
            continue
        allowed = "" if is_part else _allowed_at_all(kind, model, field)
        needs = f"takes {allowed}" if allowed else "needs it"
        taker = model.name if model is not None and not field.required else kind.name
        state = "is missing" if place.value is None else "is empty"
        yield problem_at(FIELD_LACKING, place, f" {state}." if is_part else f" {state}: {taker} {needs}.", allowed)
    for alternative in kind.alternatives:
        if sound.issuperset(alternative.fields):
            yield from _without_any(kind, alternative, body)
    yield from bare_subjects(kind, body)


def _is_empty(value: object) -> bool:
    # 0 and false are values of their own, though the decoder cannot tell them from nothing.
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], (), {})


def _least(field: Field, model: Model | None) -> int:
    return model.count[0] if field.name == "images" and model is not None and model.count is not None else 0


def _allowed_at_all(kind: Kind, model: Model | None, field: Field) -> str:
    if field.name == "model":
        return ", ".join(model.name for model in kind.models if model.source != RETIRED)
    count = _count_of(field, model, {})
    return "" if count is None else count_span(count)


def _without_any(kind: Kind, alternative: Alternative, body: Body) -> Iterator[Problem]:
    fields = [field for name in alternative.fields if (field := kind.field(name)) is not None]
    if fields and all(_is_empty(body.get(field.name)) for field in fields):
        others = listed([field.option for field in fields[1:]], last="or")
        sentence = f" is missing, and so is {others}: {kind.name} needs one of them."
        yield problem(FIELD_LACKING, fields[0], sentence, listed([field.option for field in fields], last="or"))


def _foreign_model(kind: Kind, form: Kind, body: Body) -> Iterator[Problem]:
    name, field = model_name(body), form.field("model")
    if name is None or field is None or form.model(name) is not None:
        return
    allowed = _allowed_at_all(form, None, field)
    if kind.model(name) is not None:
        sentence = f" {name}: {kind.name} does not take this model with {_beside(kind, form)}; it takes {allowed}."
        yield problem(FIELD_INVALID, field, sentence, allowed)
        return
    takers = [other.name for other in kinds_beside(kind.name) if other.model(name) is not None]
    if takers:
        verb = "take" if len(takers) > 1 else "takes"
        sentence = f" {name}: {some(takers)} {verb} this model, {kind.name} does not; it takes {allowed}."
        yield problem(FIELD_INVALID, field, sentence, allowed)


def _beside(kind: Kind, form: Kind) -> str:
    """The option that makes a request one of that form."""
    return next((field.option for name in kind.forms if (field := form.field(name)) is not None), kind.name)


def _counts(kind: Kind, body: Body, places: Iterable[Place]) -> Iterator[Problem]:
    model = model_of(kind, body)
    for place in places:
        count = place.field.count if place.field is not place.outer else _count_of(place.field, model, body)
        if count is None or not isinstance(place.value, list | tuple) or not place.value:
            continue
        if not count[0] <= len(place.value) <= count[1]:
            taker = model.name if model is not None and model.name and count != place.field.count else kind.name
            beside = " beside videos" if place.field.name == "images" and body.get("videos") else ""
            sentence = f": {len(place.value)} given; {taker} takes {count_span(count)}{beside}."
            yield problem_at(FIELD_ITEM_COUNT, place, sentence, count_span(count))
    yield from subject_counts(kind, model, body)


def _count_of(field: Field, model: Model | None, body: Body) -> tuple[int, int] | None:
    count = next((count for condition, count in field.count_at.items() if holds(condition, body)), field.count)
    if field.name != "images" or model is None or count != field.count:
        return count
    beside = model.count_beside_videos if body.get("videos") else None
    return beside or model.count or field.count
