"""A music video from a song and pictures as data.

Source: the vendor's pages "one-click-ai-mv", "pricing".
"""

from collections.abc import Mapping
from dataclasses import replace

from vidu_cli.schema.kinds import SUMMARIES, film_fields, limits, path_of, shared_fields
from vidu_cli.schema.kinds.price import Measure, Price
from vidu_cli.schema.kinds.shape import Field, FieldType, Kind, MediaRule, Medium, Model
from vidu_cli.schema.kinds.tariffs import per_second

PAGE = "one-click-ai-mv"
PER_SECOND: Mapping[str, int] = {
    "standard 540p": 6,
    "standard 720p": 8,
    "standard 1080p": 10,
    "high 720p": 24,
    "high 1080p": 29,
}
LIP_SYNC_PER_SECOND = 4
COMPOSING = "pricing; it may count one credit more for putting the film together"

SONG = MediaRule(
    medium=Medium.AUDIO,
    formats=("mp3", "wav", "aac", "m4a"),
    min_s=10,
    max_s=300,
    source=PAGE,
)
# A longer song gives the shots and no film made of them.
SONG_OF_ONE_FILM = replace(SONG, max_s=180, source=f"{PAGE}, for one whole film")
FACE = MediaRule(
    medium=Medium.IMAGE,
    formats=("jpeg", "png", "bmp", "webp"),
    max_bytes=10_000_000,
    max_side=4096,
    widest=2.0,
    source=PAGE,
)


def _each_second(credits_each: int) -> Price:
    price = per_second(credits_each, source=COMPOSING)
    return replace(price, upper=replace(price, base=1))


def _prices() -> Mapping[str, Price]:
    silent = {key: _each_second(credits_each) for key, credits_each in PER_SECOND.items()}
    in_sync = {
        f"{key} lip_sync": _each_second(credits_each + LIP_SYNC_PER_SECOND) for key, credits_each in PER_SECOND.items()
    }
    return {**silent, **in_sync}


WORDS = (
    Field(
        name="add_subtitle",
        type=FieldType.FLAG,
        option="--add-subtitle",
        help="Show the words of the song.",
        default=False,
    ),
    Field(
        name="subtitle_color",
        type=FieldType.TEXT,
        option="--subtitle-color",
        help="The colour of the subtitles as six hexadecimal digits: #FFFFFF (white) unless given.",
        default="#FFFFFF",
        pattern=("#[0-9A-Fa-f]{6}", "the form #FFCC00, with six hexadecimal digits"),
        only_with=("add_subtitle",),
    ),
    Field(
        name="language",
        type=FieldType.TEXT,
        option="--language",
        help="The language of the song: zh (Chinese) or en (English); the platform finds out unless given.",
        choices=("zh", "en"),
    ),
    Field(
        name="srt_url",
        type=FieldType.TEXT,
        option="--srt-url",
        help="An http(s) address of a file of subtitles.",
    ),
)

KIND = Kind(
    name="one-click-mv",
    type="mv",
    path=path_of("one-click-mv"),
    summary=SUMMARIES["one-click-mv"],
    page=PAGE,
    fields=(
        film_fields.images(
            "Who is seen, and in what style: 1-7 PNG, JPEG or WebP, up to 50 MB each.",
            page=PAGE,
        ),
        shared_fields.file(
            "audio_url",
            help_text="The song: MP3, WAV, AAC or M4A of 10 s to 5 min; over 3 min gives single shots and no film.",
            rule=replace(SONG, strict=SONG_OF_ONE_FILM),
            required=True,
        ),
        film_fields.prompt(max_length=3000),
        shared_fields.aspect_ratio(limits.FIVE_RATIOS, help_text="16:9 (default), 9:16, 1:1, 3:4 or 4:3."),
        Field(
            name="quality",
            type=FieldType.TEXT,
            option="--quality",
            help="standard (what the price assumes unless given) or high, dearer and without a price at 540p.",
            default="standard",
            choices=("standard", "high"),
        ),
        shared_fields.resolution(limits.FROM_540P, help_text="540p, 720p (default) or 1080p."),
        Field(
            name="lip_sync",
            type=FieldType.FLAG,
            option="--lip-sync",
            help="Let the face of --lip-ref-url sing, for 4 credits more a second; not at 540p.",
            default=False,
            only_with=("lip_ref_url",),
        ),
        Field(
            name="lip_ref_url",
            type=FieldType.MEDIA,
            option="--lip-ref-url",
            help="The face that sings, from the front: JPEG, PNG, BMP or WebP up to 10 MB and 4096 pixels a side.",
            rule=FACE,
            only_with=("lip_sync",),
        ),
        *WORDS,
        shared_fields.CALLBACK_URL,
    ),
    models=(
        Model(
            resolutions=limits.FROM_540P,
            resolution="720p",
            aspect_ratios=limits.FIVE_RATIOS,
            aspect_ratio="16:9",
            prices=_prices(),
        ),
    ),
    default_model="",
    example=(
        "vidu --sandbox submit one-click-mv --image https://example.com/singer.png"
        " --audio-url https://example.com/song.mp3 --wait"
    ),
    status_path="/one-click/mv/{id}",
    measure=Measure.SOURCE,
    measured=("audio_url",),
    priced_by=("quality", "resolution", "lip_sync"),
)
