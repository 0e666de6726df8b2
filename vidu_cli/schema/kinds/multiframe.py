"""A clip through a chain of key frames as data.

Source: the vendor's pages "multi-frame", "pricing", "model-map".
"""

from vidu_cli.schema.kinds import SUMMARIES, limits, media_rules, path_of, shared_fields, tariffs
from vidu_cli.schema.kinds.price import Measure
from vidu_cli.schema.kinds.shape import Doubt, Field, FieldType, Kind, Model, Notation

KEY_FRAMES = (2, 9)
NINE_KEY_FRAMES = Doubt(
    field="image_settings",
    values=(9,),
    note="one reading of the vendor's pages counts the start picture among the nine key frames.",
)

IMAGE_SETTINGS = Field(
    name="image_settings",
    type=FieldType.OBJECT,
    option="--frame",
    help="Where each segment ends: 2-9 key frames in order, each with its seconds (2-7, default 5) and prompt.",
    repeated=True,
    required=True,
    count=KEY_FRAMES,
    notation=Notation.FRAME,
    parts=(
        shared_fields.file(
            "key_image",
            help_text="The picture that the segment ends with: PNG, JPEG or WebP up to 50 MB.",
            rule=media_rules.IMAGE,
            required=True,
        ),
        Field(
            name="prompt",
            type=FieldType.TEXT,
            option="--prompt",
            help="What happens on the way to the picture.",
        ),
        Field(
            name="duration",
            type=FieldType.INTEGER,
            option="--duration",
            help="Length of the segment in seconds: 2-7, 5 unless given.",
            default=5,
            minimum=2,
            maximum=7,
        ),
    ),
)

KIND = Kind(
    name="multiframe",
    type="multiframe",
    path=path_of("multiframe"),
    summary=SUMMARIES["multiframe"],
    page="multi-frame",
    fields=(
        shared_fields.model("viduq2-turbo, viduq2-pro"),
        shared_fields.file(
            "start_image",
            help_text="The picture that the clip begins with: PNG, JPEG or WebP up to 50 MB.",
            rule=media_rules.IMAGE,
            required=True,
        ),
        IMAGE_SETTINGS,
        shared_fields.resolution(limits.FROM_540P, help_text="540p, 720p (default) or 1080p."),
        *shared_fields.LABEL_IN_WORDS,
        *shared_fields.REPLY,
    ),
    models=(
        Model(
            name="viduq2-turbo",
            resolutions=limits.FROM_540P,
            resolution="720p",
            prices=tariffs.Q2_TURBO_SEGMENTS,
            doubts=(NINE_KEY_FRAMES,),
        ),
        Model(
            name="viduq2-pro",
            resolutions=limits.FROM_540P,
            resolution="720p",
            prices=tariffs.Q2_PRO_SEGMENTS,
            doubts=(NINE_KEY_FRAMES,),
        ),
    ),
    default_model="viduq2-turbo",
    example=(
        "vidu --sandbox submit multiframe --start-image https://example.com/a.png"
        " --frame https://example.com/b.png:4 --frame https://example.com/c.png --wait"
    ),
    measure=Measure.SEGMENTS,
)
