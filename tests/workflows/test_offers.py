import pytest

from vidu_cli.schema.kinds import KIND_NAMES, kind_named
from vidu_cli.schema.kinds.shape import Kind
from vidu_cli.workflows.model_rows import FieldLimit, ModelRow
from vidu_cli.workflows.offers import offers_of


def offer(kind: str, model: str = "") -> ModelRow:
    """What the kind offers with the model."""
    return next(row for row in offers_of(kind_named(kind)) if row.model == model)


def limit(kind: str, model: str, field: str) -> FieldLimit:
    """The limit of a field with the model."""
    return next(limit for limit in offer(kind, model).limits if limit.field == field)


def every_field(kind: Kind) -> set[str]:
    """The names of the fields of a kind and of its forms."""
    return {field.name for shape in (kind, *kind.forms.values()) for field in shape.fields}


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_model_of_a_kind_is_offered_and_one_is_its_default(name: str) -> None:
    kind = kind_named(name)

    offers = offers_of(kind)

    defaults = [offer.model for offer in offers if offer.default]
    assert ([offer.model for offer in offers], defaults) == (
        [model.name for model in kind.models],
        [kind.default_model],
    )


@pytest.mark.parametrize("name", KIND_NAMES)
def test_every_field_of_a_kind_but_its_model_has_a_limit_in_an_offer(name: str) -> None:
    kind = kind_named(name)

    offers = offers_of(kind)

    rows = [limits for offer in offers for limits in (offer.limits, *(form.limits for form in offer.forms))]
    assert {limit.field for limits in rows for limit in limits} == every_field(kind) - {"model"}


def test_an_offer_tells_the_limits_of_its_model_and_the_price_of_its_defaults() -> None:
    row = offer("text2video", "viduq3-turbo")

    assert (row.durations, row.resolutions, row.credits_default, row.default, row.source) == (
        tuple(range(1, 17)),
        ("540p", "720p", "1080p"),
        60,
        True,
        "documented",
    )


@pytest.mark.parametrize(
    ("kind", "model", "expected"),
    [
        ("multiframe", "viduq2-turbo", 70),
        ("reference2image", "viduq2", 6),
        ("reference2image", "viduq1", 20),
        ("img2video-prompt-recommendation", "", 10),
        ("ad-one-click", "", 600),
        ("text2audio", "audio1.0", 20),
        ("general-one-click", "", None),
        ("lip-sync", "", None),
        ("audio-tts", "", None),
        ("template", "", None),
    ],
)
def test_the_default_price_is_that_of_the_least_request(kind: str, model: str, expected: int | None) -> None:
    assert offer(kind, model).credits_default == expected


@pytest.mark.parametrize(
    ("kind", "model", "field", "choices", "default"),
    [
        ("text2video", "viduq1", "duration", (5,), 5),
        ("text2video", "viduq1", "aspect_ratio", ("16:9", "9:16", "1:1"), "16:9"),
        ("img2video", "vidu2.0", "resolution", ("360p", "720p", "1080p"), "360p"),
        ("img2video", "viduq2-pro", "audio", None, False),
        ("img2video", "viduq3-pro", "audio", None, True),
        ("upscale-new", "", "upscale_resolution", ("1080p", "2K", "4K", "8K"), "1080p"),
    ],
)
def test_the_limit_of_a_field_is_that_of_the_model(
    kind: str, model: str, field: str, choices: tuple[object, ...] | None, default: object
) -> None:
    found = limit(kind, model, field)

    assert (found.choices, found.default) == (choices, default)


@pytest.mark.parametrize(("model", "expected"), [("viduq2", (0, 7)), ("viduq1", (1, 7))])
def test_a_model_narrows_how_many_pictures_are_taken(model: str, expected: tuple[int, int]) -> None:
    assert limit("reference2image", model, "images").count == expected


@pytest.mark.parametrize(("model", "takes"), [("viduq2-pro", True), ("viduq2", False)])
def test_a_model_that_takes_no_clips_offers_no_field_for_them(model: str, *, takes: bool) -> None:
    fields = {limit.field for limit in offer("reference2video", model).limits}

    assert ("videos" in fields) is takes


