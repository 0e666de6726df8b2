"""What is worth a word about a create request although it is sent as it is."""

from collections.abc import Iterator

from vidu_cli.policy.headers import Media
from vidu_cli.policy.media_checks import media_cautions
from vidu_cli.policy.pauses import odd_pauses
from vidu_cli.policy.phrases import listed, quoted
from vidu_cli.policy.places import places_in, things_in
from vidu_cli.policy.requests import (
    Body,
    duration_of,
    form_of,
    has_audio,
    holds,
    is_off_peak_doubtful,
    is_on,
    model_name,
    model_of,
    overruled_fields,
    ratio_beside,
    whole_number,
)
from vidu_cli.policy.subject_checks import citations, filmed_here
from vidu_cli.policy.suggestions import nearest
from vidu_cli.schema.kinds import kinds_beside
from vidu_cli.schema.kinds.shape import Doubt, Field, Kind, Model, OffPeak

SEED_MAX = 2**31 - 1

_NO_MEDIA: Media = {}

_OFF_PEAK_RULES = {
    OffPeak.NEVER: "does not run off-peak",
    OffPeak.WITH_AUDIO: "runs off-peak with sound only (--audio)",
    OffPeak.WITHOUT_AUDIO: "runs off-peak without sound only (--no-audio)",
}


def warnings_in(kind: Kind, body: Body, media: Media = _NO_MEDIA) -> tuple[str, ...]:
    """A sentence for each thing that is sent as it is and may not do what was meant.

    Any JSON object is taken and nothing is raised. Where sources disagree the lenient one is followed and the strict
    one is told here. `media` has what is known of files, by their address in the body.
    """
    form = form_of(kind, body)
    model = model_of(form, body)
    found = (
        *_unknown_model(kind, body),
        *(_of_model(form, model, body) if model is not None else ()),
        *_sound(form, model, body),
        *_without_effect(form, body),
        *_left_alone(form, body),
        *citations(form, body),
        *filmed_here(form, body),
        *_odd_values(form, body),
        *media_cautions(form, body, media),
        *_unknown_fields(form, body),
    )
    return tuple(dict.fromkeys(found))


def _unknown_model(kind: Kind, body: Body) -> Iterator[str]:
    name = model_name(body)
    if name is None or not name.strip() or kind.field("model") is None or kind.model(name) is not None:
        return
    if any(other.model(name) is not None for other in kinds_beside(kind.name)):
        return
    meant = nearest(name, (model.name for model in kind.models))
    hint = f" Did you mean {meant}?" if meant else ""
    yield f"--model {quoted(name)}: this version does not know the model; it is sent as it is, unchecked.{hint}"


def _of_model(kind: Kind, model: Model, body: Body) -> Iterator[str]:
    if model.note:
        yield model.note
    for place in places_in(kind, body):
        if _asks_for_something(place.field, place.value) and model.name.startswith(place.field.idle_with):
            yield f"{place.option}{place.words}: no effect with {model.name}."
    # The vendor's page "image-to-video": no music on viduq2 at these two lengths.
    if is_on(body, "bgm") and model.name.startswith("viduq2") and duration_of(model, body) in (9, 10):
        yield f"--bgm: no effect with {model.name} at 9 or 10 s."
    for flag, extra in model.surcharges.items():
        if is_on(body, flag):
            yield f"--{flag.replace('_', '-')}: adds {extra} credits with {model.name}."
    for doubt in model.doubts:
        yield from _doubt(kind, doubt, body)
    ratio = ratio_beside(model, body)
    if ratio is not None:
        yield f"--aspect-ratio {ratio}: sent as it is, but {model.any_ratio}"
    if is_off_peak_doubtful(model, body):
        yield f"--off-peak: {model.name} {_OFF_PEAK_RULES[model.off_peak]}; anything else is not documented."


def _asks_for_something(field: Field, value: object) -> bool:
    return bool(value) and value != field.default


def _doubt(kind: Kind, doubt: Doubt, body: Body) -> Iterator[str]:
    given, field = body.get(doubt.field), kind.field(doubt.field)
    if field is None:
        return
    value = len(given) if isinstance(given, list | tuple) else given
    if any(value == each and type(value) is type(each) for each in doubt.values):
        what = f": {value} given;" if field.repeated else f" {quoted(value)}:"
        yield f"{field.option}{what} sent as it is, but {doubt.note}"


