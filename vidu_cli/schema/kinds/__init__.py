"""Every kind of task as data, one module a kind, imported when it is asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vidu_cli.schema.kinds.shape import Kind

# Group -> kind -> summary: help lists them without importing one.
GROUPS: Mapping[str, Mapping[str, str]] = {
    "Clips": {
        "text2video": "A clip made from words alone",
        "img2video": "A clip that begins with a picture",
        "start-end2video": "A clip that leads from a first picture to a last one",
        "reference2video": "A clip with the people and things of 1-7 pictures",
        "multiframe": "A clip through a chain of key frames",
        "template": "A clip by one of the vendor's scene templates",
        "template-story": "A story of several shots by a template",
    },
    "From a clip": {
        "extend": "A clip made longer",
        "upscale-new": "A clip made larger, up to 8K",
        "lip-sync": "A clip whose speaker says other words",
    },
    "From a person": {
        "digital-human": "A person in a picture who speaks",
        "image2dance": "A person in a picture who moves as in a clip",
    },
    "Pictures": {
        "reference2image": "A picture from words, from pictures, or both",
        "img2video-prompt-recommendation": "Prompts that suit a picture, at once",
    },
    "Sound": {
        "text2audio": "A sound or a piece of music from words",
        "timing2audio": "Several sounds, each at its time",
        "audio-tts": "Speech from text, at once",
        "audio-clone": "A voice like the one in a recording, at once",
    },
    "Whole films": {
        "ad-one-click": "An advertising film from pictures of a product",
        "trending-replicate": "A film remade with your own pictures",
        "one-click-mv": "A music video from a song and pictures",
        "general-one-click": "A film of up to three minutes from pictures",
    },
}
SUMMARIES: Mapping[str, str] = {name: summary for group in GROUPS.values() for name, summary in group.items()}
KIND_NAMES: tuple[str, ...] = tuple(SUMMARIES)

# The endpoint of a kind is its name, but for these.
_OTHER_PATHS = {"one-click-mv": "/one-click/mv", "general-one-click": "/one-click/general_one_click"}
# Where older pages of the vendor put an endpoint.
OLDER_PATHS: Mapping[str, str] = {"/template2video": "template"}


def path_of(name: str) -> str:
    """The endpoint of the kind of that name, below `routes.PREFIX`."""
    return _OTHER_PATHS.get(name, f"/{name}")


# Every endpoint that makes a task, with the kind that it makes.
NAMES_BY_PATH: Mapping[str, str] = {**{path_of(name): name for name in KIND_NAMES}, **OLDER_PATHS}


def kind_named(name: str) -> "Kind":
    """The kind that is spelled `name` on the command line; KeyError when there is none.

    Only the module of that kind is imported.
    """
    if name not in SUMMARIES:
        raise KeyError(name)
    kind: Kind = import_module(f"{__name__}.{name.replace('-', '_')}").KIND
    return kind


def kinds_beside(name: str) -> "tuple[Kind, ...]":
    """Every kind but the one of that name; their modules are imported, so ask only when something is wrong."""
    return tuple(kind_named(other) for other in KIND_NAMES if other != name)
