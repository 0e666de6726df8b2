"""A voice like the one in a recording as data.

Source: the vendor's pages "voice-clone", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, shared_fields
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, MediaRule, Medium, Model

PAGE = "voice-clone"
FORMATS = ("mp3", "m4a", "wav")
LARGEST_BYTES = 20_000_000

RECORDING = MediaRule(
    medium=Medium.AUDIO,
    formats=FORMATS,
    max_bytes=LARGEST_BYTES,
    min_s=10,
    max_s=300,
    source=PAGE,
)
# The page says "less than 8 seconds", and gives a size for the recording alone.
SAMPLE = MediaRule(medium=Medium.AUDIO, formats=FORMATS, max_s=8, source=PAGE)

VOICE_ID = Field(
    name="voice_id",
    type=FieldType.TEXT,
    option="--voice-id",
    help="A new name for the voice: 8-256 letters, digits, - and _, a letter first, no - or _ last.",
    required=True,
    min_length=8,
    max_length=256,
    pattern=(
        "[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9]",
        "only letters, digits, - and _, with a letter first and no - or _ last",
    ),
)
PROMPT_TEXT = Field(
    name="prompt_text",
    type=FieldType.TEXT,
    option="--prompt-text",
    help="What the sample says, word for word, with a punctuation mark at the end.",
    pattern=(r"(?s).*[^\w\s]\s*", "a punctuation mark at the end"),
    only_with=("prompt_audio_url",),
)

KIND = Kind(
    name="audio-clone",
    type="audio-clone",
    path="/audio-clone",
    summary=SUMMARIES["audio-clone"],
    page=PAGE,
    fields=(
        shared_fields.file(
            "audio_url",
            help_text="The recording of the voice: MP3, M4A or WAV of 10 s to 5 min, up to 20 MB.",
            rule=RECORDING,
            required=True,
        ),
        VOICE_ID,
        Field(
            name="text",
            type=FieldType.TEXT,
            option="--text",
            help="What the new voice says first, at most 1000 characters; priced as speech.",
            required=True,
            max_length=1000,
        ),
        Field(
            name="prompt_audio_url",
            type=FieldType.MEDIA,
            option="--prompt-audio-url",
            help="A short sample for a closer likeness: MP3, M4A or WAV under 8 s; with --prompt-text.",
            rule=SAMPLE,
            only_with=("prompt_text",),
        ),
        PROMPT_TEXT,
        shared_fields.PAYLOAD,
    ),
    models=(Model(prices={"": Price(base=300, further=10, step=500)}),),
    default_model="",
    example=(
        'vidu --sandbox submit audio-clone "Hello." --audio-url https://example.com/a.mp3 --voice-id my-voice -o me.mp3'
    ),
    result=Medium.AUDIO,
    is_synchronous=True,
    measure=Measure.CHARACTERS,
    measured=("text",),
    priced_by=(),
)
