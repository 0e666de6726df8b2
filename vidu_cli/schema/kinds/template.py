"""A clip by one of the vendor's scene templates as data.

The vendor prices each template by itself, on a page that names none of the prices: they are unknown here.
Source: the vendor's page "template".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, limits, media_rules, path_of, shared_fields
from vidu_cli.schema.kinds.shape import Doubt, Field, FieldType, Kind, Model

AREAS = (
    "auto",
    "denmark",
    "uk",
    "africa",
    "china",
    "mexico",
    "switzerland",
    "russia",
    "italy",
    "korea",
    "thailand",
    "india",
    "japan",
)
BEASTS = ("auto", "bear", "tiger", "elk", "snake", "lion", "wolf")

TEMPLATE = Field(
    name="template",
    type=FieldType.TEXT,
    option="--template",
    help="A name from the vendor's template centre, as hugging, kissing or exotic_princess.",
    required=True,
)
AREA = Field(
    name="area",
    type=FieldType.TEXT,
    option="--area",
    help=f"Where the exotic_princess is from: {', '.join(AREAS[:-1])} or {AREAS[-1]}.",
    default="auto",
    choices=AREAS,
    only_with=("template=exotic_princess",),
)
BEAST = Field(
    name="beast",
    type=FieldType.TEXT,
    option="--beast",
    help=f"Which animal the beast_companion is: {', '.join(BEASTS[:-1])} or {BEASTS[-1]}.",
    default="auto",
    choices=BEASTS,
    only_with=("template=beast_companion",),
)

KIND = Kind(
    name="template",
    type="template",
    path=path_of("template"),
    summary=SUMMARIES["template"],
    page="template",
    fields=(
        TEMPLATE,
        shared_fields.prompt(required=False, max_length=2000),
        shared_fields.images(
            None,
            help_text="Who is seen, as many as the template asks for: PNG, JPEG or WebP up to 50 MB each.",
            rule=media_rules.TEMPLATE_IMAGE,
        ),
        AREA,
        BEAST,
        shared_fields.aspect_ratio(
            limits.THREE_RATIOS, help_text="16:9 (default), 9:16 or 1:1; some templates fix it."
        ),
        replace(shared_fields.BGM, help="Let the platform add music, where the template has none.", idle_with=()),
        shared_fields.SEED,
        *shared_fields.LABEL,
        *shared_fields.REPLY,
    ),
    models=(
        Model(
            aspect_ratios=limits.THREE_RATIOS,
            aspect_ratio="16:9",
            doubts=(
                Doubt(field="aspect_ratio", values=("1:1",), note="only the vendor's international page lists 1:1."),
            ),
        ),
    ),
    default_model="",
    example="vidu --sandbox submit template --template hugging --image https://example.com/two.png --wait",
    priced_by=(),
)
