"""A person in a picture who moves as in a clip as data.

Source: the vendor's pages "motion-sync", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, media_rules, path_of, shared_fields
from vidu_cli.schema.kinds.price import Measure
from vidu_cli.schema.kinds.shape import Kind, Model
from vidu_cli.schema.kinds.tariffs import per_second

KIND = Kind(
    name="image2dance",
    type="image2dance",
    path=path_of("image2dance"),
    summary=SUMMARIES["image2dance"],
    page="motion-sync",
    fields=(
        shared_fields.file(
            "image_url",
            help_text=(
                "One person, the whole face: JPEG, PNG, BMP or WebP, 200-4096 pixels a side, 1:3 to 3:1, up to 15 MB."
            ),
            rule=media_rules.DANCER_IMAGE,
            required=True,
        ),
        shared_fields.file(
            "video_url",
            help_text="Whose moves: MP4, AVI or MOV, 2-30 s, 200-2048 pixels a side, 1:3 to 3:1, up to 200 MB.",
            rule=media_rules.DANCE_VIDEO,
            required=True,
        ),
        *shared_fields.REPLY,
    ),
    models=(Model(prices={"": per_second(10)}),),
    default_model="",
    example=(
        "vidu --sandbox submit image2dance --image-url https://example.com/me.png"
        " --video-url https://example.com/waltz.mp4 --wait"
    ),
    measure=Measure.SOURCE,
    measured=("video_url",),
    priced_by=(),
)
