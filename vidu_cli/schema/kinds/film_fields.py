"""Fields and limits that the kinds which make whole films share.

Source: the vendor's pages "one-click-ad-film", "one-click-trending-replicate", "one-click-ai-mv",
"one-click-general-film".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import shared_fields
from vidu_cli.schema.kinds.media_rules import IMAGE
from vidu_cli.schema.kinds.shape import Field, FieldType


def images(help_text: str, *, page: str) -> Field:
    """The field `images` with 1-7 pictures; `page` is where their rule was read."""
    return shared_fields.images((1, 7), help_text=help_text, rule=replace(IMAGE, source=page))


def prompt(*, max_length: int) -> Field:
    """The field `prompt`, which a film can do without; `max_length` is in characters."""
    return Field(
        name="prompt",
        type=FieldType.TEXT,
        option="PROMPT",
        help=f"What the film shall show and tell, at most {max_length} characters.",
        max_length=max_length,
    )
