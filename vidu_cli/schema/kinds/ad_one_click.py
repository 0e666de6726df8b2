"""An advertising film from pictures of a product as data.

Source: the vendor's pages "one-click-ad-film", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, film_fields, limits, shared_fields
from vidu_cli.schema.kinds.shape import Doubt, Field, FieldType, Kind, Model
from vidu_cli.schema.kinds.tariffs import per_second

PAGE = "one-click-ad-film"

KIND = Kind(
    name="ad-one-click",
    type="ad-one-click",
    path="/ad-one-click",
    summary=SUMMARIES["ad-one-click"],
    page=PAGE,
    fields=(
        film_fields.images(
            "The product first, then models and more: 1-7 PNG, JPEG or WebP, up to 50 MB each.",
            page=PAGE,
        ),
        film_fields.prompt(max_length=2000),
        shared_fields.duration("Length in seconds: 8-60, 15 unless given."),
        shared_fields.aspect_ratio(limits.THREE_RATIOS, help_text="16:9 (default), 9:16 or 1:1."),
        Field(
            name="language",
            type=FieldType.TEXT,
            option="--language",
            help="What is spoken: zh (Chinese, default) or en (English).",
            default="zh",
            choices=("zh", "en"),
        ),
        Field(
            name="creative",
            type=FieldType.FLAG,
            option="--creative",
            help="Put invented scenes in; the film stays true to the pictures unless given.",
            default=False,
        ),
        shared_fields.CALLBACK_URL,
    ),
    models=(
        Model(
            durations=limits.seconds(8, 60),
            duration=15,
            aspect_ratios=limits.THREE_RATIOS,
            aspect_ratio="16:9",
            prices={"": per_second(40)},
            doubts=(
                Doubt(field="duration", values=(8, 9), note="the international page lets these films begin at 10 s."),
                Doubt(field="creative", values=(True,), note="only the page for mainland China names --creative."),
            ),
        ),
    ),
    default_model="",
    example='vidu --sandbox submit ad-one-click "a new tea" --image https://example.com/tea.png --wait',
    priced_by=(),
)
