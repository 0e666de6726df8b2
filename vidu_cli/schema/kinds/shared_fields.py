"""Fields that several kinds of task take, and how a field of one kind is made from them.

Source: the vendor's pages "text-to-video", "image-to-video", "start-end-to-video", "reference-to-video"; the position
of a mark in words from "multi-frame" and "video-extension".
"""

from vidu_cli.schema.kinds.media_rules import IMAGE, MARK
from vidu_cli.schema.kinds.shape import Field, FieldType, MediaRule

PAYLOAD_MAX = 1_048_576


def model(names: str) -> Field:
    """The field `model`; `names` are the models that its help lists."""
    return Field(
        name="model",
        type=FieldType.TEXT,
        option="--model",
        help=f"The model that makes the clip: {names}.",
        required=True,
        by_model=True,
    )


def prompt(*, required: bool, max_length: int = 5000) -> Field:
    """The field `prompt`, set by the positional argument; `max_length` is in characters."""
    return Field(
        name="prompt",
        type=FieldType.TEXT,
        option="PROMPT",
        help=f"What shall be seen and heard, at most {max_length} characters.",
        required=required,
        max_length=max_length,
    )


def images(count: tuple[int, int] | None, *, help_text: str, rule: MediaRule = IMAGE, required: bool = True) -> Field:
    """The field `images`; `count` is how many are taken, both ends included, None where no page says it."""
    return Field(
        name="images",
        type=FieldType.MEDIA,
        option="--image",
        help=help_text,
        repeated=True,
        required=required,
        count=count,
        rule=rule,
    )


def duration(help_text: str) -> Field:
    """The field `duration` in whole seconds."""
    return Field(name="duration", type=FieldType.INTEGER, option="--duration", help=help_text, by_model=True)


def resolution(choices: tuple[str, ...], *, help_text: str) -> Field:
    """The field `resolution`; `choices` are those of all models together."""
    return Field(
        name="resolution",
        type=FieldType.TEXT,
        option="--resolution",
        help=help_text,
        choices=choices,
        by_model=True,
    )


def aspect_ratio(choices: tuple[str, ...], *, help_text: str) -> Field:
    """The field `aspect_ratio`; `choices` are those of all models together."""
    return Field(
        name="aspect_ratio",
        type=FieldType.TEXT,
        option="--aspect-ratio",
        help=help_text,
        choices=choices,
        by_model=True,
    )


def file(name: str, *, help_text: str, rule: MediaRule, required: bool = False) -> Field:
    """A field that takes one file, as `rule` has it."""
    return Field(
        name=name,
        type=FieldType.MEDIA,
        option=f"--{name.replace('_', '-')}",
        help=help_text,
        required=required,
        rule=rule,
    )


def audio(help_text: str, *, idle_with: tuple[str, ...] = ()) -> Field:
    """The field `audio`; whether it is on by default depends on the model."""
    return Field(name="audio", type=FieldType.FLAG, option="--audio", help=help_text, idle_with=idle_with)


AUDIO_TYPE = Field(
    name="audio_type",
    type=FieldType.TEXT,
    option="--audio-type",
    help="Which sound to make: all (default), speech_only or sound_effect_only; viduq3 always makes all.",
    default="all",
    choices=("all", "speech_only", "sound_effect_only"),
    idle_with=("viduq3",),
    tolerated=("sound-effect_only",),
)
VOICE_ID = Field(
    name="voice_id",
    type=FieldType.TEXT,
    option="--voice-id",
    help="The voice that speaks, built in or cloned; only with --audio, and not with viduq3.",
    idle_with=("viduq3",),
)
IS_REC = Field(
    name="is_rec",
    type=FieldType.FLAG,
    option="--is-rec",
    help="Let the platform write the prompt, for 10 credits; yours is then ignored.",
    default=False,
)
STYLE = Field(
    name="style",
    type=FieldType.TEXT,
    option="--style",
    help="general (default) or anime; no effect on viduq2 and viduq3.",
    default="general",
    choices=("general", "anime"),
    idle_with=("viduq2", "viduq3"),
)
MOVEMENT_AMPLITUDE = Field(
    name="movement_amplitude",
    type=FieldType.TEXT,
    option="--movement-amplitude",
    help="How much things move: auto (default), small, medium or large; no effect on viduq2 and viduq3.",
    default="auto",
    choices=("auto", "small", "medium", "large"),
    idle_with=("viduq2", "viduq3"),
)
BGM = Field(
    name="bgm",
    type=FieldType.FLAG,
    option="--bgm",
    help="Let the platform add music; no effect on viduq3, nor on viduq2 at 9 or 10 s.",
    default=False,
    idle_with=("viduq3",),
)
SEED = Field(
    name="seed",
    type=FieldType.INTEGER,
    option="--seed",
    help="Repeat the chance of an earlier task: 0-2147483647, 0 (default) picks one.",
    default=0,
)
OFF_PEAK = Field(
    name="off_peak",
    type=FieldType.FLAG,
    option="--off-peak",
    help="Run within 48 h at about half the price; what is not done by then is cancelled and refunded.",
    default=False,
)
WATERMARK = Field(
    name="watermark",
    type=FieldType.FLAG,
    option="--watermark",
    help="Make a second file with a visible mark; the first stays clean.",
    default=False,
)
WM_POSITION = Field(
    name="wm_position",
    type=FieldType.INTEGER,
    option="--wm-position",
    help="Where the mark stands: 1 top left, 2 top right, 3 bottom right (default), 4 bottom left.",
    default=3,
    choices=(1, 2, 3, 4),
)
WM_POSITION_IN_WORDS = Field(
    name="wm_position",
    type=FieldType.TEXT,
    option="--wm-position",
    help="Where the mark stands: top_left, top_right, bottom_right or bottom_left (default).",
    default="bottom_left",
    choices=("top_left", "top_right", "bottom_right", "bottom_left"),
)
WM_URL = Field(
    name="wm_url",
    type=FieldType.MEDIA,
    option="--wm-url",
    help="A picture to use as the mark instead of the words AI-generated: PNG, JPEG or WebP.",
    rule=MARK,
)
META_DATA = Field(
    name="meta_data",
    type=FieldType.TEXT,
    option="--meta-data",
    help="A JSON document, as one string, that is written into the file's metadata.",
)
PAYLOAD = Field(
    name="payload",
    type=FieldType.TEXT,
    option="--payload",
    help="Your own text, handed back with the task: at most 1,048,576 characters.",
    default="",
    max_length=PAYLOAD_MAX,
)
CALLBACK_URL = Field(
    name="callback_url",
    type=FieldType.TEXT,
    option="--callback-url",
    help="An http(s) address that the platform calls when the state of the task changes.",
)

REPLY: tuple[Field, ...] = (PAYLOAD, CALLBACK_URL)
LABEL: tuple[Field, ...] = (WATERMARK, WM_POSITION, WM_URL, META_DATA)
LABEL_IN_WORDS: tuple[Field, ...] = (WATERMARK, WM_POSITION_IN_WORDS, WM_URL, META_DATA)
DELIVERY: tuple[Field, ...] = (OFF_PEAK, *LABEL, *REPLY)
