"""A sound or a piece of music from words as data.

Source: the vendor's pages "text-to-audio", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, shared_fields, sound_fields
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Medium

KIND = Kind(
    name="text2audio",
    type="text2audio",
    path="/text2audio",
    summary=SUMMARIES["text2audio"],
    page="text-to-audio",
    fields=(
        sound_fields.MODEL,
        Field(
            name="prompt",
            type=FieldType.TEXT,
            option="PROMPT",
            help=f"What shall be heard, sound effects or music, at most {sound_fields.PROMPT_MAX} characters.",
            required=True,
            max_length=sound_fields.PROMPT_MAX,
        ),
        sound_fields.DURATION,
        shared_fields.SEED,
        shared_fields.CALLBACK_URL,
    ),
    models=sound_fields.MODELS,
    default_model="audio1.0",
    example='vidu --sandbox submit text2audio "rain on a tin roof" --wait',
    result=Medium.AUDIO,
    priced_by=(),
)
