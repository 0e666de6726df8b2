"""The kinds for pictures, sound and whole films, and the subject library, against the vendor's pages: their fields."""

import re

import pytest

from tests.support.more_requests import KINDS, LIBRARY, NAMES, field_of, kind_of
from vidu_cli.schema.kinds.shape import Medium, Notation

# What a page documents for each request: the fields it must have, and those it may have.
DOCUMENTED = {
    "reference2image": (
        {"model", "prompt"},
        {"images", "seed", "aspect_ratio", "resolution", "payload", "callback_url"},
    ),
    "text2audio": ({"model", "prompt"}, {"duration", "seed", "callback_url"}),
    "timing2audio": ({"model", "timing_prompts"}, {"duration", "seed", "callback_url"}),
    "audio-tts": (
        {"text", "voice_setting_voice_id"},
        {
            "voice_setting_speed",
            "voice_setting_volume",
            "voice_setting_pitch",
            "voice_setting_emotion",
            "pronunciation_dict_tone",
            "payload",
        },
    ),
    "audio-clone": ({"audio_url", "voice_id", "text"}, {"prompt_audio_url", "prompt_text", "payload"}),
    "img2video-prompt-recommendation": ({"images", "type"}, {"resolution", "count"}),
    "ad-one-click": (
        {"images"},
        {"prompt", "duration", "aspect_ratio", "language", "creative", "callback_url"},
    ),
    "trending-replicate": (
        {"video_url", "images"},
        {"prompt", "aspect_ratio", "resolution", "remove_audio", "callback_url"},
    ),
    "one-click-mv": (
        {"images", "audio_url"},
        {
            "prompt",
            "aspect_ratio",
            "quality",
            "resolution",
            "lip_sync",
            "lip_ref_url",
            "add_subtitle",
            "subtitle_color",
            "language",
            "srt_url",
            "callback_url",
        },
    ),
    "general-one-click": ({"images", "duration"}, {"prompt", "aspect_ratio", "payload", "callback_url"}),
    "subjects create": ({"name"}, {"images", "videos", "voice_id"}),
    "subjects update": (set(), {"name", "images", "videos", "voice_id", "style", "description"}),
}

requests = pytest.mark.parametrize("request_name", NAMES)


@requests
def test_a_request_must_and_may_have_the_fields_of_its_page(request_name: str) -> None:
    fields = kind_of(request_name).fields

    answer = (
        {field.name for field in fields if field.required},
        {field.name for field in fields if not field.required},
    )

    assert answer == DOCUMENTED[request_name]


@pytest.mark.parametrize(
    ("request_name", "path", "status_path"),
    [
        ("reference2image", "/reference2image", "/tasks/{id}/creations"),
        ("text2audio", "/text2audio", "/tasks/{id}/creations"),
        ("timing2audio", "/timing2audio", "/tasks/{id}/creations"),
        ("audio-tts", "/audio-tts", "/tasks/{id}/creations"),
        ("audio-clone", "/audio-clone", "/tasks/{id}/creations"),
        ("img2video-prompt-recommendation", "/img2video-prompt-recommendation", "/tasks/{id}/creations"),
        ("ad-one-click", "/ad-one-click", "/tasks/{id}/creations"),
        ("trending-replicate", "/trending-replicate", "/tasks/{id}/creations"),
        ("one-click-mv", "/one-click/mv", "/one-click/mv/{id}"),
        ("general-one-click", "/one-click/general_one_click", "/one-click/general_one_click/{id}"),
        ("subjects create", "/subjects", "/tasks/{id}/creations"),
        ("subjects update", "/subjects/{id}", "/tasks/{id}/creations"),
    ],
)
def test_a_request_goes_to_its_endpoint_and_is_asked_for_where_its_page_says(
    request_name: str, path: str, status_path: str
) -> None:
    kind = kind_of(request_name)

    answer = (kind.path, kind.status_path)

    assert answer == (path, status_path)


