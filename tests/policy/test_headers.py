from collections.abc import Callable
from io import BytesIO

import pytest

from tests.support import zoo
from vidu_cli.policy.formats import FORMATS
from vidu_cli.policy.headers import MediaFacts, facts_of


def looked_at(content: bytes) -> MediaFacts:
    return facts_of(BytesIO(content), size_bytes=len(content))


def sides_of(content: bytes) -> tuple[int | None, int | None]:
    facts = looked_at(content)
    return facts.width, facts.height


def test_there_is_a_file_of_every_format() -> None:
    assert set(zoo.EVERY) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_what_its_bytes_say(name: str) -> None:
    facts = looked_at(zoo.EVERY[name])

    assert (facts.format, facts.medium, facts.mime) == (name, FORMATS[name].medium, FORMATS[name].mime)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"hello, world " * 100,
        b"<!doctype html><html><svg width='1'></svg></html>",
        b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
        "caf\u00e9".encode("utf-16"),
        b"BMW is a maker of cars",
        b"%PDF-1.7 ......",
    ],
    ids=repr,
)
def test_what_is_no_media_has_no_format(content: bytes) -> None:
    facts = looked_at(content)

    assert (facts.format, facts.medium, facts.mime) == ("", None, "application/octet-stream")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (zoo.mp3(1, has_tag=True), "mp3"),
        (zoo.aac(1, has_tag=True), "aac"),
        (zoo.heic(brand=b"mif1"), "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"),
        (zoo.m4a(brand=b"isom"), "m4a"),
        (zoo.mp4(brand=b"avc1"), "mp4"),
        (b"\0\0\0\x08wide\0\0\0\x08mdat", "mov"),
        (b"\xef\xbb\xbf<!-- drawn by hand -->\n<svg></svg>", "svg"),
        (b"MM\0*\0\0\0\x08", "tiff"),
    ],
    ids=[
        "mp3 after a tag",
        "aac after a tag",
        "mif1",
        "mif1 with avif",
        "sound in mp4",
        "avc1",
        "old mov",
        "svg",
        "tiff",
    ],
)
def test_a_format_is_told_in_its_less_common_shapes_too(content: bytes, name: str) -> None:
    assert looked_at(content).format == name


@pytest.mark.parametrize(
    "make", [zoo.png, zoo.jpeg, zoo.webp, zoo.gif, zoo.bmp, zoo.tiff, zoo.svg, zoo.heic, zoo.avif, zoo.mp4, zoo.mov]
)
def test_the_sides_are_told_in_pixels(make: Callable[[int, int], bytes]) -> None:
    assert sides_of(make(127, 509)) == (127, 509)


def test_a_clip_that_was_held_upright_has_upright_sides() -> None:
    clip = bytearray(zoo.mp4(1920, 1080))
    matrix = clip.index(b"tkhd") + 44
    clip[matrix : matrix + 16] = b"\0\0\0\0\0\x01\0\0\0\0\0\0\xff\xff\0\0"

    assert sides_of(bytes(clip)) == (1080, 1920)


@pytest.mark.parametrize(
    ("content", "seconds"),
    [
        (zoo.mp4(), 5.0),
        (zoo.mp4(seconds=7.25), 7.25),
        (zoo.mov(seconds=61), 61.0),
        (zoo.m4a(0.5), 0.5),
        (zoo.wav(2.5), 2.5),
        (zoo.flac(9), 9.0),
    ],
    ids=["mp4", "mp4 of 7.25 s", "mov", "m4a", "wav", "flac"],
)
def test_the_length_is_told_in_seconds(content: bytes, seconds: float) -> None:
    assert looked_at(content).length_s == seconds


@pytest.mark.parametrize("has_tag", [False, True])
def test_the_length_of_an_mp3_is_told_to_a_frame(*, has_tag: bool) -> None:
    assert looked_at(zoo.mp3(12, has_tag=has_tag)).length_s == pytest.approx(12, abs=0.03)


@pytest.mark.parametrize("name", ["aac", "ogg", "avi", "webm", "mkv", "mxf", "png"])
def test_a_length_that_cannot_be_told_is_not_guessed(name: str) -> None:
    assert looked_at(zoo.EVERY[name]).length_s is None


@pytest.mark.parametrize("seconds", [0, 1_000_000])
def test_a_length_that_a_recorder_did_not_know_is_not_believed(seconds: int) -> None:
    assert looked_at(zoo.mp4(seconds=seconds)).length_s is None


def test_a_wav_that_came_through_a_pipe_is_whole_and_of_unknown_length() -> None:
    sound = bytearray(zoo.wav(3))
    sound[4:8] = sound[40:44] = b"\xff\xff\xff\xff"

    facts = looked_at(bytes(sound))

    assert (facts.is_whole, facts.length_s) == (True, None)


@pytest.mark.parametrize(
    "content",
    [zoo.mp3(12, is_counted=False), zoo.mp3(10) + zoo.mp3(200), zoo.mp3(10, has_tag=True)[:-20_000]],
    ids=["not counted", "two files that were joined", "broken off"],
)
def test_the_length_of_an_mp3_that_does_not_count_all_of_itself_is_not_guessed(content: bytes) -> None:
    assert looked_at(content).length_s is None


@pytest.mark.parametrize("content", [zoo.mp4() + b"\0\0\0\x08moof", zoo.m4a(is_fragmented=True)], ids=["moof", "mvex"])
def test_the_length_of_the_first_fragment_is_not_that_of_the_film(content: bytes) -> None:
    assert looked_at(content).length_s is None
