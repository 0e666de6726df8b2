import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.naming import file_name, is_misnamed, media_extension, names_folder
from vidu_cli.schema.kinds.shape import Medium


@pytest.mark.parametrize(
    ("output", "folders", "is_folder"),
    [("clips/", (), True), ("clips", ("clips",), True), ("clips", (), False), ("clip.mp4", (), False)],
)
def test_an_output_is_a_folder_that_exists_or_ends_in_a_slash(
    output: str, folders: tuple[str, ...], *, is_folder: bool
) -> None:
    assert names_folder(output, is_folder=lambda path: path in folders) is is_folder


@pytest.mark.parametrize(
    ("output", "addition", "name"),
    [
        ("boat.mp4", "", "boat.mp4"),
        ("boat.mp4", "-2", "boat-2.mp4"),
        ("boat", "", "boat"),
        ("boat", "-2", "boat-2.webm"),
        ("a.b/boat.x.mp4", "-3", "boat.x-3.mp4"),
        ("boat.mp4", "-2-cover", "boat-2-cover.webm"),
    ],
)
def test_the_first_result_has_the_name_that_was_given(output: str, addition: str, name: str) -> None:
    assert file_name(output, extension=".webm", addition=addition) == name


def test_a_name_that_another_one_beside_it_makes_too_long_is_cut() -> None:
    name = file_name("片" * 83 + ".mp4", extension=".mp4", addition="-12")

    assert (name, len(name.encode())) == ("片" * 82 + "-12.mp4", 253)


def test_what_is_longer_than_endings_are_is_none() -> None:
    name = file_name("a." + "x" * 253, extension=".mp4", addition="-2")

    assert name == "a." + "x" * 247 + "-2.mp4"


@pytest.mark.parametrize(
    ("start", "extension"),
    [
        (b"\x00\x00\x00\x18ftypmp42", ".mp4"),
        (b"\x00\x00\x00\x14ftypqt  ", ".mov"),
        (b"\x89PNG\r\n\x1a\n....", ".png"),
        (b"\xff\xd8\xff\xe0....", ".jpg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", ".webp"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", ".wav"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", ".avi"),
        (b"\x1aE\xdf\xa3........", ".webm"),
        (b"ID3\x04........", ".mp3"),
        (b"\xff\xfb........", ".mp3"),
        (b"OggS........", ".ogg"),
        (b"GIF89a......", ".gif"),
        (b"RIFF\x00\x00\x00\x00ABCD", None),
        (b"<!doctype html>", None),
        (b'{"code": 403}', None),
        (b"\x00\x00\x00\x18fty", None),
        (b"", None),
    ],
    ids=repr,
)
def test_the_first_bytes_tell_what_a_file_is(start: bytes, extension: str | None) -> None:
    assert media_extension(start) == extension


@given(start=st.binary(max_size=16))
def test_any_bytes_are_media_with_an_extension_or_none(start: bytes) -> None:
    extension = media_extension(start)

    assert extension is None or extension.startswith(".")


@pytest.mark.parametrize(
    ("output", "made", "misnamed"),
    [
        ("boat.mp4", Medium.IMAGE, True),
        ("boat.WAV", Medium.VIDEO, True),
        ("boat.jpeg", Medium.IMAGE, False),
        ("boat.mov", Medium.VIDEO, False),
        ("boat.final", Medium.IMAGE, False),
        ("boats/", Medium.IMAGE, False),
    ],
)
def test_a_name_that_promises_another_medium_is_known(output: str, made: Medium, misnamed: bool) -> None:  # noqa: FBT001  # a cell of the table
    assert is_misnamed(output, made) is misnamed
