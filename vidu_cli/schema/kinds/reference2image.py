"""Pictures from words, from pictures, or from both, as data.

Source: the vendor's pages "reference-to-image", "pricing".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, limits, shared_fields
from vidu_cli.schema.kinds.media_rules import REFERENCE_IMAGE
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Medium, Model

PAGE = "reference-to-image"
FEW_PICTURES, MANY_PICTURES = range(1, 4), range(4, 8)
OLDER_PRICES = "pricing; older pages asked 8, 12 or 15 credits as soon as pictures were given"

Q2_RATIOS = (*limits.FIVE_RATIOS, "21:9", "2:3", "3:2", "auto")


def _by_pictures(none: int, few: int, many: int) -> Price:
    at = {0: none, **dict.fromkeys(FEW_PICTURES, few), **dict.fromkeys(MANY_PICTURES, many)}
    return Price(at=at, source=OLDER_PRICES)


MODELS = (
    Model(
        name="viduq2",
        resolutions=("1080p", "2K", "4K"),
        resolution="1080p",
        aspect_ratios=Q2_RATIOS,
        aspect_ratio="16:9",
        prices={"1080p": _by_pictures(6, 8, 10), "2K": _by_pictures(8, 12, 16), "4K": _by_pictures(10, 20, 30)},
    ),
    Model(
        name="viduq1",
        resolutions=("1080p",),
        resolution="1080p",
        aspect_ratios=limits.FIVE_RATIOS,
        aspect_ratio="16:9",
        prices={"1080p": Price(at=dict.fromkeys((*FEW_PICTURES, *MANY_PICTURES), 20))},
        count=(1, 7),
    ),
)

KIND = Kind(
    name="reference2image",
    type="reference2image",
    path="/reference2image",
    summary=SUMMARIES["reference2image"],
    page=PAGE,
    fields=(
        Field(
            name="model",
            type=FieldType.TEXT,
            option="--model",
            help="The model that makes the picture: viduq2, or viduq1 with pictures to refer to.",
            required=True,
            by_model=True,
        ),
        Field(
            name="prompt",
            type=FieldType.TEXT,
            option="PROMPT",
            help="What the picture shall show, at most 2000 characters.",
            required=True,
            max_length=2000,
        ),
        shared_fields.images(
            (0, 7),
            help_text="What to refer to or to change: 0-7 PNG, JPEG or WebP from 128 x 128, 1-7 for viduq1.",
            rule=replace(REFERENCE_IMAGE, source=PAGE),
            required=False,
        ),
        shared_fields.resolution(
            ("1080p", "2K", "4K"),
            help_text="1080p (default), 2K or 4K for viduq2; 1080p for viduq1.",
        ),
        shared_fields.aspect_ratio(
            Q2_RATIOS,
            help_text="16:9 (default), 9:16, 1:1, 3:4, 4:3; viduq2 also 21:9, 2:3, 3:2, auto (as the first picture).",
        ),
        shared_fields.SEED,
        shared_fields.PAYLOAD,
        shared_fields.CALLBACK_URL,
    ),
    models=MODELS,
    default_model="viduq2",
    example='vidu --sandbox submit reference2image "a paper boat in the rain" --wait',
    result=Medium.IMAGE,
    measure=Measure.PICTURES,
)
