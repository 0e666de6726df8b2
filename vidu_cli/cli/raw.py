"""A kind for whatever endpoint a path names: nothing of its requests is checked."""

import re

from vidu_cli.errors.catalogue import USAGE_ERROR
from vidu_cli.errors.failure import failed
from vidu_cli.schema.kinds.shape import Kind, Model
from vidu_cli.schema.routes import PREFIX

_PATH = re.compile(r"(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+")


def kind_at(path: str) -> Kind:
    """The kind that posts to a path below `PREFIX`, with or without it; ViduError 2 for what leads elsewhere."""
    below = f"/{path.lstrip('/')}"
    if below.startswith(f"{PREFIX}/"):
        below = below.removeprefix(PREFIX)
    if not _PATH.fullmatch(below) or below.startswith("/tools/"):
        sentence = f"{path!r} is no endpoint: give its path below {PREFIX}, such as /text2video."
        raise failed(USAGE_ERROR, sentence, option="PATH")
    return Kind(
        name="raw",
        type="",
        path=below,
        summary="",
        page="",
        fields=(),
        models=(Model(),),
        default_model="",
        example="",
        # Nobody knows where its tasks are asked for: every place is looked at.
        status_path="",
    )
