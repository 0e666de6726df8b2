"""What a request to an endpoint is for, where only its path is known."""

from vidu_cli.schema.kinds import NAMES_BY_PATH, kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.schema.routes import CREATE_SUBJECT


def kind_at(path: str) -> Kind | None:
    """The kind whose data price a request to that path below `PREFIX`; None where no data do."""
    if path == CREATE_SUBJECT.path:
        from vidu_cli.schema.kinds.subjects import CREATE

        return CREATE
    name = NAMES_BY_PATH.get(path)
    return None if name is None else kind_named(name)
