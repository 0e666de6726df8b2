"""Prompts that suit a picture as data; the answer holds the prompts, there is no file.

Source: the vendor's pages "prompt-rec", "pricing".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, shared_fields
from vidu_cli.schema.kinds.media_rules import IMAGE
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Model

PAGE = "prompt-rec"

KIND = Kind(
    name="img2video-prompt-recommendation",
    type="img2video-prompt-recommendation",
    path="/img2video-prompt-recommendation",
    summary=SUMMARIES["img2video-prompt-recommendation"],
    page=PAGE,
    fields=(
        shared_fields.images(
            (1, 1),
            help_text="The picture: one PNG, JPEG or WebP up to 50 MB.",
            rule=replace(IMAGE, source=PAGE),
        ),
        Field(
            name="type",
            type=FieldType.TEXT,
            option="--type",
            help="What the prompts are for: template, img2video, start_end2video or e_commerce; may be given again.",
            repeated=True,
            required=True,
            choices=("template", "img2video", "start_end2video", "e_commerce"),
        ),
        Field(
            name="count",
            type=FieldType.INTEGER,
            option="--count",
            help="How many prompts of each type: 1-10, 5 unless given.",
            default=5,
            minimum=1,
            maximum=10,
        ),
        Field(
            name="resolution",
            type=FieldType.TEXT,
            option="--resolution",
            help="360p (default) or 720p; counts for --type template only.",
            default="360p",
            choices=("360p", "720p"),
            only_with=("type=template",),
        ),
    ),
    models=(Model(prices={"": Price(further=10, step=5)}),),
    default_model="",
    example=(
        "vidu --sandbox submit img2video-prompt-recommendation --image https://example.com/cat.png"
        " --type img2video --wait"
    ),
    result=None,
    is_synchronous=True,
    measure=Measure.PROMPTS,
    priced_by=(),
)
