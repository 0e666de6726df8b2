import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.json_values import documents
from vidu_cli.policy.headers import MediaFacts
from vidu_cli.policy.prices import Estimate, credits_of, estimate
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

BY_BOTH = "pricing; counted by the shortest and by the longest of --audio-url and --video-url"
FILES = {
    "a.mp3": MediaFacts(format="mp3", size_bytes=9, width=None, height=None, length_s=12.0),
    "a.mp4": MediaFacts(format="mp4", size_bytes=9, width=640, height=360, length_s=21.5),
}


@pytest.mark.parametrize(
    ("kind", "request_"),
    [
        ("text2video", {}),
        ("text2video", {"model": "viduq9"}),
        ("text2video", {"model": "viduq3"}),
        ("text2video", {"model": "viduq3-turbo", "duration": 20}),
        ("text2video", {"model": "viduq3-turbo", "resolution": "4K"}),
        ("img2video", {"model": "vidu2.0", "duration": 8, "resolution": "1080p"}),
        ("reference2video", {"model": "viduq2-pro", "duration": 0}),
        ("reference2video", {"model": "viduq3-ad"}),
        ("reference2video", {"model": "viduq3-drama", "resolution": "540p"}),
        ("reference2video", {"model": "viduq3-mix", "resolution": "540p"}),
        ("reference2video", {"model": "viduq3-mix", "subjects": [{"name": "cat"}]}),
        ("template", {"template": "hugging"}),
        ("template-story", {"story": "love_story"}),
        ("digital-human", {"model": "viduq2-turbo"}),
        ("extend", {"model": "viduq2-pro", "duration": 8}),
        ("multiframe", {"model": "viduq2-pro"}),
        ("multiframe", {"model": "viduq2-pro", "image_settings": [{"duration": 8}]}),
        ("general-one-click", {}),
        ("ad-one-click", {"duration": 7}),
        ("one-click-mv", {"quality": "high", "resolution": "540p"}),
        ("reference2image", {"model": "viduq1"}),
        ("reference2image", {"model": "viduq2", "images": ["a"] * 8}),
        ("text2audio", {"model": "audio1.0", "duration": 11}),
        ("img2video-prompt-recommendation", {"type": ["template"], "count": 11}),
    ],
)
def test_what_no_source_prices_is_unknown(kind: str, request_: dict[str, object]) -> None:
    readings = credits_of(kind_named(kind), request_)

    assert readings is None


@pytest.mark.parametrize(("region", "money", "currency"), [("global", 0.3, "USD"), ("cn", 1.875, "CNY")])
def test_the_money_of_an_estimate_is_that_of_the_region(region: str, money: float, currency: str) -> None:
    told = estimate(kind_named("text2video"), {"model": "viduq3-turbo"}, region=region)

    assert (told.money, told.currency) == (money, currency)


def test_a_price_that_no_page_lists_and_real_tasks_had_says_so() -> None:
    told = estimate(kind_named("reference2video"), {"model": "viduq3-drama"}, region="global")

    assert (told.credits, told.certainty, told.source) == (100, "seen live", "the credits of real tasks")


def test_an_estimate_with_two_readings_is_ambiguous_and_says_why() -> None:
    told = estimate(kind_named("img2video"), {"model": "viduq2-turbo", "duration": 4}, region="global")

    assert told == Estimate(
        credits=30,
        credits_max=38,
        money=0.15,
        currency="USD",
        certainty="ambiguous",
        source="pricing; its words can be read as totals or as steps",
    )


def test_an_estimate_without_a_source_is_unknown_and_has_no_number() -> None:
    told = estimate(kind_named("reference2video"), {"model": "viduq3-ad"}, region="cn")

    assert told == Estimate(
        credits=None,
        credits_max=None,
        money=None,
        currency="CNY",
        certainty="unknown",
        source="no source tells the price",
    )


def test_an_estimate_by_the_length_of_a_file_that_is_elsewhere_says_so() -> None:
    told = estimate(kind_named("upscale-new"), {"video_url": "https://example.com/a.mp4"}, region="global")

    assert (told.credits, told.certainty, told.source) == (
        None,
        "unknown",
        "10 a second; how long the file is cannot be seen from here",
    )


@pytest.mark.parametrize(
    ("kind", "request_", "source"),
    [
        (
            "img2video",
            {"model": "viduq2-pro", "audio": True, "off_peak": True},
            "pricing; no page prices this off-peak, so it may cost as much as at other times",
        ),
        (
            "img2video",
            {"model": "viduq3-turbo", "is_rec": True, "off_peak": True},
            "pricing; no page says whether what is added is halved off-peak",
        ),
        ("one-click-mv", {"audio_url": "a.mp3"}, "pricing; it may count one credit more for putting the film together"),
        ("lip-sync", {"audio_url": "a.mp3", "video_url": "a.mp4"}, BY_BOTH),
    ],
)
def test_an_ambiguous_estimate_says_why_it_is(kind: str, request_: dict[str, object], source: str) -> None:
    told = estimate(kind_named(kind), request_, region="global", media=FILES)

    assert (told.certainty, told.source) == ("ambiguous", source)


NAMES = tuple({field.name for name in KIND_NAMES for field in kind_named(name).fields})
MODEL_NAMES = tuple({model.name for name in KIND_NAMES for model in kind_named(name).models})
MEDIA = {"a": MediaFacts(format="mp4", size_bytes=9, width=None, height=None, length_s=7.3), **FILES}


@given(
    kind=st.sampled_from(KIND_NAMES),
    request_=st.dictionaries(
        st.sampled_from(NAMES), documents() | st.booleans() | st.integers(-1, 20) | st.sampled_from(("a", "a.mp3"))
    ),
    model=st.sampled_from(MODEL_NAMES) | documents(),
    resolution=st.sampled_from(("360p", "540p", "720p", "1080p", None)) | documents(),
)
def test_any_request_has_an_ordered_band_of_credits_or_none(
    kind: str, request_: dict[str, object], model: object, resolution: object
) -> None:
    readings = credits_of(kind_named(kind), {**request_, "model": model, "resolution": resolution}, MEDIA)

    assert readings is None or 0 < readings[0] <= readings[1]


@given(kind=st.sampled_from(KIND_NAMES), request_=st.dictionaries(st.sampled_from(NAMES), documents()))
def test_any_request_has_an_estimate(kind: str, request_: dict[str, object]) -> None:
    told = estimate(kind_named(kind), request_, region="global", media=MEDIA)

    assert (told.credits is None, bool(told.source)) == (told.certainty == "unknown", True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text2video", {"model": "viduq3-turbo", "duration": "16"}),
        ("text2video", {"model": "viduq3-turbo", "duration": 16.0}),
        ("img2video", {"model": "viduq2-pro", "audio": "true"}),
        ("multiframe", {"model": "viduq2-pro", "image_settings": [{"key_image": "a", "duration": "7"}]}),
        ("reference2image", {"model": "viduq2", "images": "a"}),
    ],
)
def test_a_value_of_another_type_has_no_price_that_a_limit_could_be_held_against(
    kind: str, body: dict[str, object]
) -> None:
    assert credits_of(kind_named(kind), body) is None
