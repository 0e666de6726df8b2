"""What pictures, sound, whole films and subjects may be, against the vendor's pages."""

import re

import pytest

from tests.support.more_requests import NAMES, field_of, kind_of, pattern_of, rule_of
from vidu_cli.schema.kinds.shape import FieldType, Medium

FIVE_RATIOS = {"16:9", "9:16", "1:1", "3:4", "4:3"}


@pytest.mark.parametrize(
    ("request_name", "path", "choices"),
    [
        (
            "audio-tts",
            "voice_setting_emotion",
            {"happy", "sad", "angry", "fearful", "disgusted", "surprised", "calm"},
        ),
        (
            "img2video-prompt-recommendation",
            "type",
            {"template", "img2video", "start_end2video", "e_commerce"},
        ),
        ("img2video-prompt-recommendation", "resolution", {"360p", "720p"}),
        ("ad-one-click", "language", {"zh", "en"}),
        ("ad-one-click", "aspect_ratio", {"16:9", "9:16", "1:1"}),
        ("trending-replicate", "aspect_ratio", FIVE_RATIOS),
        ("trending-replicate", "resolution", {"540p", "720p", "1080p"}),
        ("one-click-mv", "aspect_ratio", FIVE_RATIOS),
        ("one-click-mv", "quality", {"standard", "high"}),
        ("one-click-mv", "resolution", {"540p", "720p", "1080p"}),
        ("one-click-mv", "language", {"zh", "en"}),
        ("general-one-click", "aspect_ratio", FIVE_RATIOS),
        ("reference2image", "aspect_ratio", FIVE_RATIOS | {"21:9", "2:3", "3:2", "auto"}),
        ("reference2image", "resolution", {"1080p", "2K", "4K"}),
    ],
)
def test_a_field_takes_the_values_of_its_page(request_name: str, path: str, choices: set[str]) -> None:
    field = field_of(request_name, path)

    assert set(field.choices) == choices


@pytest.mark.parametrize(
    ("request_name", "path", "minimum", "maximum", "default"),
    [
        ("text2audio", "duration", 2, 10, 10),
        ("timing2audio", "duration", 2, 10, 10),
        ("timing2audio", "timing_prompts.from", 0, None, None),
        ("audio-tts", "voice_setting_speed", 0.5, 2, 1.0),
        ("audio-tts", "voice_setting_volume", 0, 10, 0),
        ("audio-tts", "voice_setting_pitch", -12, 12, 0),
        ("img2video-prompt-recommendation", "count", 1, 10, 5),
    ],
)
def test_a_number_has_the_range_and_the_default_of_its_page(
    request_name: str, path: str, minimum: float | None, maximum: float | None, default: float | None
) -> None:
    field = field_of(request_name, path)

    answer = (field.minimum, field.maximum, field.default)

    assert answer == (minimum, maximum, default)


@pytest.mark.parametrize(
    ("request_name", "path", "shortest", "longest"),
    [
        ("reference2image", "prompt", None, 2000),
        ("text2audio", "prompt", None, 1500),
        ("timing2audio", "timing_prompts.prompt", None, 1500),
        ("audio-tts", "text", None, 9999),
        ("audio-clone", "text", None, 1000),
        ("audio-clone", "voice_id", 8, 256),
        ("ad-one-click", "prompt", None, 2000),
        ("trending-replicate", "prompt", None, 2000),
        ("one-click-mv", "prompt", None, 3000),
        ("general-one-click", "prompt", None, 3000),
        ("general-one-click", "payload", None, 1_048_576),
        ("subjects update", "name", None, 64),
        ("subjects update", "style", None, 100),
        ("subjects update", "description", None, 2000),
    ],
)
def test_a_text_has_the_length_of_its_page(
    request_name: str, path: str, shortest: int | None, longest: int | None
) -> None:
    field = field_of(request_name, path)

    assert (field.min_length, field.max_length) == (shortest, longest)


