"""What a request to an endpoint is for, where only its path is known."""

import re

from vidu_cli.policy.requests import Body
from vidu_cli.schema.kinds import NAMES_BY_PATH, kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.routes import CREATE_SUBJECT


def kind_at(path: str, body: Body) -> Kind | None:
    """The kind whose data price a request to that path below `PREFIX`; None where no data do.

    Of an edit of a film the body tells what it makes.
    """
    if path == CREATE_SUBJECT.path:
        from vidu_cli.schema.kinds.subjects import CREATE

        return CREATE
    name = NAMES_BY_PATH.get(path)
    return _step_at(path, body) if name is None else kind_named(name)


def _step_at(path: str, body: Body) -> Kind | None:
    from vidu_cli.schema.kinds.film_steps import COMPOSE, COMPOSING, EDIT, EDITS, PATHS, PRICED_EDITS

    below, _, step = path.rpartition("/")
    film = next((name for name, at in PATHS.items() if re.fullmatch(at.replace("{id}", "[^/]+"), below)), None)
    if film is None:
        return None
    if step == COMPOSE:
        return COMPOSING
    made = body.get("type")
    return EDITS.get(made) if step == EDIT and film in PRICED_EDITS and isinstance(made, str) else None
