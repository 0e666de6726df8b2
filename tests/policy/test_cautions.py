import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.smallest import SMALLEST
from vidu_cli.policy.checks import warnings_in
from vidu_cli.schema.kinds import KIND_NAMES, kind_named

PNG = "https://ex.test/a.png"


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_the_default_model_alone_needs_no_warning(kind: str) -> None:
    described = kind_named(kind)

    warnings = warnings_in(described, {"model": described.default_model, **SMALLEST[kind]})

    assert warnings == ()


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        (
            "text2video",
            {"model": "viduq3-trubo"},
            (
                "--model viduq3-trubo: this version does not know the model; it is sent as it is, unchecked. "
                "Did you mean viduq3-turbo?"
            ),
        ),
        (
            "text2video",
            {"model": "kling-99"},
            "--model kling-99: this version does not know the model; it is sent as it is, unchecked.",
        ),
        (
            "text2video",
            {"model": "vidu1.5"},
            "vidu1.5 is gone from the vendor's newer pages: the platform may refuse it.",
        ),
        ("text2video", {"model": "viduq2", "style": "anime"}, "--style: no effect with viduq2."),
        ("text2video", {"model": "viduq2", "audio": True}, "--audio: no effect with viduq2."),
        (
            "text2video",
            {"model": "viduq3-pro", "movement_amplitude": "large"},
            "--movement-amplitude: no effect with viduq3-pro.",
        ),
        ("text2video", {"model": "viduq3-pro", "bgm": True}, "--bgm: no effect with viduq3-pro."),
        ("text2video", {"model": "viduq2", "bgm": True, "duration": 9}, "--bgm: no effect with viduq2 at 9 or 10 s."),
        ("img2video", {"model": "viduq2-pro", "audio": True}, "--audio: adds 15 credits with viduq2-pro."),
        ("img2video", {"model": "viduq3-pro", "is_rec": True}, "--is-rec: adds 10 credits with viduq3-pro."),
        ("img2video", {"model": "viduq3-pro", "audio_type": "speech_only"}, "--audio-type: no effect with viduq3-pro."),
        ("img2video", {"model": "viduq2-pro", "audio_type": "all"}, "--audio-type: no effect without --audio."),
        ("img2video", {"model": "viduq2-pro", "voice_id": "v"}, "--voice-id: no effect without --audio."),
        (
            "img2video",
            {"model": "viduq2-pro", "audio": True, "audio_type": "sound-effect_only"},
            "--audio-type sound-effect_only: sent as it is, but most of the vendor's pages spell it sound_effect_only.",
        ),
        (
            "img2video",
            {"model": "viduq3-pro", "is_rec": True, "prompt": "a boat"},
            "--is-rec: the platform writes its own prompt and ignores yours.",
        ),
        (
            "text2video",
            {"model": "viduq3-pro", "off_peak": True, "audio": False},
            "--off-peak: viduq3-pro runs off-peak with sound only (--audio); anything else is not documented.",
        ),
        (
            "img2video",
            {"model": "viduq1", "off_peak": True, "audio": True},
            "--off-peak: viduq1 runs off-peak without sound only (--no-audio); anything else is not documented.",
        ),
        (
            "reference2video",
            {"model": "viduq3-mix", "off_peak": True},
            "--off-peak: viduq3-mix does not run off-peak; anything else is not documented.",
        ),
        (
            "reference2video",
            {"model": "viduq3-mix", "duration": 2},
            "--duration 2: sent as it is, but most of the vendor's pages let viduq3-mix begin at 3 s.",
        ),
        (
            "reference2video",
            {"model": "viduq3-drama", "resolution": "540p"},
            "--resolution 540p: sent as it is, but 540p is not certain for viduq3-drama.",
        ),
        (
            "reference2video",
            {"model": "vidu2.0", "images": [PNG] * 4},
            "--image: 4 given; sent as it is, but an older page lets vidu2.0 take three images at most.",
        ),
        (
            "reference2video",
            {"model": "viduq2", "audio": True},
            (
                "--audio true: sent as it is, but one page says that only viduq3 makes sound from plain images, "
                "another lists 15 credits for it."
            ),
        ),
        (
            "reference2video",
            {"model": "viduq2", "aspect_ratio": "5:4", "prompt": "@cat", "subjects": [{"name": "cat"}]},
            (
                "--aspect-ratio 5:4: sent as it is, but one sentence alone says that viduq2 makes any ratio; "
                "others list 3:4 and 4:3 at most."
            ),
        ),
        (
            "digital-human",
            {"text": "hello"},
            "--text: sent as it is, but the vendor's page asks for --voice-id beside it.",
        ),
        (
            "reference2video",
            {"model": "viduq3", "sounds": [PNG]},
            "sounds: sent as it is; this version does not check this field.",
        ),
        (
            "reference2video",
            {"model": "viduq3", "auto_subjects": True},
            "--auto-subjects: no effect without --subject.",
        ),
        (
            "reference2video",
            {"model": "viduq3", "subjects": [{"name": "cat", "voice_id": "v-7"}]},
            "--subject-voice cat: no effect with viduq3.",
        ),
        (
            "reference2video",
            {"model": "viduq3", "subjects": [{"id": "cat"}]},
            (
                "--subject 1: id is no field of it in this version; the platform drops unknown fields. "
                "It has name, images, videos, voice_id and server_id."
            ),
        ),
        (
            "template",
            {"template": "hugging", "area": "denmark"},
            "--area: no effect without --template exotic_princess.",
        ),
        (
            "img2video-prompt-recommendation",
            {"type": ["img2video"], "resolution": "720p"},
            "--resolution: no effect without --type template.",
        ),
        ("lip-sync", {"audio_url": PNG, "speed": 2.0}, "--speed: no effect without --text."),
        ("lip-sync", {"audio_url": PNG, "text": "hello"}, "--text: no effect beside --audio-url."),
        (
            "upscale-new",
            {"video_url": PNG, "video_creation_id": "1"},
            "--video-url: no effect beside --video-creation-id.",
        ),
        (
            "multiframe",
            {"model": "viduq2-pro", "image_settings": [{"key_image": PNG, "length": 3}]},
            (
                "--frame 1: length is no field of it in this version; the platform drops unknown fields. "
                "It has key_image, prompt and duration."
            ),
        ),
        ("text2video", {"wm_position": 1}, "--wm-position: no effect without --watermark."),
        ("text2video", {"seed": -1}, "--seed -1: sent as it is; only 0-2147483647 is known to work."),
        ("text2video", {"seed": 2**31}, "--seed 2147483648: sent as it is; only 0-2147483647 is known to work."),
        ("text2video", {"resolution": ""}, "--resolution '': sent as it is; the platform takes its default."),
        (
            "text2video",
            {"callback_url": "ex.test/done"},
            "--callback-url ex.test/done: sent as it is, but it is no http(s) address.",
        ),
        (
            "text2video",
            {"aspect_ration": "1:1"},
            (
                "aspect_ration: no field of text2video in this version; the platform drops unknown fields. "
                "Did you mean aspect_ratio?"
            ),
        ),
    ],
)
def test_what_is_sent_as_it_is_and_may_surprise_is_said(kind: str, body: dict[str, object], expected: str) -> None:
    warnings = warnings_in(kind_named(kind), body)

    assert expected in warnings


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text2video", {"model": "viduq3-turbo", "audio": True, "off_peak": True, "seed": 0}),
        ("text2video", {"model": "viduq2", "audio": False, "style": "general", "movement_amplitude": "auto"}),
        ("text2video", {"model": "viduq1", "style": "anime", "movement_amplitude": "large", "bgm": True}),
        ("text2video", {"model": "viduq3-turbo", "watermark": True, "wm_position": 1, "wm_url": PNG}),
        ("img2video", {"model": "viduq2"}),
        ("img2video", {"model": "viduq2-pro", "off_peak": True}),
        ("img2video", {"model": "vidu2.0", "aspect_ratio": "16:9"}),
        ("reference2video", {"model": "viduq3-mix", "duration": 3, "resolution": "720p"}),
        ("reference2video", {"model": "vidu2.0", "images": [PNG] * 3}),
        ("template", {"template": "exotic_princess", "area": "denmark"}),
        ("img2video-prompt-recommendation", {"type": ["img2video", "template"], "resolution": "720p"}),
        ("digital-human", {"text": "hello", "voice_id": "v-7"}),
    ],
)
def test_what_is_plain_or_refused_anyway_gives_no_warning(kind: str, body: dict[str, object]) -> None:
    warnings = warnings_in(kind_named(kind), body)

    assert warnings == ()


