from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.naming import is_misnamed, media_extension, names_folder, target_of
from vidu_cli.schema.kinds.shape import Medium


@pytest.mark.parametrize(
    ("output", "folders", "is_folder"),
    [("clips/", (), True), ("clips", ("clips",), True), ("clips", (), False), ("clip.mp4", (), False)],
)
def test_an_output_is_a_folder_that_exists_or_ends_in_a_slash(
    output: str, folders: tuple[str, ...], *, is_folder: bool
) -> None:
    assert names_folder(output, is_folder=lambda path: path in folders) is is_folder


@pytest.mark.parametrize(("index", "path"), [(1, "clips/7.mp4"), (2, "clips/7-2.mp4"), (10, "clips/7-10.mp4")])
def test_a_result_in_a_folder_is_named_after_its_task(index: int, path: str) -> None:
    assert target_of("clips/", folder=True, task_id="7", index=index, extension=".mp4") == Path(path)


@pytest.mark.parametrize(
    ("output", "index", "path"),
    [
        ("boat.mp4", 1, "boat.mp4"),
        ("boat.mp4", 2, "boat-2.mp4"),
        ("boat", 1, "boat"),
        ("boat", 2, "boat-2.webm"),
        ("a.b/boat.x.mp4", 3, "a.b/boat.x-3.mp4"),
    ],
)
def test_the_first_result_has_the_name_that_was_given(output: str, index: int, path: str) -> None:
    assert target_of(output, folder=False, task_id="7", index=index, extension=".webm") == Path(path)


@given(task_id=st.text(min_size=1), index=st.integers(1, 9))
def test_no_id_leads_out_of_the_folder(task_id: str, index: int) -> None:
    target = target_of("clips", folder=True, task_id=task_id, index=index, extension=".mp4")

    assert (target.parent, target.suffix, "\0" in target.name) == (Path("clips"), ".mp4", False)


@given(first=st.integers(1, 99), second=st.integers(1, 99), folder=st.sampled_from(["clips", "boat.mp4"]))
def test_two_results_have_two_names(first: int, second: int, folder: str) -> None:
    names = {
        target_of(folder, folder=folder == "clips", task_id="7", index=index, extension=".mp4")
        for index in (first, second)
    }

    assert len(names) == len({first, second})


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
