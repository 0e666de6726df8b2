"""Speech from text as data.

Source: the vendor's pages "text-to-speech", "pricing".
"""

from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, limits, shared_fields
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Medium, Model

EMOTIONS = ("happy", "sad", "angry", "fearful", "disgusted", "surprised", "calm")

KIND = Kind(
    name="audio-tts",
    type="audio-tts",
    path="/audio-tts",
    summary=SUMMARIES["audio-tts"],
    page="text-to-speech",
    fields=(
        Field(
            name="text",
            type=FieldType.TEXT,
            option="--text",
            pauses=replace(limits.PAUSES, is_certain=False),
            help="What to say, fewer than 10,000 characters; <#1.5#> between two words is a pause of 1.5 s.",
            required=True,
            max_length=9999,
        ),
        Field(
            name="voice_setting_voice_id",
            type=FieldType.TEXT,
            option="--voice-setting-voice-id",
            help="The voice that speaks, built in or cloned.",
            required=True,
        ),
        Field(
            name="voice_setting_speed",
            type=FieldType.NUMBER,
            option="--voice-setting-speed",
            help="How fast: 0.5-2, 1 (default) is normal.",
            default=1.0,
            minimum=0.5,
            maximum=2,
        ),
        Field(
            name="voice_setting_volume",
            type=FieldType.INTEGER,
            option="--voice-setting-volume",
            help="How loud: 0-10, 0 (default) is normal.",
            default=0,
            minimum=0,
            maximum=10,
        ),
        Field(
            name="voice_setting_pitch",
            type=FieldType.INTEGER,
            option="--voice-setting-pitch",
            help="How high: -12 to 12, 0 (default) is the voice's own pitch.",
            default=0,
            minimum=-12,
            maximum=12,
        ),
        Field(
            name="voice_setting_emotion",
            type=FieldType.TEXT,
            option="--voice-setting-emotion",
            help="happy, sad, angry, fearful, disgusted, surprised or calm; the text decides unless given.",
            choices=EMOTIONS,
        ),
        Field(
            name="pronunciation_dict_tone",
            type=FieldType.TEXT,
            option="--pronunciation-dict-tone",
            help="How to say one word: omg/oh my god, or Chinese with tones 1-5; may be given again.",
            repeated=True,
        ),
        shared_fields.PAYLOAD,
    ),
    models=(Model(prices={"": Price(further=10, step=500)}),),
    default_model="",
    example='vidu --sandbox submit audio-tts "Hello." --voice-setting-voice-id professional_host -o hello.mp3',
    result=Medium.AUDIO,
    is_synchronous=True,
    measure=Measure.CHARACTERS,
    measured=("text",),
    priced_by=(),
)
