"""What is refused about a file once its bytes are at hand; the facts are given, no file is read."""

import pytest

from tests.support.smallest import SMALLEST
from vidu_cli.policy.cautions import warnings_in
from vidu_cli.policy.checks import problems_in
from vidu_cli.policy.headers import MediaFacts
from vidu_cli.schema.kinds import kind_named

URL = "https://ex.test/a.png"


def file(
    format_name: str,
    width: int | None = None,
    height: int | None = None,
    *,
    seconds: float | None = None,
    size_bytes: int = 1000,
    is_whole: bool = True,
) -> MediaFacts:
    return MediaFacts(
        format=format_name, size_bytes=size_bytes, width=width, height=height, length_s=seconds, is_whole=is_whole
    )


def refusals(kind: str, facts: MediaFacts, **fields: object) -> list[tuple[int, str]]:
    """Number and sentence of each problem of a request whose file, called `x`, has these facts."""
    described = kind_named(kind)
    body = {**SMALLEST[kind], "model": described.default_model, **fields}
    return [(problem.entry.exit_code, problem.message) for problem in problems_in(described, body, {"x": facts})]


def cautions(kind: str, facts: MediaFacts, **fields: object) -> tuple[str, ...]:
    described = kind_named(kind)
    return warnings_in(described, {**SMALLEST[kind], "model": described.default_model, **fields}, {"x": facts})


IMAGE_REFUSALS = [
    (file("heic", 4032, 3024), 42, "HEIC, 4,032 x 3,024; PNG, JPEG or WebP is taken."),
    (file("gif", 300, 300), 42, "GIF, 300 x 300; PNG, JPEG or WebP is taken."),
    (file("svg"), 42, "SVG; PNG, JPEG or WebP is taken."),
    (file(""), 42, "a file of no known format; PNG, JPEG or WebP is taken."),
    (file("mp4", 1280, 720, seconds=4.5), 42, "MP4, 1,280 x 720, 4.5 s; PNG, JPEG or WebP is taken."),
    (file("png", 300, 300, is_whole=False), 42, "PNG, 300 x 300; the file breaks off; only a whole one is taken."),
    (
        file("png", 300, 300, size_bytes=50_000_001),
        43,
        "PNG, 300 x 300; it has 50,000,001 bytes, at most 50,000,000 are taken.",
    ),
    (file("png", 401, 100), 43, "PNG, 401 x 100; a shape from 1:4 to 4:1 is taken."),
    (file("png", 1000, 4001), 43, "PNG, 1,000 x 4,001; a shape from 1:4 to 4:1 is taken."),
]


@pytest.mark.parametrize(("facts", "number", "words"), IMAGE_REFUSALS, ids=lambda value: str(value)[:40])
def test_a_picture_is_refused_by_its_bytes(facts: MediaFacts, number: int, words: str) -> None:
    assert refusals("img2video", facts, images=["x"]) == [(number, f"--image x: {words}")]


@pytest.mark.parametrize(
    "facts",
    [
        file("png", 127, 127),
        file("jpeg", 4000, 3000, size_bytes=50_000_000),
        file("webp", 400, 101),
        file("png", 100, 400),
        file("png"),
    ],
    ids=str,
)
def test_a_picture_within_the_rule_and_what_is_not_known_of_one_are_no_problem(facts: MediaFacts) -> None:
    assert refusals("img2video", facts, images=["x"]) == []


@pytest.mark.parametrize(
    ("kind", "fields", "facts", "expected"),
    [
        (
            "reference2video",
            {"images": ["x"]},
            file("png", 127, 128),
            (43, "--image x: PNG, 127 x 128; 128 x 128 or more is taken."),
        ),
        (
            "reference2video",
            {"images": None, "subjects": [{"name": "cat", "images": ["x"]}], "prompt": "@cat"},
            file("gif", 300, 300),
            (42, "--subject x: GIF, 300 x 300; PNG, JPEG or WebP is taken."),
        ),
        (
            "reference2video",
            {"model": "viduq2-pro", "videos": ["x"]},
            file("mp4", 640, 360, seconds=9),
            (45, "--video x: MP4, 640 x 360, 9 s; at most 8.5 s is taken."),
        ),
        (
            "reference2video",
            {"model": "viduq2-pro", "videos": ["x", "https://ex.test/b.mp4"]},
            file("mp4", 640, 360, seconds=8),
            (45, "--video x: MP4, 640 x 360, 8 s; at most 5.5 s is taken."),
        ),
        (
            "multiframe",
            {"image_settings": [{"key_image": URL}, {"key_image": "x"}]},
            file("bmp", 300, 300),
            (42, "--frame x: BMP, 300 x 300; PNG, JPEG or WebP is taken."),
        ),
        (
            "image2dance",
            {"image_url": "x"},
            file("png", 5000, 4500),
            (43, "--image-url x: PNG, 5,000 x 4,500; 200 x 200 to 4,096 x 4,096 is taken."),
        ),
        (
            "image2dance",
            {"video_url": "x"},
            file("mov", 640, 640, seconds=31.2),
            (45, "--video-url x: MOV, 640 x 640, 31.2 s; 2 to 30 s is taken."),
        ),
        (
            "lip-sync",
            {"audio_url": "x"},
            file("flac", seconds=20),
            (46, "--audio-url x: FLAC, 20 s; WAV, MP3, WMA, M4A, AAC or OGG is taken."),
        ),
        (
            "audio-clone",
            {"audio_url": "x"},
            file("wav", seconds=9.5),
            (46, "--audio-url x: WAV, 9.5 s; 10 to 300 s is taken."),
        ),
        (
            "audio-clone",
            {"audio_url": "x"},
            file("mp3", seconds=60, size_bytes=20_000_001),
            (46, "--audio-url x: MP3, 60 s; it has 20,000,001 bytes, at most 20,000,000 are taken."),
        ),
    ],
)
def test_each_field_has_a_rule_of_its_own(
    kind: str, fields: dict[str, object], facts: MediaFacts, expected: tuple[int, str]
) -> None:
    assert refusals(kind, facts, **fields) == [expected]