def test_words_that_are_not_spoken_need_no_voice() -> None:
    warnings = warnings_in(kind_named("digital-human"), {"text": "hello", "audio_url": "https://ex.test/a.mp3"})

    assert warnings == ("--text: no effect beside --audio-url.",)


def cited(prompt: str, *names: str, **fields: object) -> tuple[str, ...]:
    """The warnings about a prompt with subjects of these names."""
    subjects = [{"name": name, "images": [PNG]} for name in names]
    return warnings_in(
        kind_named("reference2video"), {"model": "viduq3", "prompt": prompt, "subjects": subjects, **fields}
    )


@pytest.mark.parametrize(
    ("prompt", "names"),
    [
        ("@cat sails", ["cat"]),
        ("[@cat] sails", ["cat"]),
        ("@cat, @dog; write me@ex.test", ["cat", "dog"]),
        ("@the old cat sails", ["the old cat"]),
        ("@cat2 meets @cat", ["cat", "cat2"]),
        ("@\u732b\u5728\u8dd1", ["\u732b"]),
        ("no one is cited: @ alone", []),
    ],
)
def test_a_prompt_that_cites_each_subject_needs_no_word(prompt: str, names: list[str]) -> None:
    assert cited(prompt, *names) == ()


@pytest.mark.parametrize(
    ("prompt", "names", "expected"),
    [
        (
            "@cat and @dog",
            ["cat"],
            ["PROMPT cites @dog, which no --subject has; the platform may not know who is meant."],
        ),
        (
            "@cats sail",
            ["cat"],
            [
                "PROMPT cites @cats, which no --subject has; the platform may not know who is meant.",
                "--subject cat: the prompt never cites it; write @cat where it shall be seen.",
            ],
        ),
        ("a boat", ["cat"], ["--subject cat: the prompt never cites it; write @cat where it shall be seen."]),
    ],
)
def test_a_name_that_is_only_cited_and_one_that_never_is_are_said(
    prompt: str, names: list[str], expected: list[str]
) -> None:
    assert list(cited(prompt, *names)) == expected


