"""A story of several shots by a template as data.

The vendor prices each story by itself, on a page that is not at hand: the prices are unknown here.
Source: the vendor's page "template-story"; how many pictures one_shot takes from a real answer.
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, path_of, shared_fields
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

STORIES = ("love_story", "workday_feels", "monkey_king", "pigsy", "monk_tang", "one_shot")

KIND = Kind(
    name="template-story",
    type="template-story",
    path=path_of("template-story"),
    summary=SUMMARIES["template-story"],
    page="template-story",
    fields=(
        Field(
            name="story",
            type=FieldType.TEXT,
            option="--story",
            help=f"Which story: {', '.join(STORIES[:-1])} or {STORIES[-1]}.",
            required=True,
            choices=STORIES,
        ),
        replace(
            shared_fields.images(
                (1, 10),
                help_text="Who is seen: 1-10 PNG, JPEG or WebP up to 50 MB each, 3-10 for one_shot.",
            ),
            # The page gives no number; this one was seen live.
            count_at={"story=one_shot": (3, 10)},
        ),
        *shared_fields.REPLY,
    ),
    models=(Model(),),
    default_model="",
    example="vidu --sandbox submit template-story --story love_story --image https://example.com/two.png --wait",
    priced_by=(),
)