@pytest.mark.parametrize(
    ("request_name", "name", "count"),
    [
        ("reference2image", "images", (0, 7)),
        ("img2video-prompt-recommendation", "images", (1, 1)),
        ("ad-one-click", "images", (1, 7)),
        ("trending-replicate", "images", (1, 7)),
        ("one-click-mv", "images", (1, 7)),
        ("general-one-click", "images", (1, 7)),
        ("subjects create", "images", (1, 3)),
        ("subjects create", "videos", (1, 1)),
        ("subjects update", "images", (1, 3)),
        ("subjects update", "videos", (1, 1)),
    ],
)
def test_a_request_takes_as_many_files_as_its_page_says(request_name: str, name: str, count: tuple[int, int]) -> None:
    field = field_of(request_name, name)

    assert field.count == count


def test_viduq1_makes_no_picture_without_pictures() -> None:
    counts = {model.name: model.count for model in kind_of("reference2image").models}

    assert counts == {"viduq2": None, "viduq1": (1, 7)}


@pytest.mark.parametrize(
    ("model", "resolutions", "ratios"),
    [
        ("viduq2", {"1080p", "2K", "4K"}, FIVE_RATIOS | {"21:9", "2:3", "3:2", "auto"}),
        ("viduq1", {"1080p"}, FIVE_RATIOS),
    ],
)
def test_a_picture_has_the_sizes_and_ratios_of_its_model(model: str, resolutions: set[str], ratios: set[str]) -> None:
    row = kind_of("reference2image").model(model)

    assert row is not None
    assert (set(row.resolutions), set(row.aspect_ratios)) == (resolutions, ratios)


@pytest.mark.parametrize(
    ("request_name", "resolution", "aspect_ratio", "duration"),
    [
        ("reference2image", "1080p", "16:9", 0),
        ("text2audio", "", "", 10),
        ("timing2audio", "", "", 10),
        ("ad-one-click", "", "16:9", 15),
        ("trending-replicate", "1080p", "16:9", 0),
        ("one-click-mv", "720p", "16:9", 0),
        ("general-one-click", "", "16:9", 0),
    ],
)
def test_what_is_not_given_is_what_the_page_says(
    request_name: str, resolution: str, aspect_ratio: str, duration: int
) -> None:
    row = kind_of(request_name).models[0]

    assert (row.resolution, row.aspect_ratio, row.duration) == (resolution, aspect_ratio, duration)


@pytest.mark.parametrize(("request_name", "first", "last"), [("ad-one-click", 8, 60), ("general-one-click", 1, 180)])
def test_a_film_has_the_lengths_of_its_page(request_name: str, first: int, last: int) -> None:
    row = kind_of(request_name).models[0]

    assert row.durations == tuple(range(first, last + 1))


def test_an_advertising_film_of_8_or_9_seconds_is_sent_with_a_warning() -> None:
    doubts = {doubt.field: doubt.values for doubt in kind_of("ad-one-click").models[0].doubts}

    assert doubts["duration"] == (8, 9)