def test_only_speech_cloning_recommending_and_the_subject_library_answer_at_once() -> None:
    synchronous = {name for name in NAMES if kind_of(name).is_synchronous}

    assert synchronous == {
        "audio-tts",
        "audio-clone",
        "img2video-prompt-recommendation",
        "subjects create",
        "subjects update",
    }


@pytest.mark.parametrize(
    ("medium", "names"),
    [
        (Medium.IMAGE, {"reference2image"}),
        (Medium.AUDIO, {"text2audio", "timing2audio", "audio-tts", "audio-clone"}),
    ],
)
def test_what_comes_of_a_kind_is_a_picture_or_a_sound(medium: Medium, names: set[str]) -> None:
    answer = {name for name in NAMES if kind_of(name).result is medium}

    assert answer == names


@pytest.mark.parametrize(
    ("request_name", "models", "default"),
    [
        ("reference2image", ["viduq2", "viduq1"], "viduq2"),
        ("text2audio", ["audio1.0"], "audio1.0"),
        ("timing2audio", ["audio1.0"], "audio1.0"),
    ],
)
def test_pictures_and_sounds_are_made_by_the_models_of_their_pages(
    request_name: str, models: list[str], default: str
) -> None:
    kind = kind_of(request_name)

    answer = ([model.name for model in kind.models], kind.default_model)

    assert answer == (models, default)


@pytest.mark.parametrize(
    "request_name", [name for name, (required, _) in DOCUMENTED.items() if "model" not in required]
)
def test_a_request_that_names_no_model_has_one_nameless_row_of_limits(request_name: str) -> None:
    kind = kind_of(request_name)

    answer = ([model.name for model in kind.models], kind.default_model)

    assert answer == ([""], "")


@pytest.mark.parametrize(
    ("request_name", "name", "only_with"),
    [
        ("audio-clone", "prompt_audio_url", ("prompt_text",)),
        ("audio-clone", "prompt_text", ("prompt_audio_url",)),
        ("img2video-prompt-recommendation", "resolution", ("type=template",)),
        ("one-click-mv", "lip_sync", ("lip_ref_url",)),
        ("one-click-mv", "lip_ref_url", ("lip_sync",)),
        ("one-click-mv", "subtitle_color", ("add_subtitle",)),
    ],
)
def test_a_field_says_what_it_has_no_effect_without(request_name: str, name: str, only_with: tuple[str, ...]) -> None:
    field = field_of(request_name, name)

    assert field.only_with == only_with


def test_a_cue_has_a_beginning_an_end_and_a_prompt() -> None:
    cues = field_of("timing2audio", "timing_prompts")

    answer = (cues.option, cues.notation, cues.repeated, [(part.name, part.required) for part in cues.parts])

    assert answer == ("--cue", Notation.CUE, True, [("from", True), ("to", True), ("prompt", True)])


@pytest.mark.parametrize("request_name", LIBRARY)
def test_the_options_of_the_library_are_its_fields_in_the_singular(request_name: str) -> None:
    odd = {
        field.name: field.option
        for field in kind_of(request_name).fields
        if field.option != f"--{field.name.replace('_', '-')}"
    }

    assert odd == {"images": "--image", "videos": "--video"}


@requests
def test_the_help_of_a_field_is_one_sentence_that_fits_on_two_lines(request_name: str) -> None:
    fields = kind_of(request_name).fields
    parts = [part for field in fields for part in field.parts]

    unfit = [field.name for field in (*fields, *parts) if not field.help.endswith(".") or len(field.help) > 160]

    assert unfit == []


@requests
def test_the_example_of_a_request_works_on_addresses_alone(request_name: str) -> None:
    example = kind_of(request_name).example

    addresses = re.findall(r"https?://[^/ ]+", example)

    assert set(addresses) <= {"https://example.com"}


@pytest.mark.parametrize("request_name", KINDS)
def test_the_example_of_a_kind_waits_for_what_comes_of_it(request_name: str) -> None:
    example = kind_of(request_name).example

    assert re.fullmatch(rf"vidu --sandbox submit {request_name} .* (--wait|-o \w+\.mp3)", example)
