"""A film remade with other pictures as data.

Source: the vendor's pages "one-click-trending-replicate", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, film_fields, limits, shared_fields
from vidu_cli.schema.kinds.price import Measure
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, MediaRule, Medium, Model
from vidu_cli.schema.kinds.tariffs import per_second

PAGE = "one-click-trending-replicate"

KIND = Kind(
    name="trending-replicate",
    type="trending-replicate",
    path="/trending-replicate",
    summary=SUMMARIES["trending-replicate"],
    page=PAGE,
    fields=(
        shared_fields.file(
            "video_url",
            help_text="The film to remake: one MP4 or MOV of 5 s to 3 min; its length sets the price.",
            rule=MediaRule(medium=Medium.VIDEO, formats=("mp4", "mov"), min_s=5, max_s=180, source=PAGE),
            required=True,
        ),
        film_fields.images(
            "Your product and people: 1-7 PNG, JPEG or WebP, up to 50 MB each.",
            page=PAGE,
        ),
        film_fields.prompt(max_length=2000),
        shared_fields.aspect_ratio(limits.FIVE_RATIOS, help_text="16:9 (default), 9:16, 1:1, 3:4 or 4:3."),
        shared_fields.resolution(limits.FROM_540P, help_text="540p, 720p or 1080p (default)."),
        Field(
            name="remove_audio",
            type=FieldType.FLAG,
            option="--remove-audio",
            help="Leave out the sound of the film that is remade.",
            default=False,
        ),
        shared_fields.CALLBACK_URL,
    ),
    models=(
        Model(
            resolutions=limits.FROM_540P,
            resolution="1080p",
            aspect_ratios=limits.FIVE_RATIOS,
            aspect_ratio="16:9",
            prices={"540p": per_second(12), "720p": per_second(16), "1080p": per_second(20)},
        ),
    ),
    default_model="",
    example=(
        "vidu --sandbox submit trending-replicate --video-url https://example.com/hit.mp4"
        " --image https://example.com/tea.png --wait"
    ),
    measure=Measure.SOURCE,
    measured=("video_url",),
)
