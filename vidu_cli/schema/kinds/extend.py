"""A clip made longer as data.

Source: the vendor's pages "video-extension", "pricing", "model-map".
"""

from vidu_cli.schema.kinds import SUMMARIES, limits, media_rules, path_of, shared_fields, tariffs
from vidu_cli.schema.kinds.shape import Alternative, Field, FieldType, Kind, Model

KIND = Kind(
    name="extend",
    type="extend",
    path=path_of("extend"),
    summary=SUMMARIES["extend"],
    page="video-extension",
    fields=(
        shared_fields.model("viduq2-turbo, viduq2-pro"),
        shared_fields.prompt(required=False, max_length=2000),
        shared_fields.file(
            "video_url",
            help_text="The clip to make longer, 4-60 s; this or --video-creation-id.",
            rule=media_rules.EXTENDED_VIDEO,
        ),
        Field(
            name="video_creation_id",
            type=FieldType.TEXT,
            option="--video-creation-id",
            help="The clip to make longer, by the id of the creation; this or --video-url.",
        ),
        shared_fields.images(
            (0, 1),
            help_text="How it shall end, 0-1 pictures: PNG, JPEG or WebP up to 50 MB.",
            required=False,
        ),
        shared_fields.duration("How many seconds come on top: 1-7, 5 unless given."),
        shared_fields.resolution(limits.FROM_540P, help_text="540p, 720p (default) or 1080p."),
        *shared_fields.LABEL_IN_WORDS,
        *shared_fields.REPLY,
    ),
    models=(
        Model(
            name="viduq2-turbo",
            durations=limits.seconds(1, 7),
            duration=5,
            resolutions=limits.FROM_540P,
            resolution="720p",
            prices=tariffs.Q2_TURBO_SEGMENTS,
        ),
        Model(
            name="viduq2-pro",
            durations=limits.seconds(1, 7),
            duration=5,
            resolutions=limits.FROM_540P,
            resolution="720p",
            prices=tariffs.Q2_PRO_SEGMENTS,
        ),
    ),
    default_model="viduq2-turbo",
    example='vidu --sandbox submit extend "it sails on" --video-url https://example.com/boat.mp4 --wait',
    alternatives=(Alternative(fields=("video_url", "video_creation_id")),),
)
