"""The vendor's prices of films, and of what is made from a file by its length, transcribed apart from the data."""

import pytest

from vidu_cli.policy.endpoints import kind_at
from vidu_cli.policy.headers import MediaFacts
from vidu_cli.policy.prices import credits_of, estimate
from vidu_cli.schema.kinds import kind_named
from vidu_cli.schema.kinds.shape import Kind

TABLE = 'the vendor\'s page "pricing", Chinese form of 2026-08'
COMPOSED = 'the vendor\'s page "pricing": a credit for composing stands beside the price of the seconds'


def lasting(length_s: float | None) -> MediaFacts:
    """A file of that length."""
    return MediaFacts(format="mp4", size_bytes=9, width=640, height=360, length_s=length_s)


def at(path: str, body: dict[str, object]) -> Kind:
    """What a request to that path is."""
    kind = kind_at(path, body)
    assert kind is not None
    return kind


def credits_at(path: str, body: dict[str, object]) -> tuple[int, int] | None:
    """The two readings of the price of a request to that path."""
    return credits_of(at(path, body), body)


@pytest.mark.parametrize(
    ("length_s", "resolution", "expected"),
    [
        (10.0, "1080p", 100),
        (10.0, "2K", 200),
        (10.0, "4K", 400),
        (10.0, "8K", 1600),
        (10.0, None, 100),
        (9.1, "1080p", 100),
        (0.5, "8K", 160),
    ],
)
def test_a_larger_clip_costs_by_each_second_that_is_begun(length_s: float, resolution: str, expected: int) -> None:
    request = {"video_url": "a.mp4", "upscale_resolution": resolution}

    readings = credits_of(kind_named("upscale-new"), request, {"a.mp4": lasting(length_s)})

    assert readings == (expected, expected), TABLE


def test_a_larger_clip_that_is_named_by_its_id_has_no_length_to_price_it_by() -> None:
    request = {"video_url": "a.mp4", "video_creation_id": "7"}

    readings = credits_of(kind_named("upscale-new"), request, {"a.mp4": lasting(10)})

    assert readings is None


@pytest.mark.parametrize(("length_s", "expected"), [(1.2, 20), (5.0, 20), (5.1, 40), (600.0, 2400)])
def test_other_words_cost_20_credits_for_each_5_s(length_s: float, expected: int) -> None:
    request = {"video_url": "a.mp4", "audio_url": "a.mp3"}
    files = {"a.mp4": lasting(length_s), "a.mp3": lasting(length_s)}

    readings = credits_of(kind_named("lip-sync"), request, files)

    assert readings == (expected, expected), TABLE


def test_words_that_are_spoken_have_no_length_beforehand() -> None:
    request = {"video_url": "a.mp4", "text": "other words"}

    readings = credits_of(kind_named("lip-sync"), request, {"a.mp4": lasting(9)})

    assert readings is None


def test_other_words_from_a_file_are_priced_by_the_shorter_and_by_the_longer_file() -> None:
    files = {"a.mp4": lasting(9), "a.mp3": lasting(21)}

    readings = credits_of(kind_named("lip-sync"), {"video_url": "a.mp4", "audio_url": "a.mp3"}, files)

    assert readings == (40, 100)


@pytest.mark.parametrize("unknown", [{}, {"a.mp3": lasting(None)}])
def test_one_file_of_unknown_length_makes_the_price_unknown(unknown: dict[str, MediaFacts]) -> None:
    request = {"video_url": "a.mp4", "audio_url": "a.mp3"}

    readings = credits_of(kind_named("lip-sync"), request, {"a.mp4": lasting(9), **unknown})

    assert readings is None


@pytest.mark.parametrize(("length_s", "expected"), [(2.0, 20), (29.5, 300)])
def test_a_dance_costs_10_credits_a_second(length_s: float, expected: int) -> None:
    request = {"image_url": "a.png", "video_url": "a.mp4"}

    readings = credits_of(kind_named("image2dance"), request, {"a.mp4": lasting(length_s)})

    assert readings == (expected, expected), TABLE


@pytest.mark.parametrize(
    ("kind", "length", "expected"),
    [
        ("ad-one-click", None, 600),
        ("ad-one-click", 8, 320),
        ("ad-one-click", 60, 2400),
        ("general-one-click", 1, 40),
        ("general-one-click", 180, 7200),
    ],
)
def test_a_film_costs_40_credits_a_second(kind: str, length: int | None, expected: int) -> None:
    readings = credits_of(kind_named(kind), {"duration": length})

    assert readings == (expected, expected), TABLE


@pytest.mark.parametrize(
    ("resolution", "each_second"), [("540p", 12), ("720p", 16), ("1080p", 20), (None, 20)], ids=str
)
def test_a_film_that_is_remade_costs_by_its_seconds(resolution: str | None, each_second: int) -> None:
    request = {"video_url": "a.mp4", "resolution": resolution}

    readings = credits_of(kind_named("trending-replicate"), request, {"a.mp4": lasting(10)})

    assert readings == (each_second * 10, each_second * 10), TABLE


@pytest.mark.parametrize("lip_sync", [False, True])
@pytest.mark.parametrize(
    ("quality", "resolution", "each_second"),
    [
        ("standard", "540p", 6),
        ("standard", "720p", 8),
        ("standard", "1080p", 10),
        ("high", "720p", 24),
        ("high", "1080p", 29),
        (None, None, 8),
    ],
)
def test_a_music_video_costs_by_the_seconds_of_its_song_and_perhaps_one_credit_more(
    quality: str | None, resolution: str | None, each_second: int, *, lip_sync: bool
) -> None:
    request = {"audio_url": "a.mp3", "quality": quality, "resolution": resolution, "lip_sync": lip_sync}

    readings = credits_of(kind_named("one-click-mv"), request, {"a.mp3": lasting(30)})

    total = 30 * (each_second + 4 * lip_sync)
    assert readings == (total, total + 1), COMPOSED


@pytest.mark.parametrize("film", ["/ad-one-click", "/one-click/mv/947", "/one-click/general_one_click/947"])
def test_a_film_is_put_together_again_for_one_credit(film: str) -> None:
    readings = credits_at(f"{film}/compose", {})

    assert readings == (1, 1), TABLE


@pytest.mark.parametrize(("characters", "expected"), [(1, 10), (500, 10), (501, 20), (1001, 30)])
def test_another_narration_costs_10_credits_for_each_500_characters(characters: int, expected: int) -> None:
    readings = credits_at("/ad-one-click/edit", {"type": "generate_narration", "prompt": "x" * characters})

    assert readings == (expected, expected), TABLE


@pytest.mark.parametrize(
    ("made", "source"),
    [
        ("generate_video", "40 a second; how long it will be cannot be seen from here"),
        ("generate_bgm", "2 a second; how long it will be cannot be seen from here"),
    ],
)
def test_another_shot_and_other_music_cost_by_seconds_that_the_request_does_not_tell(made: str, source: str) -> None:
    told = estimate(at("/ad-one-click/edit", {"type": made}), {"type": made}, region="global")

    assert (told.credits, told.certainty, told.source) == (None, "unknown", source), TABLE
