"""What the vendor's pages say of the kinds that make clips, written down a second time by hand."""

import re

import pytest

from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.shape import Kind, MediaRule, Medium

LABEL = {"watermark", "wm_position", "wm_url", "meta_data"}
REPLY = {"payload", "callback_url"}
COMMON = {"model", "prompt", "duration", "resolution", "audio", "bgm", "movement_amplitude", "seed", "off_peak"}

# Name -> page, all fields, those that are required.
PAGES = {
    "text2video": ("text-to-video", {*COMMON, *LABEL, *REPLY, "style", "aspect_ratio"}, {"model", "prompt"}),
    "img2video": (
        "image-to-video",
        {*COMMON, *LABEL, *REPLY, "images", "audio_type", "voice_id", "is_rec"},
        {"model", "images"},
    ),
    "start-end2video": ("start-end-to-video", {*COMMON, *LABEL, *REPLY, "images", "is_rec"}, {"model", "images"}),
    "reference2video": (
        "reference-to-video",
        {*COMMON, *LABEL, *REPLY, "images", "videos", "subjects", "auto_subjects", "aspect_ratio", "audio_type"},
        {"model", "prompt", "images"},
    ),
    "multiframe": (
        "multi-frame",
        {"model", "start_image", "image_settings", "resolution", *LABEL, *REPLY},
        {"model", "start_image", "image_settings"},
    ),
    "extend": (
        "video-extension",
        {"model", "video_url", "video_creation_id", "images", "prompt", "duration", "resolution", *LABEL, *REPLY},
        {"model"},
    ),
    "template": (
        "template",
        {"template", "images", "prompt", "seed", "bgm", "aspect_ratio", "area", "beast", *LABEL, *REPLY},
        {"template", "images"},
    ),
    "template-story": ("template-story", {"story", "images", *REPLY}, {"story", "images"}),
    "upscale-new": ("upscale-pro", {"video_url", "video_creation_id", "upscale_resolution", *REPLY}, set()),
    "lip-sync": (
        "lip-sync",
        {"video_url", "audio_url", "text", "speed", "voice_id", "volume", "ref_photo_url", *REPLY},
        {"video_url"},
    ),
    "digital-human": (
        "digital-human",
        {"model", "image", "prompt", "audio_url", "text", "voice_id", "resolution", *REPLY},
        {"image"},
    ),
    "image2dance": ("motion-sync", {"image_url", "video_url", *REPLY}, {"image_url", "video_url"}),
}

STILLS = ("jpeg", "png", "webp")
STILLS_AND_BMP = ("bmp", "jpeg", "png", "webp")
CLIPS = ("avi", "mov", "mp4")

