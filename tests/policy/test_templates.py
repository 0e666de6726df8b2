import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.templates import LONGEST_FILLED_BYTES, PLACEHOLDERS, folded, safe_name, template_of

VALUES = {
    "id": "947400000000000001",
    "kind": "text2video",
    "model": "viduq3-turbo",
    "index": "1",
    "prompt": "a paper boat",
    "created": "20261127-034649",
}
TEXTS = st.text() | st.text("./\\:~- CONnul\u00e9\u0301\u200d", max_size=12)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{id}.{ext}", "947400000000000001.mp4"),
        ("{id}", "947400000000000001.mp4"),
        ("clip", "clip.mp4"),
        ("clip.MP4", "clip.mp4"),
        ("clip.webm", "clip.webm.mp4"),
        ("{kind}/{model}/{created}-{index}.{ext}", "text2video/viduq3-turbo/20261127-034649-1.mp4"),
        ("{ext}/{id}", "mp4/947400000000000001.mp4"),
        ("{prompt} {index}", "a-paper-boat 1.mp4"),
        ("{{{index}}}", "{1}.mp4"),
    ],
)
def test_a_template_is_filled_and_ends_in_the_extension_of_the_bytes(text: str, path: str) -> None:
    assert template_of(text).path(VALUES, extension=".mp4") == path


def test_an_addition_stands_before_the_extension() -> None:
    assert template_of("{id}.{ext}").path({"id": "7"}, extension=".jpg", addition="-cover") == "7-cover.jpg"


def test_what_is_not_known_is_said_so() -> None:
    assert template_of("{model}-{prompt}").path({}, extension=".mp4") == "unknown-unknown.mp4"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{date}", "{date} is no placeholder; known are {id}, {kind}, {model}, {index}, {prompt}, {created}, {ext}"),
        ("{}", "{} is no placeholder"),
        ("{id.__class__}", "is no placeholder"),
        ("{id[0]}", "is no placeholder"),
        ("{index:03}", "takes no format"),
        ("{id!r}", "takes no format"),
        ("{id", "is no template"),
        ("id}", "is no template"),
        ("", "leads out of the folder"),
        ("/etc/{id}", "leads out of the folder"),
        ("../{id}", "leads out of the folder"),
        ("a/ .. /{id}", "leads out of the folder"),
        ("a//{id}", "leads out of the folder"),
        ("{id}/", "leads out of the folder"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        template_of(text)


@given(prompt=TEXTS, model=TEXTS, text=st.sampled_from(["{prompt}", "{model}/{prompt}.{ext}", "x-{prompt}-{model}"]))
def test_no_value_leads_out_of_the_folder(prompt: str, model: str, text: str) -> None:
    path = template_of(text).path({"prompt": prompt, "model": model}, extension=".mp4")

    posix, windows = PurePosixPath(path), PureWindowsPath(path)
    assert (len(posix.parts), posix.parts, windows.drive, ".." in posix.parts) == (
        text.count("/") + 1,
        windows.parts,
        "",
        False,
    )


@given(text=TEXTS, tail=st.sampled_from(["", ".mp4", "-2-cover.jpg"]))
def test_any_text_makes_a_name_that_every_system_takes(text: str, tail: str) -> None:
    name = safe_name(text, tail=tail)

    assert (
        0 < len(name.encode()) <= LONGEST_FILLED_BYTES,
        PureWindowsPath(name).is_reserved(),
        name[:1] in ("-", "~", ".", " "),
        name[-1:] in (".", " "),
        name == unicodedata.normalize("NFC", name),
        any(ord(character) < 32 or character in '<>:"/\\|?*' for character in name),
    ) == (True, False, False, False, True, False)


@pytest.mark.parametrize("name", ["con", "Aux", "NUL.tar", "com1", "LPT9 .x", "com\u00b2", "CONIN$", "prn  "])
def test_the_devices_of_windows_are_no_names(name: str) -> None:
    assert safe_name(name, tail=".mp4").startswith("_")


@pytest.mark.parametrize("name", ["console", "com10", "nulls", "icon"])
def test_a_name_that_only_begins_like_a_device_stays(name: str) -> None:
    assert safe_name(name, tail=".mp4") == f"{name}.mp4"


def test_a_long_name_is_cut_between_characters_and_keeps_its_end() -> None:
    name = safe_name("\U0001f6a2\u200d" * 90, tail="-2.mp4")

    assert (len(name.encode()) <= LONGEST_FILLED_BYTES, name.endswith("\U0001f6a2-2.mp4")) == (True, True)


def test_a_long_prompt_leaves_room_for_the_id() -> None:
    path = template_of("{prompt}-{id}").path({**VALUES, "prompt": "\u7eb8\u8239" * 300}, extension=".mp4")

    assert path.endswith("-947400000000000001.mp4")


@pytest.mark.parametrize(
    ("one", "other"), [("Boat.mp4", "boat.MP4"), ("caf\u00e9.mp4", "cafe\u0301.mp4"), ("stra\u00dfe", "STRASSE")]
)
def test_names_that_some_file_systems_take_for_one_are_folded_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_every_placeholder_is_filled_by_itself() -> None:
    values = {name: name for name in PLACEHOLDERS}

    paths = [template_of(f"{{{name}}}").path(values, extension=".x") for name in PLACEHOLDERS]

    assert paths == ["id.x", "kind.x", "model.x", "index.x", "prompt.x", "created.x", "x.x"]
