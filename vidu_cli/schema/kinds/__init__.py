"""Every kind of task as data, one module a kind, imported when it is asked for."""

from collections.abc import Mapping
from importlib import import_module

from vidu_cli.schema.kinds.shape import Kind

SUMMARIES: Mapping[str, str] = {
    "text2video": "A clip made from words alone",
    "img2video": "A clip that begins with a picture",
    "start-end2video": "A clip that leads from a first picture to a last one",
    "reference2video": "A clip with the people and things of 1-7 pictures",
}
KIND_NAMES: tuple[str, ...] = tuple(SUMMARIES)


def kind_named(name: str) -> Kind:
    """The kind that is spelled `name` on the command line; KeyError when there is none.

    Only the module of that kind is imported.
    """
    if name not in SUMMARIES:
        raise KeyError(name)
    kind: Kind = import_module(f"{__name__}.{name.replace('-', '_')}").KIND
    return kind


def kinds_beside(name: str) -> tuple[Kind, ...]:
    """Every kind but the one of that name; their modules are imported, so ask only when something is wrong."""
    return tuple(kind_named(other) for other in KIND_NAMES if other != name)
