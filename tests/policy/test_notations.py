import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.notations import cue, frame, named, subjects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b.png", {"key_image": "b.png"}),
        ("-", {"key_image": "-"}),
        ("b.png:5", {"key_image": "b.png", "duration": 5}),
        ("b.png:2.5", {"key_image": "b.png", "duration": 2.5}),
        ("-:5", {"key_image": "-", "duration": 5}),
        ("b.png:5:", {"key_image": "b.png", "duration": 5}),
        ("b.png:5:it rains", {"key_image": "b.png", "duration": 5, "prompt": "it rains"}),
        ("b.png:5:at 10:30: rain", {"key_image": "b.png", "duration": 5, "prompt": "at 10:30: rain"}),
        ("b.png:5:one\ntwo", {"key_image": "b.png", "duration": 5, "prompt": "one\ntwo"}),
        ("b.png:rain", {"key_image": "b.png:rain"}),
        ("b.png:5s:rain", {"key_image": "b.png:5s:rain"}),
        ("b.png:-5:rain", {"key_image": "b.png:-5:rain"}),
        ("C:\\shots\\b.png", {"key_image": "C:\\shots\\b.png"}),
        ("C:\\shots\\b.png:4:rain", {"key_image": "C:\\shots\\b.png", "duration": 4, "prompt": "rain"}),
        ("https://ex.test/b.png", {"key_image": "https://ex.test/b.png"}),
        ("https://ex.test/b.png?x=1:y", {"key_image": "https://ex.test/b.png?x=1:y"}),
        ("http://host:8080", {"key_image": "http://host:8080"}),
        ("http://host:8080/b.png", {"key_image": "http://host:8080/b.png"}),
        ("http://[::1]:8080/b.png:4", {"key_image": "http://[::1]:8080/b.png", "duration": 4}),
        (
            "http://me:7@host:8080/b.png:4:rain",
            {"key_image": "http://me:7@host:8080/b.png", "duration": 4, "prompt": "rain"},
        ),
        ("ssupload:?id=3:4", {"key_image": "ssupload:?id=3", "duration": 4}),
        (
            "data:image/png;base64,iVBO:4:rain",
            {"key_image": "data:image/png;base64,iVBO", "duration": 4, "prompt": "rain"},
        ),
    ],
)
def test_a_frame_is_split_at_its_seconds_alone(text: str, expected: dict[str, object]) -> None:
    read = frame(text)

    assert read == expected


@pytest.mark.parametrize("text", ["", " ", ":5", ":5:rain"])
def test_a_frame_without_a_picture_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^--frame .*: write FILE"):
        frame(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0-2.5:rain", {"from": 0, "to": 2.5, "prompt": "rain"}),
        ("1.25-3:rain: heavy, at 10:30", {"from": 1.25, "to": 3, "prompt": "rain: heavy, at 10:30"}),
        (" 0 - 2 : rain ", {"from": 0, "to": 2, "prompt": "rain"}),
        ("5-2:rain", {"from": 5, "to": 2, "prompt": "rain"}),
    ],
)
def test_a_cue_is_two_times_and_a_prompt(text: str, expected: dict[str, object]) -> None:
    read = cue(text)

    assert read == expected


@pytest.mark.parametrize("text", ["", "rain", "0-2", "0-2:", "0-2: ", "-1-2:rain", "0:2:rain", "0-2s:rain"])
def test_a_cue_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^--cue .*: write FROM-TO:PROMPT"):
        cue(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cat=cat.png", ("cat", "cat.png")),
        (" the cat = cat.png", ("the cat", " cat.png")),
        ("cat=https://ex.test/?a=b", ("cat", "https://ex.test/?a=b")),
    ],
)
def test_a_name_ends_at_the_first_equals_sign(text: str, expected: tuple[str, str]) -> None:
    read = named(text)

    assert read == expected


@pytest.mark.parametrize("text", ["", "cat", "cat=", "=cat.png", " =cat.png", "https://ex.test/?a=b"])
def test_a_word_without_a_name_or_a_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write NAME=VALUE"):
        named(text)


def test_the_files_of_one_name_make_one_subject_in_the_order_of_first_mention() -> None:
    read = subjects(
        images=["cat=1.png", "dog=2.png", "cat=3.png"],
        videos=["bird=4.mp4"],
        voices=["dog=v-7"],
        server_ids=["owl=947400000000000000"],
    )

    assert read == [
        {"name": "cat", "images": ["1.png", "3.png"]},
        {"name": "dog", "images": ["2.png"], "voice_id": "v-7"},
        {"name": "bird", "videos": ["4.mp4"]},
        {"name": "owl", "server_id": "947400000000000000"},
    ]


def test_no_words_are_no_subjects() -> None:
    assert subjects() == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"images": ["cat.png"]}, "--subject cat.png: write NAME=VALUE"),
        ({"videos": ["cat.mp4"]}, "--subject-video cat.mp4: write NAME=VALUE"),
        ({"voices": ["cat=1", "cat=2"]}, "--subject-voice cat=2: cat has one already"),
        ({"server_ids": ["cat=1", "cat=2"]}, "--subject-server-id cat=2: cat has one already"),
    ],
)
def test_words_that_make_no_subject_are_refused_by_their_option(words: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}"):
        subjects(**words)


@given(
    picture=st.text("ab/. ", min_size=1).filter(str.strip),
    seconds=st.integers(0, 10**9 - 1),
    prompt=st.text(min_size=1),
)
def test_what_is_written_as_a_frame_is_read_back(picture: str, seconds: int, prompt: str) -> None:
    read = frame(f"{picture}:{seconds}:{prompt}")

    assert read == {"key_image": picture, "duration": seconds, "prompt": prompt}
