"""What is refused before it is sent; the table of limits is transcribed from the vendor's pages apart from the data."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.checks import Problem, problems_in
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

PNG = "https://ex.test/a.png"

# A request of each kind that the platform takes, without a model.
SMALLEST: dict[str, dict[str, object]] = {
    "text2video": {"prompt": "a paper boat"},
    "img2video": {"images": [PNG]},
    "start-end2video": {"images": [PNG, PNG]},
    "reference2video": {"prompt": "a paper boat", "images": [PNG]},
}

ALL_MODELS = (
    "viduq3-pro",
    "viduq3-turbo",
    "viduq3-pro-fast",
    "viduq3",
    "viduq3-mix",
    "viduq3-drama",
    "viduq3-ad",
    "viduq2",
    "viduq2-pro",
    "viduq2-turbo",
    "viduq2-pro-fast",
    "viduq1",
    "viduq1-classic",
    "vidu2.0",
    "vidu1.5",
)

# Lengths in seconds, resolutions, ratios; "4/8" is the rule of the oldest models: 8 s in 720p only.
# The vendor's pages "text-to-video", "image-to-video", "start-end-to-video", "reference-to-video", "model-map"; where
# they disagree the lenient one: viduq3-mix from 1 s and in 540p, viduq3-drama in 540p, vidu1.5 at all.
TABLE: dict[tuple[str, str], tuple[str, str, str]] = {
    ("text2video", "viduq3-turbo"): ("1-16", "540 720 1080", "16:9 9:16 1:1 3:4 4:3"),
    ("text2video", "viduq3-pro"): ("1-16", "540 720 1080", "16:9 9:16 1:1 3:4 4:3"),
    ("text2video", "viduq2"): ("1-10", "540 720 1080", "16:9 9:16 1:1 3:4 4:3"),
    ("text2video", "viduq1"): ("5-5", "1080", "16:9 9:16 1:1"),
    ("text2video", "vidu1.5"): ("4/8", "360 720 1080", "16:9 9:16 1:1"),
    ("img2video", "viduq3-turbo"): ("1-16", "540 720 1080", ""),
    ("img2video", "viduq3-pro"): ("1-16", "540 720 1080", ""),
    ("img2video", "viduq3-pro-fast"): ("1-16", "720 1080", ""),
    ("img2video", "viduq2-pro-fast"): ("1-10", "720 1080", ""),
    ("img2video", "viduq2-pro"): ("1-10", "540 720 1080", ""),
    ("img2video", "viduq2-turbo"): ("1-10", "540 720 1080", ""),
    ("img2video", "viduq1"): ("5-5", "1080", ""),
    ("img2video", "viduq1-classic"): ("5-5", "1080", ""),
    ("img2video", "vidu2.0"): ("4/8", "360 720 1080", ""),
    ("img2video", "vidu1.5"): ("4/8", "360 720 1080", ""),
    ("start-end2video", "viduq3-turbo"): ("1-16", "540 720 1080", ""),
    ("start-end2video", "viduq3-pro"): ("1-16", "540 720 1080", ""),
    ("start-end2video", "viduq2-pro-fast"): ("1-8", "720 1080", ""),
    ("start-end2video", "viduq2-pro"): ("1-8", "540 720 1080", ""),
    ("start-end2video", "viduq2-turbo"): ("1-8", "540 720 1080", ""),
    ("start-end2video", "viduq1"): ("5-5", "1080", ""),
    ("start-end2video", "viduq1-classic"): ("5-5", "1080", ""),
    ("start-end2video", "vidu2.0"): ("4/8", "360 720 1080", ""),
    ("start-end2video", "vidu1.5"): ("4/8", "360 720 1080", ""),
    ("reference2video", "viduq3-turbo"): ("3-16", "540 720 1080", "16:9 9:16 1:1"),
    ("reference2video", "viduq3"): ("3-16", "540 720 1080", "16:9 9:16 1:1"),
    ("reference2video", "viduq3-mix"): ("1-16", "540 720 1080", "16:9 9:16 1:1"),
    ("reference2video", "viduq3-drama"): ("2-15", "540 720 1080", "16:9 9:16 1:1 3:4 4:3 auto"),
    ("reference2video", "viduq3-ad"): ("3-15", "720 1080", "16:9 9:16 1:1"),
    ("reference2video", "viduq2-pro"): ("0-10", "540 720 1080", "16:9 9:16 1:1 3:4 4:3"),
    ("reference2video", "viduq2"): ("1-10", "540 720 1080", "16:9 9:16 1:1 3:4 4:3"),
    ("reference2video", "viduq1"): ("5-5", "1080", "16:9 9:16 1:1"),
    ("reference2video", "vidu2.0"): ("4-4", "360 720", "16:9 9:16 1:1"),
    ("reference2video", "vidu1.5"): ("4/8", "360 720 1080", "16:9 9:16 1:1"),
}

DURATIONS = (None, *range(-1, 19))
RESOLUTIONS = (None, "360p", "540p", "720p", "1080p", "2K", "720")
RATIOS = (None, "16:9", "9:16", "1:1", "3:4", "4:3", "21:9", "auto")

Combination = tuple[int | None, str | None, str | None]


def allowed_by_the_pages(kind: str, model: str) -> set[Combination]:
    """The combinations of length, resolution and ratio that the table above allows; None is a field left out."""
    if (kind, model) not in TABLE:
        return set()
    lengths, resolutions, ratios = TABLE[kind, model]
    made = (None, *(f"{lines}p" for lines in resolutions.split()))
    if lengths == "4/8":
        clips = {*product((None, 4), made), (8, None), (8, "720p")}
    else:
        first, last = lengths.split("-")
        clips = set(product((None, *range(int(first), int(last) + 1)), made))
    return {(length, lines, ratio) for (length, lines), ratio in product(clips, (None, *ratios.split()))}


def request_for(kind: str, model: str, combination: Combination) -> dict[str, object]:
    """A request of that kind in which None leaves a field out."""
    given = dict(zip(("duration", "resolution", "aspect_ratio"), combination, strict=True))
    return {**SMALLEST[kind], "model": model, **{name: value for name, value in given.items() if value is not None}}


def problems_of(kind: str, **changes: object) -> tuple[Problem, ...]:
    """The problems of the smallest request of a kind with the default model, changed."""
    described = kind_named(kind)
    return problems_in(described, {**SMALLEST[kind], "model": described.default_model, **changes})


def codes_of(kind: str, **changes: object) -> list[tuple[int, str]]:
    """Exit number and option of each problem."""
    return [(problem.entry.exit_code, problem.option) for problem in problems_of(kind, **changes)]


@pytest.mark.parametrize("model", ALL_MODELS)
@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_model_makes_exactly_the_clips_that_the_pages_allow(kind: str, model: str) -> None:
    described = kind_named(kind)

    taken = {
        combination
        for combination in product(DURATIONS, RESOLUTIONS, RATIOS)
        if not problems_in(described, request_for(kind, model, combination))
    }

    assert taken == allowed_by_the_pages(kind, model)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_smallest_request_of_a_kind_has_no_problem(kind: str) -> None:
    problems = problems_of(kind)

    assert problems == ()


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_a_request_with_every_shared_field_has_no_problem(kind: str) -> None:
    problems = problems_of(
        kind,
        duration=5,
        resolution="720p",
        audio=True,
        bgm=False,
        movement_amplitude="auto",
        seed=7,
        off_peak=True,
        watermark=True,
        wm_position=4,
        wm_url=PNG,
        meta_data='{"Label": "AI"}',
        payload="job-7",
        callback_url="https://ex.test/done",
    )

    assert problems == ()


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        ("text2video", {"duration": 5.0}, (38, "--duration")),
        ("text2video", {"duration": "5"}, (38, "--duration")),
        ("text2video", {"duration": True}, (38, "--duration")),
        ("text2video", {"seed": "7"}, (38, "--seed")),
        ("text2video", {"prompt": 7}, (38, "PROMPT")),
        ("text2video", {"model": ["viduq3-turbo"]}, (38, "--model")),
        ("text2video", {"audio": 1}, (38, "--audio")),
        ("text2video", {"off_peak": "true"}, (38, "--off-peak")),
        ("text2video", {"wm_position": "top_left"}, (38, "--wm-position")),
        ("img2video", {"images": PNG}, (38, "--image")),
        ("img2video", {"images": [7]}, (38, "--image")),
        ("img2video", {"images": [None]}, (38, "--image")),
        ("img2video", {"images": {"0": PNG}}, (38, "--image")),
        ("text2video", {"model": None}, (32, "--model")),
        ("text2video", {"model": ""}, (32, "--model")),
        ("text2video", {"prompt": None}, (32, "PROMPT")),
        ("text2video", {"prompt": ""}, (32, "PROMPT")),
        ("text2video", {"prompt": " \n\t"}, (32, "PROMPT")),
        ("img2video", {"images": []}, (32, "--image")),
        ("start-end2video", {"images": None}, (32, "--image")),
        ("reference2video", {"prompt": " "}, (32, "PROMPT")),
        ("text2video", {"model": "vidu2.0"}, (34, "--model")),
        ("img2video", {"model": "viduq2"}, (34, "--model")),
        ("start-end2video", {"model": "viduq3-pro-fast"}, (34, "--model")),
        ("reference2video", {"model": "viduq3-pro"}, (34, "--model")),
        ("text2video", {"duration": 17}, (34, "--duration")),
        ("img2video", {"model": "viduq3-pro-fast", "resolution": "540p"}, (34, "--resolution")),
        ("text2video", {"aspect_ratio": "21:9"}, (34, "--aspect-ratio")),
        ("text2video", {"style": "noir"}, (34, "--style")),
        ("text2video", {"movement_amplitude": "huge"}, (34, "--movement-amplitude")),
        ("text2video", {"wm_position": 5}, (34, "--wm-position")),
        ("img2video", {"audio_type": "music"}, (34, "--audio-type")),
        ("text2video", {"prompt": "x" * 5001}, (34, "PROMPT")),
        ("img2video", {"prompt": "x" * 5001}, (34, "PROMPT")),
        ("reference2video", {"prompt": "x" * 2001}, (34, "PROMPT")),
        ("text2video", {"payload": "x" * 1_048_577}, (34, "--payload")),
        ("text2video", {"wm_url": "mark.png"}, (34, "--wm-url")),
        ("img2video", {"images": ["photo.jpg"]}, (34, "--image")),
        ("img2video", {"images": ["/home/me/photo.jpg"]}, (34, "--image")),
        ("img2video", {"images": ["C:\\photo.jpg"]}, (34, "--image")),
        ("img2video", {"images": ["file:///photo.jpg"]}, (34, "--image")),
        ("img2video", {"images": ["s3://photos/1.jpg"]}, (34, "--image")),
        ("img2video", {"images": ["https://"]}, (34, "--image")),
        ("img2video", {"images": ["iVBORw0KGgo" * 9]}, (34, "--image")),
        ("img2video", {"images": [" "]}, (34, "--image")),
        ("img2video", {"images": [PNG] * 2}, (35, "--image")),
        ("start-end2video", {"images": [PNG]}, (35, "--image")),
        ("start-end2video", {"images": [PNG] * 3}, (35, "--image")),
        ("reference2video", {"images": [PNG] * 8}, (35, "--image")),
        ("reference2video", {"model": "viduq2-pro", "images": [PNG] * 5, "videos": [PNG]}, (35, "--image")),
        ("reference2video", {"model": "viduq2-pro", "videos": [PNG] * 3}, (35, "--video")),
        ("text2video", {"images": [PNG]}, (33, "--image")),
        ("text2video", {"is_rec": True}, (33, "--is-rec")),
        ("img2video", {"aspect_ratio": "16:9"}, (33, "--aspect-ratio")),
        ("img2video", {"style": "anime"}, (33, "--style")),
        ("start-end2video", {"voice_id": "professional_host"}, (33, "--voice-id")),
        ("start-end2video", {"audio_type": "all"}, (33, "--audio-type")),
        ("reference2video", {"videos": [PNG]}, (33, "--video")),
        ("reference2video", {"subjects": [{"name": "cat"}]}, (33, "--set subjects")),
    ],
)
def test_a_request_ends_with_the_number_that_the_platform_would_give(
    kind: str, changes: dict[str, object], expected: tuple[int, str]
) -> None:
    codes = codes_of(kind, **changes)

    assert codes == [expected]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("text2video", {"model": "viduq9"}),
        ("text2video", {"model": "viduq9", "duration": 30, "resolution": "8K", "aspect_ratio": "21:9"}),
        ("reference2video", {"model": "viduq9", "videos": [PNG]}),
        ("text2video", {"prompt": "x" * 5000}),
        ("text2video", {"prompt": "\N{PAGER}" * 5000}),
        ("reference2video", {"prompt": "x" * 2000}),
        ("text2video", {"payload": "x" * 1_048_576}),
        ("text2video", {"duration": None, "resolution": None, "images": None}),
        ("text2video", {"images": [], "resolution": "", "is_rec": False, "wm_url": ""}),
        ("text2video", {"seed": -1}),
        ("text2video", {"seed": 2**31}),
        ("text2video", {"negative_prompt": "rain"}),
        ("img2video", {"prompt": ""}),
        ("img2video", {"images": ["HTTPS://ex.test/a.png?x=1;y=2"]}),
        ("img2video", {"images": ["data:image/png;base64,iVBORw0KGgo="]}),
        ("img2video", {"images": ["ssupload:?id=3"]}),
        ("img2video", {"audio_type": "sound-effect_only"}),
        ("img2video", {"model": "viduq2-pro", "off_peak": True, "audio": True}),
        ("reference2video", {"images": [PNG] * 7}),
        ("reference2video", {"model": "viduq2-pro", "images": [PNG] * 4, "videos": [PNG] * 2}),
        ("reference2video", {"model": "viduq2-pro", "images": [PNG] * 7}),
        ("reference2video", {"images": None, "subjects": [{"name": "cat", "images": [PNG]}]}),
    ],
)
def test_what_the_platform_may_take_is_no_problem(kind: str, changes: dict[str, object]) -> None:
    problems = problems_of(kind, **changes)

    assert problems == ()


def test_problems_come_in_the_order_in_which_the_platform_looks() -> None:
    described = kind_named("reference2video")
    body = {
        "is_rec": True,
        "images": [PNG] * 8,
        "duration": 99,
        "model": "viduq3",
        "prompt": "",
        "seed": "7",
    }

    codes = [problem.entry.code for problem in problems_in(described, body)]

    assert codes == ["CODEC", "FieldLacking", "FieldInvalid", "FieldItemCountOutOfRange", "FieldUnwanted"]


@pytest.mark.parametrize(
    ("kind", "changes", "message", "allowed"),
    [
        ("text2video", {"duration": 20}, "--duration 20: viduq3-turbo makes clips of 1 to 16 s.", "1-16"),
        (
            "text2video",
            {"model": "viduq1", "duration": 4},
            "--duration 4: viduq1 makes clips of 5 s.",
            "5",
        ),
        (
            "img2video",
            {"model": "vidu2.0", "duration": 5},
            "--duration 5: vidu2.0 makes clips of 4 or 8 s.",
            "4, 8",
        ),
        (
            "img2video",
            {"model": "vidu2.0", "duration": 8, "resolution": "1080p"},
            "--resolution 1080p: vidu2.0 makes clips of 8 s in 720p.",
            "720p",
        ),
        (
            "text2video",
            {"resolution": "4K"},
            "--resolution 4K: viduq3-turbo makes clips in 540p, 720p or 1080p.",
            "540p, 720p, 1080p",
        ),
        ("text2video", {"prompt": " "}, "PROMPT is empty: text2video needs it.", ""),
        ("img2video", {"images": None}, "--image is missing: img2video takes 1.", "1"),
        ("text2video", {"duration": 5.0}, "--duration 5.0: must be a whole number.", "a whole number"),
        ("img2video", {"images": [PNG, 7]}, "--image: number 2 is 7; must be a list of text.", "a list of text"),
        (
            "text2video",
            {"model": "viduq3"},
            (
                "--model viduq3: reference2video takes this model, text2video does not; it takes viduq3-turbo, "
                "viduq3-pro, viduq2, viduq1."
            ),
            "viduq3-turbo, viduq3-pro, viduq2, viduq1",
        ),
        (
            "img2video",
            {"images": ["photo.jpg"]},
            "--image photo.jpg: files on this machine are not taken by this version; give a URL, data: or ssupload:.",
            "a URL, data: or ssupload:",
        ),
        (
            "img2video",
            {"aspect_ratio": "16:9"},
            "--aspect-ratio: img2video does not take it (text2video and reference2video do); leave it out.",
            "",
        ),
        (
            "reference2video",
            {"videos": [PNG]},
            "--video: viduq3 takes no videos; only viduq2-pro does.",
            "",
        ),
        (
            "reference2video",
            {"images": [PNG] * 5, "videos": [PNG], "model": "viduq2-pro"},
            "--image: 5 given; viduq2-pro takes 1-4 beside videos.",
            "1-4",
        ),
    ],
)
def test_a_problem_says_what_was_given_and_what_is_allowed(
    kind: str, changes: dict[str, object], message: str, allowed: str
) -> None:
    problems = [(problem.message, problem.allowed) for problem in problems_of(kind, **changes)]

    assert problems == [(message, allowed)]


def test_a_number_too_long_for_the_language_to_print_is_refused_in_words() -> None:
    (problem,) = problems_of("text2video", duration=10**5000)

    assert problem.message.startswith("--duration a number of more than 38 digits: viduq3-turbo makes")


def test_a_long_value_is_shortened_in_the_sentence() -> None:
    (problem,) = problems_of("img2video", images=["iVBORw0KGgo" * 100_000])

    assert len(problem.message) < 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**60) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELD_NAMES = sorted({field.name for name in KIND_NAMES for field in kind_named(name).fields} | {"subjects", "sounds"})
BODIES = st.dictionaries(st.sampled_from(FIELD_NAMES) | st.text(max_size=6), JSON | st.sampled_from(ALL_MODELS))


@given(kind=st.sampled_from(KIND_NAMES), body=BODIES)
def test_any_json_object_gives_sentences_that_name_their_option(kind: str, body: dict[str, object]) -> None:
    problems = problems_in(kind_named(kind), body)

    assert all(
        problem.message.startswith(problem.option) and problem.message.endswith(".") and len(problem.message) < 400
        for problem in problems
    )