def test_a_file_that_is_given_twice_is_refused_once() -> None:
    assert len(refusals("start-end2video", file("gif"), images=["x", "x"])) == 1


def test_standard_input_is_called_by_its_name() -> None:
    body = {"model": "viduq3-turbo", "images": ["-"]}

    (problem,) = problems_in(kind_named("img2video"), body, {"-": file("gif", 9, 9)})

    assert problem.message == "--image standard input: GIF, 9 x 9; PNG, JPEG or WebP is taken."


def test_the_bytes_of_a_data_address_are_not_repeated() -> None:
    address = f"data:image/gif;base64,{'R0lG' * 1000}"

    (problem,) = problems_in(
        kind_named("img2video"), {"model": "viduq3-turbo", "images": [address]}, {address: file("gif", 9, 9)}
    )

    assert len(problem.message) < 140


def test_a_path_without_facts_is_no_address() -> None:
    (problem,) = problems_in(kind_named("img2video"), {"model": "viduq3-turbo", "images": ["photo.jpg"]})

    assert (problem.entry.exit_code, problem.message) == (
        34,
        "--image photo.jpg: no address that the platform can fetch; give a URL, data: or ssupload:.",
    )


@pytest.mark.parametrize(
    ("kind", "fields", "facts", "expected"),
    [
        (
            "img2video",
            {"images": ["x"]},
            file("png", 400, 100),
            "--image x: PNG, 400 x 100; sent as it is, but the shape is at the very limit of 1:4 to 4:1.",
        ),
        (
            "image2dance",
            {"image_url": "x"},
            file("png", 640, 640, size_bytes=6_000_000),
            (
                "--image-url x: PNG, 640 x 640; sent as it is, but by another page it has 6,000,000 bytes, "
                "at most 5,000,000 are taken."
            ),
        ),
    ],
)
def test_what_only_the_strict_reading_leaves_out_is_sent_with_a_word(
    kind: str, fields: dict[str, object], facts: MediaFacts, expected: str
) -> None:
    assert (refusals(kind, facts, **fields), cautions(kind, facts, **fields)) == ([], (expected,))


def frames(last_width: int, last_height: int) -> tuple[list[int], list[str]]:
    """Numbers and warnings for a first frame of 1,000 x 1,000 and a last frame of these sides."""
    kind, body = kind_named("start-end2video"), {"model": "viduq3-turbo", "images": ["x", "y"]}
    media = {"x": file("png", 1000, 1000), "y": file("png", last_width, last_height)}
    return [problem.entry.exit_code for problem in problems_in(kind, body, media)], list(warnings_in(kind, body, media))


@pytest.mark.parametrize(("width", "height"), [(1000, 1000), (900, 900), (1000, 800), (1100, 1100)])
def test_two_frames_that_are_close_need_no_word(width: int, height: int) -> None:
    assert frames(width, height) == ([], [])


def test_two_frames_that_are_apart_by_every_reading_are_refused() -> None:
    numbers, _ = frames(2000, 1000)

    assert numbers == [43]


@pytest.mark.parametrize(
    ("width", "height", "what"),
    [
        (2000, 2000, "0.25 times the pixels of the last"),
        (1600, 625, "times the width for the same height of the last"),
    ],
)
def test_two_frames_that_are_apart_by_one_reading_are_sent_with_a_word(width: int, height: int, what: str) -> None:
    numbers, (warning,) = frames(width, height)

    assert (numbers, what in warning) == ([], True)


@pytest.mark.parametrize(
    ("fields", "sides", "numbers"),
    [
        ({"upscale_resolution": "1080p"}, (1920, 1080), [34]),
        ({}, (3840, 2160), [34]),
        ({"upscale_resolution": "4K"}, (2160, 3840), [34]),
        ({"upscale_resolution": "2K"}, (1920, 1080), []),
        ({"upscale_resolution": "8K"}, (3840, 2160), []),
    ],
)
def test_a_clip_is_not_made_larger_than_it_is_already(
    fields: dict[str, object], sides: tuple[int, int], numbers: list[int]
) -> None:
    found = refusals("upscale-new", file("mp4", *sides, seconds=3), video_url="x", **fields)

    assert [number for number, _ in found] == numbers
