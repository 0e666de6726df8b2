"""What a task's request looks like when the platform prints it: its fields, with the defaults filled in.

Source: the vendor's pages of each kind, and answers on public record.
"""

import hashlib
from collections.abc import Mapping, Sequence

from vidu_cli.policy.addresses import is_data
from vidu_cli.policy.requests import Body, duration_of, form_of, has_audio, resolution_of
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

# Whose real answers are on record: they print more than their pages say.
SEEN_LIVE = ("text2video", "img2video", "start-end2video", "reference2video")

_POSITIONS = {1: "top_left", 2: "top_right", 3: "bottom_right", 4: "bottom_left"}
_EMPTY: Mapping[FieldType, object] = {
    FieldType.TEXT: "",
    FieldType.MEDIA: "",
    FieldType.INTEGER: 0,
    FieldType.NUMBER: 0,
    FieldType.FLAG: False,
}
# Printed for the kinds seen live, whether they have the field or not.
_ALWAYS: Mapping[str, object] = {
    "style": "general",
    "prompt": "",
    "images": [],
    "aspect_ratio": "",
    "movement_amplitude": "auto",
    "bgm": False,
    "is_rec": False,
}
_NOT_PRINTED = ("model", "callback_url")
# The pages of these list fewer fields in the answer to the submit than in the request.
_ONLY: Mapping[str, tuple[str, ...]] = {
    "upscale-new": ("video_url", "video_creation_id", "upscale_resolution", "payload"),
    "lip-sync": ("payload",),
    "text2audio": ("prompt", "duration", "seed"),
    "timing2audio": ("timing_prompts", "duration", "seed"),
    "one-click-mv": (),
    "general-one-click": ("payload",),
}


def printed(kind: Kind, model: Model, body: Body, *, now: float) -> dict[str, object]:
    """All fields of a request as the platform knows them afterwards; those that its GETs print are among them."""
    form = form_of(kind, body)
    live = kind.name in SEEN_LIVE
    left_out = (*_NOT_PRINTED, *(("voice_id",) if live else ()))
    fields = {field.name: _value(field, model, body) for field in form.fields if field.name not in left_out}
    if live or "seed" in fields:
        fields["seed"] = body.get("seed") or _picked_seed(body, now)
    if "audio" in fields:
        fields["audio"] = has_audio(model, body)
    if "audio" in fields and (live or "audio_type" in fields):
        fields["audio_type"] = (body.get("audio_type") or "all") if has_audio(model, body) else "unspecified"
    if not live:
        return fields
    return {**_ALWAYS, **fields, "images": fields.get("images") or _merged_images(fields.get("subjects"))}


def echoed(name: str, request: Mapping[str, object]) -> dict[str, object]:
    """What the answer to a submit of that kind repeats of its request."""
    only = _ONLY.get(name)
    return {field: value for field, value in request.items() if only is None or field in only}


def shown(value: object) -> object:
    """A text, or a list of texts, without the bytes that were sent as `data:`: an upload stands in their place."""
    if isinstance(value, list):
        return [shown(each) for each in value]
    if isinstance(value, str) and is_data(value):
        return f"ssupload:?id={int(hashlib.sha256(value.encode()).hexdigest()[:15], 16)}"
    return value


def _value(field: Field, model: Model, body: Body) -> object:
    given = body.get(field.name)
    if field.type is FieldType.OBJECT:
        return [_parts(field, each) for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    if field.repeated:
        return shown(given) if isinstance(given, list) else []
    if field.by_model:
        return _by_model(field.name, model, body)
    if given is None:
        return _EMPTY[field.type] if field.default is None else field.default
    if field.name == "wm_position" and isinstance(given, int):
        # An enum that was sent as a number comes back as a name.
        return _POSITIONS[given]
    return shown(given)


def _parts(field: Field, given: Mapping[str, object]) -> dict[str, object]:
    # What the decoder does not know it drops.
    return {part.name: shown(given[part.name]) for part in field.parts if part.name in given}


def _by_model(name: str, model: Model, body: Body) -> object:
    match name:
        case "duration":
            return duration_of(model, body)
        case "resolution":
            return resolution_of(model, body)
    return body.get(name) or model.aspect_ratio


def _merged_images(subjects: object) -> list[object]:
    """The pictures of all subjects, as both forms of the request print them."""
    each = subjects if isinstance(subjects, Sequence) else ()
    return [image for subject in each if isinstance(subject, dict) for image in subject.get("images") or ()]


def _picked_seed(body: Body, now: float) -> int:
    digest = hashlib.sha256(f"{now!r} {body.get('prompt')}".encode()).hexdigest()
    return 1 + int(digest[:7], 16)
