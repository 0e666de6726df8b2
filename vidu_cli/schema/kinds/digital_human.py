"""A person in a picture who speaks as data.

Source: the vendor's page "digital-human"; its price stands on no page.
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, limits, media_rules, path_of, shared_fields
from vidu_cli.schema.kinds.shape import Alternative, Field, FieldType, Kind, Model

KIND = Kind(
    name="digital-human",
    type="digital-human",
    path=path_of("digital-human"),
    summary=SUMMARIES["digital-human"],
    page="digital-human",
    fields=(
        replace(shared_fields.model("viduq2-turbo (default), viduq2-pro"), required=False, default="viduq2-turbo"),
        shared_fields.prompt(required=False, max_length=2000),
        shared_fields.file(
            "image",
            help_text="Who speaks: one PNG, JPEG or WebP up to 50 MB.",
            rule=media_rules.DIGITAL_HUMAN_IMAGE,
            required=True,
        ),
        shared_fields.file(
            "audio_url",
            help_text="What is said, as a sound; it counts where --text is given too.",
            rule=media_rules.DIGITAL_HUMAN_AUDIO,
        ),
        Field(
            name="text",
            type=FieldType.TEXT,
            option="--text",
            help="What is said, in words, by the voice of --voice-id.",
            asks_for="voice_id",
        ),
        Field(
            name="voice_id",
            type=FieldType.TEXT,
            option="--voice-id",
            help="The voice that says --text, built in or cloned.",
            only_with=("text",),
        ),
        shared_fields.resolution(limits.FROM_540P, help_text="540p, 720p (default) or 1080p."),
        *shared_fields.REPLY,
    ),
    models=(
        Model(name="viduq2-turbo", resolutions=limits.FROM_540P, resolution="720p"),
        Model(name="viduq2-pro", resolutions=limits.FROM_540P, resolution="720p"),
    ),
    default_model="viduq2-turbo",
    example=(
        "vidu --sandbox submit digital-human --image https://example.com/me.png"
        " --audio-url https://example.com/hi.mp3 --wait"
    ),
    alternatives=(Alternative(fields=("audio_url", "text"), winner="audio_url"),),
)