def test_a_file_has_the_limits_of_its_page() -> None:
    found = limit("image2dance", "", "video_url")

    assert (found.formats, found.max_bytes, found.min_s, found.max_s, found.source) == (
        ("mp4", "avi", "mov"),
        200_000_000,
        2,
        30,
        "motion-sync",
    )


def test_the_pictures_of_a_story_have_their_own_number() -> None:
    assert limit("template-story", "", "images").count_at == {"story=one_shot": (3, 10)}


def test_the_first_frame_may_be_about_as_large_as_the_last() -> None:
    assert limit("start-end2video", "viduq3-turbo", "images").first_to_last == (0.8, 1.25)


def test_each_of_several_clips_is_shorter_than_one_alone() -> None:
    found = limit("reference2video", "viduq2-pro", "videos")

    assert (found.max_s, found.max_s_of_several) == (8.5, 5.5)


@pytest.mark.parametrize("kind", ["lip-sync", "audio-tts"])
def test_a_pause_in_a_text_has_a_length(kind: str) -> None:
    assert limit(kind, "", "text").pause_s == (0.01, 99.99)


def test_a_size_tells_what_a_clip_must_be_below() -> None:
    assert limit("upscale-new", "", "upscale_resolution").short_sides == {
        "1080p": 1080,
        "2K": 1440,
        "4K": 2160,
        "8K": 4320,
    }


@pytest.mark.parametrize(("model", "without", "filmed"), [("viduq2-pro", (0, 4), (0, 2)), ("viduq2", None, None)])
def test_subjects_are_counted_by_whether_they_have_a_clip(
    model: str, without: tuple[int, int] | None, filmed: tuple[int, int] | None
) -> None:
    form = offer("reference2video", model).forms[0]

    subjects = next(limit for limit in form.limits if limit.field == "subjects")
    assert (subjects.without_clips, subjects.with_clips, subjects.most_files) == (without, filmed, 3)


def test_the_limits_of_the_form_with_subjects_stand_beside_those_of_the_model() -> None:
    forms = {
        form.form: {limit.field: limit for limit in form.limits} for form in offer("reference2video", "viduq3").forms
    }

    subjects = forms["subjects"]["subjects"]
    assert (subjects.count, {part.field for part in subjects.parts or ()}) == (
        (1, 7),
        {"name", "images", "videos", "voice_id", "server_id"},
    )


def test_a_ratio_that_one_sentence_alone_allows_is_told_as_such() -> None:
    form = offer("reference2video", "viduq2").forms[0]

    ratio = next(limit for limit in form.limits if limit.field == "aspect_ratio")
    assert (ratio.choices, ratio.pattern, len(form.notes)) == (
        ("16:9", "9:16", "1:1", "3:4", "4:3"),
        "any other W:H, which is not certain",
        1,
    )


def test_a_model_that_takes_no_subjects_has_no_such_form() -> None:
    assert offer("reference2video", "viduq3-mix").forms == ()


def test_an_offer_tells_what_narrows_a_model_and_what_sources_disagree_on() -> None:
    row = offer("reference2video", "viduq2-pro")

    assert (row.off_peak, row.count_beside_videos, len(row.notes)) == ("without_audio", (1, 4), 1)


def test_a_larger_clip_is_offered_in_the_sizes_that_it_may_have() -> None:
    assert offer("upscale-new").resolutions == ("1080p", "2K", "4K", "8K")


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("ad-one-click", "only the page for mainland China names --creative."),
        ("multiframe", "one reading of the vendor's pages counts the start picture among the nine key frames."),
    ],
)
def test_a_note_names_what_it_is_about(kind: str, note: str) -> None:
    assert note in offers_of(kind_named(kind))[0].notes


def test_an_offer_names_the_page_that_it_was_read_on() -> None:
    assert offer("start-end2video", "viduq1").page == "start-end-to-video"


def test_a_kind_that_is_never_off_peak_says_so() -> None:
    assert offer("extend", "viduq2-pro").off_peak is None
