"""A clip whose speaker says other words as data.

Source: the vendor's pages "lip-sync", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, limits, media_rules, path_of, shared_fields
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Alternative, Field, FieldType, Kind, Model

# The page: 4-2000 characters, or 2-1000 Chinese ones. What is longer than 1000 may be either, so 2000 is the limit.
LONG_ENOUGH = (
    r"(?s).{4,}|(?=.{3}).*[^\x00-\xff].*|[^\x00-\xff]{2}",
    "at least 4 characters, of which a Chinese one counts for 2",
)

WORDS = (
    Field(
        name="text",
        type=FieldType.TEXT,
        option="--text",
        pauses=limits.PAUSES,
        help="What to say, 4-2000 characters; <#1.5#> between two words is a pause of 1.5 s (0.01-99.99).",
        max_length=2000,
        pattern=LONG_ENOUGH,
    ),
    Field(
        name="voice_id",
        type=FieldType.TEXT,
        option="--voice-id",
        help="The voice that says --text, built in or cloned.",
        only_with=("text",),
    ),
    Field(
        name="speed",
        type=FieldType.NUMBER,
        option="--speed",
        help="How fast --text is said: 0.5-2, 1 (default) is normal.",
        default=1.0,
        minimum=0.5,
        maximum=2,
        only_with=("text",),
    ),
    Field(
        name="volume",
        type=FieldType.INTEGER,
        option="--volume",
        help="How loud --text is said: 0-10, 0 (default) is normal.",
        default=0,
        minimum=0,
        maximum=10,
        only_with=("text",),
    ),
)

KIND = Kind(
    name="lip-sync",
    type="lip-sync",
    path=path_of("lip-sync"),
    summary=SUMMARIES["lip-sync"],
    page="lip-sync",
    fields=(
        shared_fields.file(
            "video_url",
            help_text="The clip: MP4, MOV or AVI in H.264, 1-600 s (best 10-120), 360-4096 pixels a side, up to 5 GB.",
            rule=media_rules.LIP_SYNC_VIDEO,
            required=True,
        ),
        shared_fields.file(
            "audio_url",
            help_text="The words as a sound: WAV, MP3, WMA, M4A, AAC or OGG, 1-600 s, up to 100 MB; it beats --text.",
            rule=media_rules.LIP_SYNC_AUDIO,
        ),
        *WORDS,
        shared_fields.file(
            "ref_photo_url",
            help_text="Whose lips, of several people: JPEG, PNG, BMP or WebP, 192-4096 pixels a side, up to 10 MB.",
            rule=media_rules.LIP_SYNC_FACE,
        ),
        *shared_fields.REPLY,
    ),
    models=(Model(prices={"": Price(further=20, step=5)}),),
    default_model="",
    example='vidu --sandbox submit lip-sync "Good evening." --video-url https://example.com/host.mp4 --wait',
    alternatives=(Alternative(fields=("audio_url", "text"), winner="audio_url"),),
    measure=Measure.SOURCE,
    measured=("audio_url", "video_url"),
    priced_by=(),
)