# Kind, field -> formats, megabytes, shortest and longest side, longer side by shorter, shortest and longest length.
RULES = {
    ("img2video", "images"): (STILLS, 50, None, None, 4, None, None),
    ("start-end2video", "images"): (STILLS, 50, None, None, 4, None, None),
    ("reference2video", "images"): (STILLS, 50, 128, None, 4, None, None),
    # "8 s" and "5 s", and half a second for a file that runs over.
    ("reference2video", "videos"): (CLIPS, 100, 128, None, 4, None, 8.5),
    ("reference2video", "subjects.images"): (STILLS, 50, 128, None, 4, None, None),
    ("reference2video", "subjects.videos"): (CLIPS, 100, 128, None, 4, None, 5.5),
    ("multiframe", "start_image"): (STILLS, 50, None, None, 4, None, None),
    ("multiframe", "image_settings.key_image"): (STILLS, 50, None, None, 4, None, None),
    ("extend", "images"): (STILLS, 50, None, None, 4, None, None),
    ("template", "images"): (STILLS, 50, None, None, 4, None, None),
    ("template-story", "images"): (STILLS, 50, None, None, 4, None, None),
    ("upscale-new", "video_url"): (
        ("flv", "mkv", "mov", "mp4", "mpegts", "mxf", "webm"),
        None,
        None,
        None,
        None,
        None,
        300,
    ),
    ("lip-sync", "video_url"): (CLIPS, 5000, 360, 4096, None, 1, 600),
    ("lip-sync", "audio_url"): (("aac", "m4a", "mp3", "ogg", "wav", "wma"), 100, None, None, None, 1, 600),
    ("lip-sync", "ref_photo_url"): (STILLS_AND_BMP, 10, 192, 4096, None, None, None),
    ("digital-human", "image"): (STILLS, 50, None, None, 4, None, None),
    ("image2dance", "image_url"): (STILLS_AND_BMP, 15, 200, 4096, 3, None, None),
    ("image2dance", "video_url"): (CLIPS, 200, 200, 2048, 3, 2, 30),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_kind_has_the_fields_of_its_page(name: str) -> None:
    kind = kind_named(name)

    names = {field.name for field in kind.fields}
    required = {field.name for field in kind.fields if field.required}

    assert (kind.page, names, required) == PAGES[name]


@pytest.mark.parametrize(("name", "field"), RULES)
def test_a_file_is_taken_as_its_page_says(name: str, field: str) -> None:
    rule = _rule(kind_named(name), field)

    formats, megabytes, *limits = RULES[name, field]
    assert (
        tuple(sorted(rule.formats)),
        rule.max_bytes,
        [rule.min_side, rule.max_side, rule.widest, rule.min_s, rule.max_s],
    ) == (formats, megabytes and megabytes * 1_000_000, limits)


@pytest.mark.parametrize(
    ("name", "field", "limit"),
    [
        ("image2dance", "image_url", {"max_bytes": 5_000_000}),
        ("template", "images", {"min_side": 128}),
        ("lip-sync", "video_url", {"min_s": 10, "max_s": 120}),
        ("reference2video", "subjects.images", {"max_bytes": 20_000_000}),
        ("reference2video", "subjects.videos", {"max_bytes": 20_000_000}),
    ],
)
def test_the_narrower_reading_of_a_page_stands_beside_the_wider_one(
    name: str, field: str, limit: dict[str, float]
) -> None:
    strict = _rule(kind_named(name), field).strict

    assert {each: getattr(strict, each) for each in limit} == limit


def test_a_clip_of_any_container_of_4_to_60_seconds_may_be_made_longer() -> None:
    rule = _rule(kind_named("extend"), "video_url")

    assert (rule.medium, rule.min_s, rule.max_s, len(rule.formats)) == (Medium.VIDEO, 4, 60, 7)


def test_subjects_take_other_models_than_plain_pictures() -> None:
    kind = kind_named("reference2video")

    left_out = {model.name for model in kind.models} - {model.name for model in kind.forms["subjects"].models}

    assert left_out == {"viduq3-mix", "vidu1.5"}


def test_subjects_leave_room_for_a_longer_prompt() -> None:
    kind = kind_named("reference2video")

    assert (_max_length(kind, "prompt"), _max_length(kind.forms["subjects"], "prompt")) == (2000, 5000)


def test_plain_pictures_and_clips_have_no_place_beside_subjects() -> None:
    form = kind_named("reference2video").forms["subjects"]

    assert (form.field("images"), form.field("videos")) == (None, None)


@pytest.mark.parametrize("name", ["viduq3-drama", "viduq3-ad"])
def test_a_model_that_one_page_alone_gives_subjects_is_doubted_with_them(name: str) -> None:
    model = kind_named("reference2video").forms["subjects"].model(name)

    assert model is not None
    assert name in [value for doubt in model.doubts for value in doubt.values]


def test_viduq2_pro_alone_takes_clips_and_six_subjects_at_most() -> None:
    models = kind_named("reference2video").forms["subjects"].models

    limits = {model.name: (model.videos, model.count) for model in models if model.videos or model.count}

    assert limits == {"viduq2-pro": ((1, 2), (1, 6))}


def test_a_chain_has_2_to_9_key_frames_of_2_to_7_seconds_each() -> None:
    frames = kind_named("multiframe").field("image_settings")

    assert frames is not None
    length = next(part for part in frames.parts if part.name == "duration")
    assert (frames.count, length.minimum, length.maximum, length.default) == ((2, 9), 2, 7, 5)


@pytest.mark.parametrize("name", ["multiframe", "extend"])
def test_the_mark_is_placed_by_a_word_where_the_page_has_it_so(name: str) -> None:
    position = kind_named(name).field("wm_position")

    assert position is not None
    assert (position.default, set(position.choices)) == (
        "bottom_left",
        {"top_left", "top_right", "bottom_right", "bottom_left"},
    )


@pytest.mark.parametrize(
    ("name", "fields", "winner"),
    [
        ("extend", {"video_url", "video_creation_id"}, ""),
        ("upscale-new", {"video_url", "video_creation_id"}, "video_creation_id"),
        ("lip-sync", {"audio_url", "text"}, "audio_url"),
        ("digital-human", {"audio_url", "text"}, "audio_url"),
    ],
)
def test_one_of_several_fields_is_needed_where_the_page_says_so(name: str, fields: set[str], winner: str) -> None:
    alternatives = kind_named(name).alternatives

    assert [(set(each.fields), each.winner) for each in alternatives] == [(fields, winner)]


@pytest.mark.parametrize(
    ("text", "is_long_enough"),
    [("abc", False), ("abcd", True), ("你", False), ("你好", True), ("ab你", True), ("a你", False), ("a\nb\n", True)],
)
def test_a_chinese_character_counts_for_two_in_what_a_speaker_shall_say(text: str, is_long_enough: bool) -> None:  # noqa: FBT001  # a cell
    field = kind_named("lip-sync").field("text")

    assert field is not None
    assert field.pattern is not None
    assert (re.fullmatch(field.pattern[0], text) is not None) is is_long_enough


def _rule(kind: Kind, path: str) -> MediaRule:
    name, _, part = path.partition(".")
    field = kind.field(name)
    assert field is not None
    found = next(each for each in (field, *field.parts) if each.name == (part or name))
    assert found.rule is not None
    return found.rule


def _max_length(kind: Kind, name: str) -> int | None:
    field = kind.field(name)
    return None if field is None else field.max_length