def test_a_name_that_is_cited_beside_plain_pictures_is_said() -> None:
    warnings = warnings_in(kind_named("reference2video"), {"model": "viduq3", "prompt": "@x sails", "images": [PNG]})

    assert warnings == ("PROMPT cites @x, which no --subject has; the platform may not know who is meant.",)


def test_a_name_in_the_prompt_of_a_kind_without_subjects_is_a_word_like_others() -> None:
    assert warnings_in(kind_named("text2video"), {"model": "viduq3-pro", "prompt": "@x sails"}) == ()


def test_the_platforms_own_subjects_may_be_cited_where_it_is_asked_for_them() -> None:
    assert cited("@cat and @dog", "cat", auto_subjects=True) == ()


PARTS = sorted({part.name for name in KIND_NAMES for field in kind_named(name).fields for part in field.parts})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**60) | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS) | st.text(max_size=6), inner, max_size=4)
    ),
    max_leaves=6,
)
NAMES = sorted({field.name for name in KIND_NAMES for field in kind_named(name).fields} | {"subjects", "sounds"})
MODEL_NAMES = sorted({model.name for name in KIND_NAMES for model in kind_named(name).models})


@given(
    kind=st.sampled_from(KIND_NAMES),
    body=st.dictionaries(st.sampled_from(NAMES) | st.text(), JSON | st.booleans()),
    model=st.sampled_from(MODEL_NAMES) | JSON,
)
def test_any_json_object_gives_short_sentences(kind: str, body: dict[str, object], model: object) -> None:
    warnings = warnings_in(kind_named(kind), {**body, "model": model})

    assert all(warning.endswith((".", "?")) and len(warning) < 300 for warning in warnings)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Good <#0.5#> evening.", []),
        ("Good <#99.99#> evening, <#0.01#> all.", []),
        ("Good <#500#> evening.", ["<#500#> is no pause of 0.01 to 99.99 s."]),
        ("Good <#0#> <#soon#>.", ["<#0#> is no", "<#soon#> is no", "two pauses in a row are not taken: add them up."]),
    ],
)
def test_a_pause_that_another_page_rules_out_is_sent_with_a_warning(text: str, reasons: list[str]) -> None:
    warnings = warnings_in(kind_named("audio-tts"), {"text": text})

    told = [warning.removeprefix("--text: sent as it is, but by another page ") for warning in warnings]
    assert [reason in each for reason, each in zip(reasons, told, strict=True)] == [True] * len(reasons)


def test_two_clips_of_subjects_that_are_not_in_the_library_are_warned_about() -> None:
    subjects = [{"name": name, "videos": ["https://ex.test/a.mp4"]} for name in ("cat", "dog")]
    body = {"model": "viduq2-pro", "prompt": "@cat and @dog", "subjects": subjects}

    (warning,) = warnings_in(kind_named("reference2video"), body)

    assert warning.startswith("--subject-video cat and dog: sent as they are")


@pytest.mark.parametrize(
    ("name", "value", "form"),
    [
        ("bgm", True, {"subjects": [{"name": "cat", "server_id": "1"}]}),
        ("audio_type", "speech_only", {"images": ["https://ex.test/a.png"], "audio": True}),
    ],
)
def test_a_field_that_the_page_names_for_the_other_form_is_warned_about(
    name: str, value: object, form: dict[str, object]
) -> None:
    body = {"model": "vidu2.0", "prompt": "@cat", name: value, **form}

    assert any("the page names" in warning for warning in warnings_in(kind_named("reference2video"), body))
