"""What is refused before it is sent; the lengths, resolutions and ratios of every model are in `test_every_cell`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.smallest import SMALLEST, WITH_SUBJECTS
from vidu_cli.policy.checks import Problem, problems_in
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

PNG = "https://ex.test/a.png"
MP4 = "https://ex.test/a.mp4"
CAT = {"name": "cat", "images": [PNG]}
FRAME = {"key_image": PNG}
CUE = {"from": 0, "to": 2, "prompt": "rain"}

ALL_MODELS = (*sorted({model.name for name in KIND_NAMES for model in kind_named(name).models if model.name}), "viduq9")
# The kinds whose requests have every field that the vendor's pages of a clip share.
CLIPS = ("text2video", "img2video", "start-end2video", "reference2video")


def problems_of(kind: str, **changes: object) -> tuple[Problem, ...]:
    """The problems of the smallest request of a kind with the default model, changed."""
    described = kind_named(kind.partition(" ")[0])
    model = {"model": described.default_model} if described.default_model else {}
    return problems_in(described, {**SMALLEST[kind], **model, **changes})


def codes_of(kind: str, **changes: object) -> list[tuple[int, str]]:
    """Exit number and option of each problem."""
    return [(problem.entry.exit_code, problem.option) for problem in problems_of(kind, **changes)]


@pytest.mark.parametrize("kind", SMALLEST)
def test_the_smallest_request_of_a_kind_has_no_problem(kind: str) -> None:
    problems = problems_of(kind)

    assert problems == ()


@pytest.mark.parametrize("kind", CLIPS)
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
        ("img2video", {"images": [" "]}, (32, "--image")),
        ("img2video", {"images": [""]}, (32, "--image")),
        ("start-end2video", {"images": ["https://ex.test/a.png", ""]}, (32, "--image")),
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
        ("reference2video", {"subjects": [CAT]}, (33, "--image")),
        ("multiframe", {"image_settings": FRAME}, (38, "--frame")),
        ("multiframe", {"image_settings": [FRAME, "x"]}, (38, "--frame")),
        ("multiframe", {"image_settings": [FRAME, {"key_image": 7}]}, (38, "--frame")),
        ("multiframe", {"image_settings": [FRAME, {**FRAME, "duration": 2.5}]}, (38, "--frame")),
        ("multiframe", {"image_settings": [FRAME, {"prompt": "rain"}]}, (32, "--frame")),
        ("multiframe", {"image_settings": [FRAME, {"key_image": " "}]}, (32, "--frame")),
        ("multiframe", {"image_settings": []}, (32, "--frame")),
        ("multiframe", {"image_settings": [FRAME, {**FRAME, "duration": 8}]}, (34, "--frame")),
        ("multiframe", {"image_settings": [FRAME, {"key_image": "s3://b/1.png"}]}, (34, "--frame")),
        ("multiframe", {"image_settings": [FRAME]}, (35, "--frame")),
        ("multiframe", {"image_settings": [FRAME] * 10}, (35, "--frame")),
        (WITH_SUBJECTS, {"prompt": "x" * 5001}, (34, "PROMPT")),
        (WITH_SUBJECTS, {"model": "viduq3-mix"}, (34, "--model")),
        (WITH_SUBJECTS, {"subjects": [CAT, CAT]}, (34, "--subject")),
        (WITH_SUBJECTS, {"subjects": "cat"}, (38, "--subject")),
        (WITH_SUBJECTS, {"subjects": [{"images": [PNG]}]}, (32, "--subject")),
        (WITH_SUBJECTS, {"subjects": [{"name": "cat"}]}, (32, "--subject")),
        (WITH_SUBJECTS, {"subjects": [{"name": "cat", "images": [PNG] * 4}]}, (35, "--subject")),
        (
            WITH_SUBJECTS,
            {"model": "viduq2-pro", "subjects": [{"name": "cat", "images": [PNG] * 3, "videos": [MP4]}]},
            (35, "--subject"),
        ),
        (WITH_SUBJECTS, {"subjects": [{"name": f"{n}", "images": [PNG]} for n in range(8)]}, (35, "--subject")),
        (
            WITH_SUBJECTS,
            {"model": "viduq2-pro", "subjects": [{"name": f"{n}", "images": [PNG]} for n in range(5)]},
            (35, "--subject"),
        ),
        (
            WITH_SUBJECTS,
            {"model": "viduq2-pro", "subjects": [{"name": f"{n}", "videos": [MP4]} for n in range(3)]},
            (35, "--subject"),
        ),
        (WITH_SUBJECTS, {"subjects": [{"name": "cat", "videos": [MP4]}]}, (33, "--subject-video")),
        ("timing2audio", {"timing_prompts": [{**CUE, "to": "2"}]}, (38, "--cue")),
        ("timing2audio", {"timing_prompts": [{"to": 2, "prompt": "rain"}]}, (32, "--cue")),
        ("timing2audio", {"timing_prompts": [{**CUE, "from": 2}]}, (34, "--cue")),
        ("timing2audio", {"timing_prompts": [{**CUE, "from": -1}]}, (34, "--cue")),
        ("timing2audio", {"timing_prompts": [{**CUE, "to": 6}], "duration": 5}, (34, "--cue")),
        ("timing2audio", {"timing_prompts": [{**CUE, "prompt": "x" * 1501}]}, (34, "--cue")),
        ("extend", {"video_url": None}, (32, "--video-url")),
        ("extend", {"video_creation_id": "947400000000000000"}, (33, "--video-creation-id")),
        ("lip-sync", {"text": None}, (32, "--audio-url")),
        ("lip-sync", {"text": "Hey"}, (34, "--text")),
        ("lip-sync", {"speed": 0.4}, (34, "--speed")),
        ("template-story", {"story": "one_shot", "images": [PNG] * 2}, (35, "--image")),
        ("template-story", {"story": "no such story"}, (34, "--story")),
        ("reference2image", {"model": "viduq1", "images": None}, (32, "--image")),
        ("reference2image", {"images": [PNG] * 8}, (35, "--image")),
        ("audio-clone", {"voice_id": "short"}, (34, "--voice-id")),
        ("audio-clone", {"voice_id": "ends-with-a-dash-"}, (34, "--voice-id")),
        ("audio-tts", {"text": "x" * 10_000}, (34, "--text")),
        ("img2video-prompt-recommendation", {"type": ["img2video", "poem"]}, (34, "--type")),
        ("general-one-click", {"duration": None}, (32, "--duration")),
        ("general-one-click", {"duration": 0}, (34, "--duration")),
        ("general-one-click", {"model": "viduq3"}, (33, "--model")),
        ("upscale-new", {"upscale_resolution": "720p"}, (34, "--upscale-resolution")),
        ("lip-sync", {"video_url": "clip.mp4"}, (34, "--video-url")),
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
        ("reference2video", {"images": None, "subjects": [CAT]}),
        (WITH_SUBJECTS, {"prompt": "x" * 5000}),
        (WITH_SUBJECTS, {"subjects": [{"name": "cat"}], "auto_subjects": True}),
        (WITH_SUBJECTS, {"subjects": [{"name": "cat", "server_id": "947400000000000000"}]}),
        (
            WITH_SUBJECTS,
            {
                "model": "viduq2-pro",
                "subjects": [
                    *({"name": f"{n}", "images": [PNG]} for n in range(4)),
                    *({"name": f"{n}", "videos": [MP4], "images": [PNG] * 2} for n in range(4, 6)),
                ],
            },
        ),
        ("multiframe", {"image_settings": [{**FRAME, "duration": None, "prompt": ""}] * 9}),
        ("timing2audio", {"timing_prompts": [{**CUE, "to": 10}, CUE]}),
        ("extend", {"video_url": None, "video_creation_id": "947400000000000000"}),
        ("upscale-new", {"video_creation_id": "947400000000000000"}),
        ("template-story", {"story": "one_shot", "images": [PNG] * 10}),
        ("reference2image", {"images": []}),
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
            "--image photo.jpg: no address that the platform can fetch; give a URL, data: or ssupload:.",
            "a URL, data: or ssupload:",
        ),
        (
            "img2video",
            {"aspect_ratio": "16:9"},
            (
                "--aspect-ratio: img2video does not take it (text2video, reference2video, template and 5 others do); "
                "leave it out."
            ),
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
        (
            "multiframe",
            {"image_settings": [FRAME, {"prompt": "rain"}]},
            "--frame 2: the picture is missing.",
            "",
        ),
        (
            "multiframe",
            {"image_settings": [FRAME, {**FRAME, "duration": 8}]},
            "--frame 2: the duration 8: must be at most 7.",
            "2 to 7",
        ),
        (
            "multiframe",
            {"image_settings": [FRAME, {**FRAME, "duration": "8"}]},
            "--frame 2: the duration 8: must be a whole number.",
            "a list of objects",
        ),
        (
            WITH_SUBJECTS,
            {"subjects": [{"name": "cat", "images": [PNG] * 4}]},
            "--subject cat: the picture: 4 given; reference2video takes 1-3.",
            "1-3",
        ),
        (
            WITH_SUBJECTS,
            {"subjects": [{"name": "cat"}]},
            "--subject cat has no picture, no clip and no id of the subject library; give one of them.",
            "a picture, a clip or an id",
        ),
        (
            WITH_SUBJECTS,
            {"model": "viduq3-mix"},
            (
                "--model viduq3-mix: reference2video does not take this model with --subject; it takes viduq3, "
                "viduq3-turbo, viduq3-drama, viduq3-ad, viduq2-pro, viduq2, viduq1, vidu2.0."
            ),
            "viduq3, viduq3-turbo, viduq3-drama, viduq3-ad, viduq2-pro, viduq2, viduq1, vidu2.0",
        ),
        (
            "reference2video",
            {"subjects": [CAT]},
            "--image: it does not stand beside --subject; leave one out.",
            "",
        ),
        (
            "timing2audio",
            {"timing_prompts": [{**CUE, "to": 6}], "duration": 5},
            "--cue 1: 0-6 ends after the whole, which is 5 s long (--duration).",
            "up to 5 s",
        ),
        (
            "lip-sync",
            {"text": None},
            "--audio-url is missing, and so is --text: lip-sync needs one of them.",
            "--audio-url or --text",
        ),
        (
            "extend",
            {"video_creation_id": "947400000000000000"},
            "--video-creation-id: it does not stand beside --video-url; leave one out.",
            "",
        ),
        (
            "reference2image",
            {"model": "viduq1", "images": None},
            "--image is missing: viduq1 takes 1-7.",
            "1-7",
        ),
        (
            "reference2image",
            {"aspect_ratio": "5:4", "model": "viduq1"},
            "--aspect-ratio 5:4: viduq1 makes pictures in 16:9, 9:16, 1:1, 3:4 or 4:3.",
            "16:9, 9:16, 1:1, 3:4, 4:3",
        ),
        (
            "reference2video",
            {"model": "viduq2", "aspect_ratio": "wide", "images": None, "subjects": [CAT]},
            "--aspect-ratio wide: viduq2 makes clips in 16:9, 9:16, 1:1, 3:4, 4:3 or any other W:H.",
            "16:9, 9:16, 1:1, 3:4, 4:3, any other W:H",
        ),
        ("ad-one-click", {"duration": 7}, "--duration 7: ad-one-click makes clips of 8 to 60 s.", "8-60"),
        ("lip-sync", {"speed": 0.4}, "--speed 0.4: must be at least 0.5.", "0.5 to 2"),
        (
            "audio-clone",
            {"voice_id": "9-voices"},
            ("--voice-id 9-voices: must have only letters, digits, - and _, with a letter first and no - or _ last."),
            "only letters, digits, - and _, with a letter first and no - or _ last",
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


PARTS = sorted({part.name for name in KIND_NAMES for field in kind_named(name).fields for part in field.parts})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**60) | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS) | st.text(max_size=6), inner, max_size=4)
    ),
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


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Good <#500#> evening.", "<#500#> is no pause of 0.01 to 99.99 s."),
        ("Good <#0#> evening.", "<#0#> is no pause of 0.01 to 99.99 s."),
        ("Good <#soon#> evening.", "<#soon#> is no pause of 0.01 to 99.99 s."),
        ("Good <#1#><#2#> evening.", "two pauses in a row are not taken: add them up."),
        ("Good <#1#> <#2#> evening.", "two pauses in a row are not taken: add them up."),
    ],
)
def test_a_pause_that_the_page_rules_out_is_refused(text: str, message: str) -> None:
    (problem,) = problems_in(kind_named("lip-sync"), {"video_url": "https://ex.test/a.mp4", "text": text})

    assert (problem.entry.exit_code, problem.option, problem.message) == (34, "--text", f"--text {text}: {message}")


@pytest.mark.parametrize("text", ["Good <#0.5#> evening.", "Good <#99.99#> evening, <#0.01#> all."])
def test_a_pause_within_the_limits_is_taken(text: str) -> None:
    assert problems_in(kind_named("lip-sync"), {"video_url": "https://ex.test/a.mp4", "text": text}) == ()