@pytest.mark.parametrize(
    ("request_name", "name", "medium", "formats", "max_bytes"),
    [
        ("reference2image", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("img2video-prompt-recommendation", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("ad-one-click", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("trending-replicate", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("trending-replicate", "video_url", Medium.VIDEO, {"mp4", "mov"}, None),
        ("one-click-mv", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("one-click-mv", "audio_url", Medium.AUDIO, {"mp3", "wav", "aac", "m4a"}, None),
        ("one-click-mv", "lip_ref_url", Medium.IMAGE, {"png", "jpeg", "webp", "bmp"}, 10_000_000),
        ("general-one-click", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("audio-clone", "audio_url", Medium.AUDIO, {"mp3", "m4a", "wav"}, 20_000_000),
        ("audio-clone", "prompt_audio_url", Medium.AUDIO, {"mp3", "m4a", "wav"}, None),
        ("subjects create", "images", Medium.IMAGE, {"png", "jpeg", "webp"}, 50_000_000),
        ("subjects create", "videos", Medium.VIDEO, {"mp4", "avi", "mov"}, None),
    ],
)
def test_a_file_has_the_formats_and_the_size_of_its_page(
    request_name: str, name: str, medium: Medium, formats: set[str], max_bytes: int | None
) -> None:
    rule = rule_of(request_name, name)

    assert (rule.medium, set(rule.formats), rule.max_bytes) == (medium, formats, max_bytes)


@pytest.mark.parametrize(
    ("request_name", "name", "shortest_s", "longest_s"),
    [
        ("trending-replicate", "video_url", 5, 180),
        ("one-click-mv", "audio_url", 10, 300),
        ("audio-clone", "audio_url", 10, 300),
        ("audio-clone", "prompt_audio_url", None, 8),
        # The page says 5 s; a file that was ordered so long runs some hundredths over.
        ("subjects create", "videos", None, 5.5),
    ],
)
def test_a_clip_or_a_recording_has_the_length_of_its_page(
    request_name: str, name: str, shortest_s: float | None, longest_s: float | None
) -> None:
    rule = rule_of(request_name, name)

    assert (rule.min_s, rule.max_s) == (shortest_s, longest_s)


@pytest.mark.parametrize(
    ("request_name", "name", "min_side", "max_side", "widest"),
    [
        ("reference2image", "images", 128, None, 4),
        ("img2video-prompt-recommendation", "images", None, None, 4),
        ("ad-one-click", "images", None, None, 4),
        ("one-click-mv", "lip_ref_url", None, 4096, 2),
        ("subjects create", "images", None, None, 4),
        ("subjects create", "videos", 128, None, 4),
    ],
)
def test_a_picture_has_the_sides_and_the_shape_of_its_page(
    request_name: str, name: str, min_side: int | None, max_side: int | None, widest: float
) -> None:
    rule = rule_of(request_name, name)

    assert (rule.min_side, rule.max_side, rule.widest) == (min_side, max_side, widest)


def test_a_song_over_three_minutes_is_sent_with_a_warning() -> None:
    strict = rule_of("one-click-mv", "audio_url").strict

    assert strict is not None
    assert (strict.min_s, strict.max_s) == (10, 180)


@pytest.mark.parametrize("request_name", NAMES)
def test_every_file_is_checked_by_a_rule_that_was_read_on_the_page_of_the_request(request_name: str) -> None:
    kind = kind_of(request_name)

    sources = {field.rule.source if field.rule else "" for field in kind.fields if field.type is FieldType.MEDIA}

    assert sources <= {kind.page}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("voice_id", "vidu0001"),
        ("voice_id", "My-voice_2"),
        ("voice_id", "a-------------b"),
        ("prompt_text", "Good evening."),
        ("prompt_text", "你好。"),
        ("prompt_text", "One,\ntwo!\n"),
    ],
)
def test_the_name_of_a_voice_and_the_words_of_a_sample_may_be_such(name: str, text: str) -> None:
    pattern = pattern_of("audio-clone", name)

    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("voice_id", "1voice00"),
        ("voice_id", "-voice00"),
        ("voice_id", "voice00-"),
        ("voice_id", "voice00_"),
        ("voice_id", "voice 00"),
        ("voice_id", "voice.00"),
        ("voice_id", "v\u00f6ice000"),
        ("voice_id", "voice000\n"),
        ("prompt_text", "Good evening"),
        ("prompt_text", "Number 5"),
        ("prompt_text", ""),
    ],
)
def test_the_name_of_a_voice_and_the_words_of_a_sample_may_not_be_such(name: str, text: str) -> None:
    pattern = pattern_of("audio-clone", name)

    assert re.fullmatch(pattern, text) is None


@pytest.mark.parametrize("colour", ["FFCC00", "#FFCC0", "#GGGGGG", "white"])
def test_the_colour_of_subtitles_may_not_be_such(colour: str) -> None:
    pattern = pattern_of("one-click-mv", "subtitle_color")

    assert re.fullmatch(pattern, colour) is None
