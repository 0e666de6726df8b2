"""Several sounds, each at its time, as data.

Source: the vendor's pages "timing-to-audio", "pricing".
"""

from vidu_cli.schema.kinds import SUMMARIES, shared_fields, sound_fields
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, Medium, Notation

CUE_OPTION = "--cue"

CUES = Field(
    name="timing_prompts",
    type=FieldType.OBJECT,
    option=CUE_OPTION,
    help="A sound and its time in seconds, within the length: 0-2.5:rain; may be given again, and may overlap.",
    repeated=True,
    required=True,
    notation=Notation.CUE,
    parts=(
        Field(
            name="from",
            type=FieldType.NUMBER,
            option=CUE_OPTION,
            help="The second at which the sound begins: 0 or more.",
            required=True,
            minimum=0,
        ),
        Field(
            name="to",
            type=FieldType.NUMBER,
            option=CUE_OPTION,
            help="The second at which the sound ends: after its beginning, within the length.",
            required=True,
            minimum=0,
        ),
        Field(
            name="prompt",
            type=FieldType.TEXT,
            option=CUE_OPTION,
            help=f"What shall be heard, at most {sound_fields.PROMPT_MAX} characters; no music.",
            required=True,
            max_length=sound_fields.PROMPT_MAX,
        ),
    ),
)

KIND = Kind(
    name="timing2audio",
    type="timing2audio",
    path="/timing2audio",
    summary=SUMMARIES["timing2audio"],
    page="timing-to-audio",
    fields=(
        sound_fields.MODEL,
        CUES,
        sound_fields.DURATION,
        shared_fields.SEED,
        shared_fields.CALLBACK_URL,
    ),
    models=sound_fields.MODELS,
    default_model="audio1.0",
    example='vidu --sandbox submit timing2audio --cue "0-3:birds" --cue "2.5-8:a distant train" --wait',
    result=Medium.AUDIO,
    priced_by=(),
)