def _sound(kind: Kind, model: Model | None, body: Body) -> Iterator[str]:
    if kind.field("audio") is None:
        return
    silent = body.get("audio") is False if model is None else not has_audio(model, body)
    for name, option in (("audio_type", "--audio-type"), ("voice_id", "--voice-id")):
        if silent and body.get(name):
            yield f"{option}: no effect without --audio."


def _without_effect(kind: Kind, body: Body) -> Iterator[str]:
    for field in kind.fields:
        if not body.get(field.name):
            continue
        if field.name.startswith("wm_") and not is_on(body, "watermark"):
            yield f"{field.option}: no effect without --watermark."
        if field.only_with and not any(holds(condition, body) for condition in field.only_with):
            needed = [_as_option(kind, condition) for condition in field.only_with]
            yield f"{field.option}: no effect without {listed(needed, last='or')}."
    for alternative in kind.alternatives:
        winner = kind.field(alternative.winner)
        if winner is not None and body.get(winner.name):
            losers = (kind.field(name) for name in alternative.fields if name != winner.name and body.get(name))
            yield from (f"{loser.option}: no effect beside {winner.option}." for loser in losers if loser is not None)
    prompt = body.get("prompt")
    if is_on(body, "is_rec") and isinstance(prompt, str) and prompt.strip():
        yield "--is-rec: the platform writes its own prompt and ignores yours."


def _left_alone(kind: Kind, body: Body) -> Iterator[str]:
    overruled = overruled_fields(kind, body)
    for field in kind.fields:
        wanted = kind.field(field.asks_for)
        if wanted is not None and body.get(field.name) and not body.get(wanted.name) and field.name not in overruled:
            yield f"{field.option}: sent as it is, but the vendor's page asks for {wanted.option} beside it."


def _as_option(kind: Kind, condition: str) -> str:
    name, _, wanted = condition.partition("=")
    field = kind.field(name)
    return f"{name if field is None else field.option} {wanted}".rstrip()


def _odd_values(kind: Kind, body: Body) -> Iterator[str]:
    seed = whole_number(body.get("seed"))
    if seed is not None and not 0 <= seed <= SEED_MAX:
        yield f"--seed {quoted(seed)}: sent as it is; only 0-{SEED_MAX} is known to work."
    address = body.get("callback_url")
    if isinstance(address, str) and address and not address.lower().startswith(("http://", "https://")):
        yield f"--callback-url {quoted(address)}: sent as it is, but it is no http(s) address."
    for field in kind.fields:
        value = body.get(field.name)
        if value == "" and (field.choices or field.by_model) and not field.required:
            yield f"{field.option} '': sent as it is; the platform takes its default."
        if field.doubt and _asks_for_something(field, value):
            yield f"{field.option}: sent as it is, but {field.doubt}"
        if isinstance(value, str) and field.pauses is not None:
            reasons = () if field.pauses.is_certain else odd_pauses(field.pauses, value)
            yield from (f"{field.option}: sent as it is, but by another page {reason}." for reason in reasons)
        if isinstance(value, str) and value in field.tolerated:
            yield f"{field.option} {value}: sent as it is, but most of the vendor's pages spell it {field.choices[-1]}."


def _unknown_fields(kind: Kind, body: Body) -> Iterator[str]:
    for name, value in body.items():
        if value is None or kind.field(name) is not None:
            continue
        if name in kind.unchecked:
            yield f"{quoted(name)}: sent as it is; this version does not check this field."
        elif not any(other.field(name) is not None for other in kinds_beside(kind.name)):
            meant = nearest(name, (field.name for field in kind.fields))
            hint = f" Did you mean {meant}?" if meant else ""
            yield f"{quoted(name)}: no field of {kind.name} in this version; the platform drops unknown fields.{hint}"
    for thing in things_in(kind, body):
        known = [part.name for part in thing.field.parts]
        for name in (name for name, value in thing.parts.items() if value is not None and name not in known):
            yield (
                f"{thing.field.option} {thing.label}: {quoted(name)} is no field of it in this version; "
                f"the platform drops unknown fields. It has {listed(known)}."
            )
