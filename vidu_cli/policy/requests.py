"""What a create request comes to once the platform has filled in its defaults.

Every reader takes any JSON: a value of the wrong type counts as absent, because `checks` tells of it.
"""

import re
from collections.abc import Mapping

from vidu_cli.schema.kinds.shape import Kind, Model, OffPeak

Body = Mapping[str, object]

_RATIO = re.compile(r"[1-9][0-9]{0,3}:[1-9][0-9]{0,3}")


def model_name(body: Body) -> str | None:
    """The model that the request names, or None."""
    name = body.get("model")
    return name if isinstance(name, str) and name else None


def form_of(kind: Kind, body: Body) -> Kind:
    """The shape of the call that the request has: the form whose field is given, else the kind itself."""
    return next((form for name, form in kind.forms.items() if body.get(name)), kind)


def model_of(kind: Kind, body: Body) -> Model | None:
    """The row of the model that the request names, or None when this kind does not list it.

    It is the row of the form that the request has; the one nameless row where requests name no model; and the row of
    the default where the platform has one.
    """
    form = form_of(kind, body)
    field = form.field("model")
    if field is None:
        return form.model("")
    name = model_name(body) or field.default
    return form.model(name) if isinstance(name, str) else None


def whole_number(value: object) -> int | None:
    """The value when it is a JSON integer; true and false are none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def duration_of(model: Model, body: Body) -> int:
    """The length in seconds that the platform would make; it may be one that the model does not allow."""
    given = whole_number(body.get("duration"))
    return model.duration if given is None else given


def resolution_of(model: Model, body: Body) -> str:
    """The resolution that the platform would make; it may be one that the model does not allow."""
    given = body.get("resolution")
    if isinstance(given, str) and given:
        return given
    return model.resolutions_at.get(duration_of(model, body), (model.resolution,))[0]


def ratio_beside(model: Model, body: Body) -> str | None:
    """The aspect ratio that the request asks for beside those of the model, where that takes any; else None."""
    given = body.get("aspect_ratio")
    if not model.any_ratio or not isinstance(given, str) or given in model.aspect_ratios:
        return None
    return given if _RATIO.fullmatch(given) else None


def is_on(body: Body, name: str) -> bool:
    """Whether a flag of the request is true."""
    return body.get(name) is True


def holds(condition: str, body: Body) -> bool:
    """Whether a field is given, or has a value or holds it among others: `watermark`, `template=exotic_princess`."""
    name, equals, wanted = condition.partition("=")
    given = body.get(name)
    if not equals:
        return bool(given)
    return wanted in given if isinstance(given, list | tuple) else given == wanted


def overruled_fields(kind: Kind, body: Body) -> set[str]:
    """The fields that do not count because another one that is given does."""
    return {
        loser
        for choice in kind.alternatives
        if choice.winner and body.get(choice.winner)
        for loser in choice.fields
        if loser != choice.winner
    }


def has_audio(model: Model, body: Body) -> bool:
    """Whether the request asks for sound, by its own word or by the model's default."""
    given = body.get("audio")
    return given if isinstance(given, bool) else model.audio


def is_off_peak_doubtful(model: Model, body: Body) -> bool:
    """Whether the request is off-peak on a model that, so the vendor's pages, cannot be with this sound."""
    if not is_on(body, "off_peak"):
        return False
    sound = has_audio(model, body)
    match model.off_peak:
        case OffPeak.NEVER:
            return True
        case OffPeak.WITH_AUDIO:
            return not sound
        case OffPeak.WITHOUT_AUDIO:
            return sound
        case OffPeak.ANY:
            return False
