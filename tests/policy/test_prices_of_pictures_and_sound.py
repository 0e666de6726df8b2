"""The vendor's prices of pictures, sound, prompts and subjects, transcribed apart from the data."""

import pytest

from vidu_cli.policy.prices import credits_of
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.subjects import CREATE, UPDATE

TABLE = 'the vendor\'s page "pricing", Chinese form of 2026-08'
READ_AS = 'the vendor\'s page "pricing": "under 5 s 10, under 10 s 20"; 5 s and 10 s are read as 20'
PER_500 = 'the vendor\'s page "pricing": 10 credits for 500 characters, begun ones counted whole'


# model, resolution -> number of pictures given -> credits
@pytest.mark.parametrize(
    ("model", "resolution", "by_pictures"),
    [
        ("viduq2", "1080p", {0: 6, 1: 8, 3: 8, 4: 10, 7: 10}),
        ("viduq2", "2K", {0: 8, 1: 12, 3: 12, 4: 16, 7: 16}),
        ("viduq2", "4K", {0: 10, 1: 20, 3: 20, 4: 30, 7: 30}),
        ("viduq1", "1080p", {1: 20, 7: 20}),
    ],
)
def test_a_picture_costs_what_the_vendors_page_says(model: str, resolution: str, by_pictures: dict[int, int]) -> None:
    requests = {
        number: {"model": model, "resolution": resolution, "images": ["https://a/b.png"] * number}
        for number in by_pictures
    }

    readings = {number: credits_of(kind_named("reference2image"), request) for number, request in requests.items()}

    assert readings == {number: (total, total) for number, total in by_pictures.items()}, TABLE


@pytest.mark.parametrize("kind", ["text2audio", "timing2audio"])
@pytest.mark.parametrize(
    ("length", "expected"), [(2, 10), (4, 10), (4.9, 10), (5, 20), (7.5, 20), (9.9, 20), (10, 20), (None, 20)]
)
def test_a_sound_costs_10_credits_under_5_s_and_20_from_there(kind: str, length: float, expected: int) -> None:
    readings = credits_of(kind_named(kind), {"model": "audio1.0", "duration": length})

    assert readings == (expected, expected), READ_AS


@pytest.mark.parametrize(("characters", "expected"), [(1, 10), (500, 10), (501, 20), (1000, 20), (9999, 200)])
def test_speech_costs_10_credits_for_each_500_characters_that_are_begun(characters: int, expected: int) -> None:
    readings = credits_of(kind_named("audio-tts"), {"text": "x" * characters})

    assert readings == (expected, expected), PER_500


@pytest.mark.parametrize(("characters", "expected"), [(1, 310), (500, 310), (501, 320), (1000, 320)])
def test_a_voice_costs_300_credits_and_the_speech_of_its_sample(characters: int, expected: int) -> None:
    readings = credits_of(kind_named("audio-clone"), {"text": "x" * characters})

    assert readings == (expected, expected), TABLE


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"type": ["img2video"]}, 10),
        ({"type": ["img2video"], "count": 1}, 10),
        ({"type": ["img2video"], "count": 5}, 10),
        ({"type": ["img2video"], "count": 6}, 20),
        ({"type": ["img2video"], "count": 10}, 20),
        ({"type": ["img2video", "e_commerce"], "count": 5}, 20),
        ({"type": ["img2video", "e_commerce", "template"], "count": 2}, 20),
    ],
)
def test_recommended_prompts_cost_10_credits_for_each_5(request_: dict[str, object], expected: int) -> None:
    readings = credits_of(kind_named("img2video-prompt-recommendation"), request_)

    assert readings == (expected, expected), TABLE


def test_a_subject_costs_5_credits_to_make() -> None:
    readings = credits_of(CREATE, {"name": "cat"})

    assert readings == (5, 5), TABLE


def test_a_subject_is_changed_for_nothing() -> None:
    readings = credits_of(UPDATE, {"name": "cat"})

    assert readings == (0, 0), TABLE
