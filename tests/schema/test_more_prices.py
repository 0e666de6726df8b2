"""What pictures, sound, whole films and subjects cost, against the vendor's page "pricing"."""

import pytest

from tests.support.more_requests import NAMES, field_of, kind_of, price_of
from vidu_cli.schema.kinds.price import Measure


@pytest.mark.parametrize(
    ("model", "resolution", "credits_by_pictures"),
    [
        ("viduq2", "1080p", {0: 6, 1: 8, 2: 8, 3: 8, 4: 10, 5: 10, 6: 10, 7: 10}),
        ("viduq2", "2K", {0: 8, 1: 12, 2: 12, 3: 12, 4: 16, 5: 16, 6: 16, 7: 16}),
        ("viduq2", "4K", {0: 10, 1: 20, 2: 20, 3: 20, 4: 30, 5: 30, 6: 30, 7: 30}),
        ("viduq1", "1080p", {1: 20, 2: 20, 3: 20, 4: 20, 5: 20, 6: 20, 7: 20}),
    ],
)
def test_the_price_of_a_picture_goes_by_the_pictures_that_are_given(
    model: str, resolution: str, credits_by_pictures: dict[int, int]
) -> None:
    price = price_of("reference2image", resolution, model)

    assert price.at == credits_by_pictures


@pytest.mark.parametrize("request_name", ["text2audio", "timing2audio"])
def test_a_sound_costs_10_credits_under_5_s_and_20_from_there(request_name: str) -> None:
    price = price_of(request_name, "", "audio1.0")

    assert price.at == {2: 10, 3: 10, 4: 10, 5: 20, 6: 20, 7: 20, 8: 20, 9: 20, 10: 20}


@pytest.mark.parametrize(
    ("request_name", "measure", "base", "further", "step"),
    [
        ("audio-tts", Measure.CHARACTERS, 0, 10, 500),
        ("audio-clone", Measure.CHARACTERS, 300, 10, 500),
        ("img2video-prompt-recommendation", Measure.PROMPTS, 0, 10, 5),
        ("ad-one-click", Measure.SECONDS, 0, 40, 1),
        ("general-one-click", Measure.SECONDS, 0, 40, 1),
    ],
)
def test_a_price_counts_what_the_price_page_counts(
    request_name: str, measure: Measure, base: int, further: int, step: int
) -> None:
    price = price_of(request_name, "")

    answer = (kind_of(request_name).measure, price.base, price.further, price.step)

    assert answer == (measure, base, further, step)


@pytest.mark.parametrize(
    ("request_name", "measured", "prices"),
    [
        ("trending-replicate", ("video_url",), {"540p": 12, "720p": 16, "1080p": 20}),
        (
            "one-click-mv",
            ("audio_url",),
            {
                "standard 540p": 6,
                "standard 720p": 8,
                "standard 1080p": 10,
                "high 720p": 24,
                "high 1080p": 29,
                "standard 540p lip_sync": 10,
                "standard 720p lip_sync": 12,
                "standard 1080p lip_sync": 14,
                "high 720p lip_sync": 28,
                "high 1080p lip_sync": 33,
            },
        ),
    ],
)
def test_a_remade_film_and_a_music_video_cost_by_the_second_of_their_source(
    request_name: str, measured: tuple[str, ...], prices: dict[str, int]
) -> None:
    kind = kind_of(request_name)

    answer = (kind.measure, kind.measured, {key: price.further for key, price in kind.models[0].prices.items()})

    assert answer == (Measure.SOURCE, measured, prices)


def test_a_music_video_may_cost_one_credit_more_for_its_composing() -> None:
    uppers = [price.upper for price in kind_of("one-click-mv").models[0].prices.values()]

    assert {upper.base for upper in uppers if upper} == {1}


@pytest.mark.parametrize(("request_name", "credits_each"), [("subjects create", 5), ("subjects update", 0)])
def test_a_subject_costs_credits_when_it_is_made_and_none_when_it_is_changed(
    request_name: str, credits_each: int
) -> None:
    price = price_of(request_name, "")

    assert price.at == {0: credits_each}


@pytest.mark.parametrize("request_name", NAMES)
def test_every_price_stands_under_values_that_the_request_may_have(request_name: str) -> None:
    kind = kind_of(request_name)
    words = {str(choice) for name in kind.priced_by for choice in field_of(request_name, name).choices}

    keys = {word for model in kind.models for key in model.prices for word in key.split()}

    assert keys <= words | set(kind.priced_by)
