"""A create request: what the platform checks, in its order, and the task that comes of it."""

import hashlib
from collections.abc import Mapping

from vidu_cli.errors.catalogue import BAD_REQUEST, CODEC, CREDIT_INSUFFICIENT, FIELD_INVALID, FIELD_LACKING
from vidu_cli.policy.checks import Problem, problems_in
from vidu_cli.policy.prices import credits_of
from vidu_cli.policy.requests import duration_of, has_audio, resolution_of
from vidu_cli.sandbox.exchange import Refusal, refusal
from vidu_cli.sandbox.faults import Call
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.wishes import Wishes, wishes_in
from vidu_cli.sandbox.world import Draft, Record, World
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

UNKNOWN_PRICE = 40

_POSITIONS = {1: "top_left", 2: "top_right", 3: "bottom_right", 4: "bottom_left"}
_EMPTY = {FieldType.TEXT: "", FieldType.MEDIA: "", FieldType.INTEGER: 0, FieldType.NUMBER: 0, FieldType.FLAG: False}
# Printed for every kind, whether it has the field or not.
_ALWAYS: Mapping[str, object] = {
    "style": "general",
    "prompt": "",
    "images": [],
    "aspect_ratio": "",
    "movement_amplitude": "auto",
    "bgm": False,
    "is_rec": False,
}
_NOT_PRINTED = ("model", "callback_url", "voice_id")


def problems_of(kind: Kind, body: Mapping[str, object]) -> tuple[Problem, ...]:
    """What is wrong with a body, in the platform's order; Refusal with CODEC for a value of the wrong JSON type."""
    problems = problems_in(kind, body)
    if problems and problems[0].entry is CODEC:
        raise refusal(CODEC, f'body unmarshal proto: invalid value for field "{problems[0].field}"')
    return problems


def wishes_of(body: Mapping[str, object]) -> Wishes:
    """What the prompt of a body asks of the sandbox; Refusal when that cannot be read."""
    try:
        return wishes_in(str(body.get("prompt", "")))
    except ValueError as error:
        raise refusal(BAD_REQUEST, str(error), fields="prompt") from error


def price_of(kind: Kind, body: Mapping[str, object]) -> int:
    """The credits that a task is charged."""
    readings = credits_of(kind, body)
    return UNKNOWN_PRICE if readings is None else readings[0]


def checked(kind: Kind, body: Mapping[str, object], problems: tuple[Problem, ...]) -> Model:
    """The model that makes the task; Refusal with the first problem, the model coming after what is missing."""
    first = problems[0] if problems else None
    if first is not None and first.entry is FIELD_LACKING:
        raise refusal(FIELD_LACKING, fields=first.field)
    model = kind.model(str(body.get("model")))
    if model is None:
        raise refusal(FIELD_INVALID, "model is not supported", fields="model")
    if first is not None:
        raise _refused(first, model)
    return model


def accepted(
    kind: Kind,
    model: Model,
    body: Mapping[str, object],
    *,
    world: World,
    wishes: Wishes,
    err_code: str,
    pace: float,
    now: float,
) -> Record:
    """The task, made and charged; `err_code` is what it will end with, "" for a success."""
    request = _printed(kind, model, body, now=now)
    draft = Draft(
        kind=kind.name,
        model=model.name,
        resolution=str(request["resolution"]),
        request=request,
        credits=price_of(kind, body),
        err_code=err_code,
        phases=phases_of(wishes.seconds, pace=pace),
        faults=wishes.of(Call.GET, Call.CANCEL, Call.DOWNLOAD),
    )
    record = world.add_task(draft, now=now)
    if record is None:
        raise refusal(CREDIT_INSUFFICIENT)
    return record


def _refused(problem: Problem, model: Model) -> Refusal:
    if problem.entry is FIELD_INVALID and problem.field == "duration":
        lengths = model.durations
        message = f"duration only support between {lengths[0]} to {lengths[-1]}"
        return refusal(FIELD_INVALID, message, fields="duration")
    return refusal(problem.entry, fields=problem.field)


def _printed(kind: Kind, model: Model, body: Mapping[str, object], *, now: float) -> dict[str, object]:
    fields = {field.name: _value(field, body) for field in kind.fields if field.name not in _NOT_PRINTED}
    printed = {
        **_ALWAYS,
        **fields,
        "duration": duration_of(model, body),
        "resolution": resolution_of(model, body),
        "aspect_ratio": body.get("aspect_ratio") or model.aspect_ratio,
        "seed": body.get("seed") or _picked_seed(body, now),
    }
    if kind.field("audio") is not None:
        printed["audio"] = has_audio(model, body)
        printed["audio_type"] = (body.get("audio_type") or "all") if printed["audio"] else "unspecified"
    return printed


def _value(field: Field, body: Mapping[str, object]) -> object:
    given = body.get(field.name)
    if field.repeated:
        return [_shown(each) for each in given] if isinstance(given, list) else []
    if given is None:
        return _EMPTY[field.type] if field.default is None else field.default
    if field.name == "wm_position" and isinstance(given, int):
        # An enum that was sent as a number comes back as a name.
        return _POSITIONS[given]
    return _shown(given)


def _shown(value: object) -> object:
    if isinstance(value, str) and value.startswith("data:"):
        return f"ssupload:?id={int(hashlib.sha256(value.encode()).hexdigest()[:15], 16)}"
    return value


def _picked_seed(body: Mapping[str, object], now: float) -> int:
    digest = hashlib.sha256(f"{now!r} {body.get('prompt')}".encode()).hexdigest()
    return 1 + int(digest[:7], 16)
