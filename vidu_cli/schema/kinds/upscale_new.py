"""A clip made larger as data.

Source: the vendor's pages "upscale-pro", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, media_rules, path_of, shared_fields
from vidu_cli.schema.kinds.price import Measure
from vidu_cli.schema.kinds.shape import Alternative, Field, FieldType, Kind, Model
from vidu_cli.schema.kinds.tariffs import per_second

# The page names them by words.
SHORT_SIDES = {"1080p": 1080, "2K": 1440, "4K": 2160, "8K": 4320}

KIND = Kind(
    name="upscale-new",
    type="upscale-new",
    path=path_of("upscale-new"),
    summary=SUMMARIES["upscale-new"],
    page="upscale-pro",
    fields=(
        shared_fields.file(
            "video_url",
            help_text="The clip: MP4, FLV, MOV, TS, WebM or MKV up to 300 s, below 60 frames a second.",
            rule=media_rules.UPSCALED_VIDEO,
        ),
        Field(
            name="video_creation_id",
            type=FieldType.TEXT,
            option="--video-creation-id",
            help="The clip by the id of the creation; it counts where --video-url is given too.",
        ),
        Field(
            name="upscale_resolution",
            type=FieldType.TEXT,
            option="--upscale-resolution",
            help="1080p (default), 2K, 4K or 8K; must be more than the clip has.",
            default="1080p",
            choices=tuple(SHORT_SIDES),
            short_sides=SHORT_SIDES,
        ),
        *shared_fields.REPLY,
    ),
    models=(
        Model(prices={"1080p": per_second(10), "2K": per_second(20), "4K": per_second(40), "8K": per_second(160)}),
    ),
    default_model="",
    example="vidu --sandbox submit upscale-new --video-url https://example.com/boat.mp4 --wait",
    alternatives=(Alternative(fields=("video_url", "video_creation_id"), winner="video_creation_id"),),
    measure=Measure.SOURCE,
    measured=("video_url",),
    priced_by=("upscale_resolution",),
)
