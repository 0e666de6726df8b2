"""The requests for pictures, sound, whole films and the subject library, and what their data says."""

from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.price import Price
from vidu_cli.schema.kinds.shape import Field, Kind, MediaRule
from vidu_cli.schema.kinds.subjects import CREATE, UPDATE

LIBRARY = ("subjects create", "subjects update")
KINDS = (
    "reference2image",
    "text2audio",
    "timing2audio",
    "audio-tts",
    "audio-clone",
    "img2video-prompt-recommendation",
    "ad-one-click",
    "trending-replicate",
    "one-click-mv",
    "general-one-click",
)
NAMES = (*KINDS, *LIBRARY)


def kind_of(request: str) -> Kind:
    """The data of a request: a kind of task, or "subjects create" and "subjects update"."""
    return {"subjects create": CREATE, "subjects update": UPDATE}.get(request) or kind_named(request)


def field_of(request: str, path: str) -> Field:
    """A field of a request, or with `field.part` a part of one."""
    name, _, part = path.partition(".")
    field = kind_of(request).field(name)
    assert field is not None
    return next(found for found in field.parts if found.name == part) if part else field


def rule_of(request: str, name: str) -> MediaRule:
    """The rule of a field that takes files."""
    rule = field_of(request, name).rule
    assert rule is not None
    return rule


def pattern_of(request: str, name: str) -> str:
    """The regular expression of a field that has one."""
    pattern = field_of(request, name).pattern
    assert pattern is not None
    return pattern[0]


def price_of(request: str, key: str, model: str = "") -> Price:
    """The price of a request under a key of its model."""
    row = kind_of(request).model(model)
    assert row is not None
    return row.prices[key]
