"""Files of this machine in a submit: what leaves of them, and what is refused before anything is sent."""

import base64
import os
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

from tests.support import zoo
from tests.support.program import Program
from tests.support.running import running
from tests.support.scripted import Scripted
from tests.support.uploading import addresses_in, take_uploads

FRAME = ("img2video", "a cat", "--image")
REFERENCE = ("reference2video", "a cat", "--image")
CLIP = ("upscale-new", "--video-url")
DANCE = ("image2dance", "--image-url", "https://example.com/a.png", "--video-url")
VOICE = ("audio-clone", "Good evening.", "--voice-id", "my-voice-1", "--audio-url")
LIPS = ("lip-sync", "--video-url", "https://example.com/a.mp4", "--audio-url")
# Root reads every file: it must leave that power behind to be refused as anybody else is.
AS_ANYBODY = () if os.geteuid() else ("setpriv", "--bounding-set=-dac_override,-dac_read_search")

Words = tuple[str, ...]
Making = Callable[[Path], object]


def holding(content: bytes) -> Making:
    """Makes a file with this content."""
    return lambda path: path.write_bytes(content)


def sparse(path: Path, size_bytes: int) -> None:
    """A picture with a hole behind it, up to that size."""
    path.write_bytes(zoo.png())
    os.truncate(path, size_bytes)


TAKEN: dict[str, tuple[Words, str, bytes, str]] = {
    "JPEG": (FRAME, "photo.jpg", zoo.jpeg(), "image/jpeg"),
    "PNG": (FRAME, "photo.png", zoo.png(), "image/png"),
    "WebP": (FRAME, "photo.webp", zoo.webp(), "image/webp"),
    "a PNG called .jpg": (FRAME, "photo.jpg", zoo.png(), "image/png"),
    "128 x 128 for a reference": (REFERENCE, "small.png", zoo.png(128, 128), "image/png"),
    "127 x 128 for a first frame": (FRAME, "small.png", zoo.png(127, 128), "image/png"),
    "MP4": (CLIP, "clip.mp4", zoo.mp4(), "video/mp4"),
    "MOV": (CLIP, "clip.mov", zoo.mov(), "video/quicktime"),
    "WAV": (VOICE, "voice.wav", zoo.wav(12), "audio/wav"),
    "MP3": (LIPS, "song.mp3", zoo.mp3(), "audio/mp3"),
}

REFUSED: dict[str, tuple[int, Words, str, Making]] = {
    "missing": (40, FRAME, "gone.png", lambda _: None),
    "empty": (40, FRAME, "empty.png", holding(b"")),
    "a folder": (40, FRAME, "folder.png", lambda path: path.mkdir()),
    "a FIFO": (40, FRAME, "pipe.png", os.mkfifo),
    "HEIC": (42, FRAME, "photo.heic", holding(zoo.heic())),
    "GIF": (42, FRAME, "photo.gif", holding(zoo.gif())),
    "SVG": (42, FRAME, "photo.svg", holding(zoo.svg())),
    "a HEIC called .jpg": (42, FRAME, "photo.jpg", holding(zoo.heic())),
    "a truncated PNG": (42, FRAME, "photo.png", holding(zoo.png()[:-20])),
    "a truncated JPEG": (42, FRAME, "photo.jpg", holding(zoo.jpeg()[:-20])),
    "a clip for a picture": (42, FRAME, "clip.mp4", holding(zoo.mp4())),
    "127 x 128 for a reference": (43, REFERENCE, "small.png", holding(zoo.png(127, 128))),
    "ratio 4.01:1": (43, FRAME, "wide.png", holding(zoo.png(401, 100))),
    "50 MB + 1": (43, FRAME, "huge.png", lambda path: sparse(path, 50_000_001)),
    "a truncated MP4": (45, CLIP, "clip.mp4", holding(zoo.mp4()[:-20])),
    "a picture for a clip": (45, CLIP, "clip.mp4", holding(zoo.png())),
    "a clip of too short sides": (45, DANCE, "clip.mp4", holding(zoo.mp4())),
    "a text for a sound": (46, LIPS, "song.mp3", holding(b"la la la\n" * 100)),
    "a picture for a sound": (46, LIPS, "song.mp3", holding(zoo.png())),
    "a sound of too short a length": (46, VOICE, "voice.wav", holding(zoo.wav(2))),
    "a picture too large to stand inside and to upload": (47, FRAME, "large.png", holding(zoo.png(bytes=16_000_000))),
    "a clip too large to stand inside": (47, CLIP, "large.mp4", holding(zoo.mp4(bytes=16_000_000))),
}


@pytest.fixture
def shop(platform: Scripted) -> Scripted:
    """A platform that takes every task and every upload."""
    take_uploads(platform)
    return platform


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_leaves_whole_and_named_by_its_bytes(name: str, customer: Program, shop: Scripted) -> None:
    words, path, content, mime = TAKEN[name]
    (customer.home / path).write_bytes(content)

    run = customer("submit", *words, path)

    assert run.exit_code == 0, run.stderr
    assert addresses_in(shop.requests[0].json) == [f"data:{mime};base64,{base64.b64encode(content).decode()}"]


@pytest.mark.parametrize("name", REFUSED)
def test_an_unfit_file_is_refused_by_name_with_the_number_of_its_trouble_and_nothing_is_sent(
    name: str, customer: Program, shop: Scripted
) -> None:
    exit_code, words, path, make = REFUSED[name]
    make(customer.home / path)

    run = customer("submit", *words, path, "--json")

    error = run.error
    assert (run.exit_code, run.stdout, error["option"], path in error["message"], shop.requests) == (
        exit_code,
        "",
        words[-1],
        True,
        [],
    )


@pytest.mark.skipif(AS_ANYBODY != () and which("setpriv") is None, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_refused_and_nothing_is_sent(customer: Program, shop: Scripted) -> None:
    (customer.home / "mine.png").write_bytes(zoo.png())
    (customer.home / "mine.png").chmod(0)

    with running(customer, "submit", *FRAME, "mine.png", "--json", before=AS_ANYBODY) as started:
        run = started.end()

    assert (run.exit_code, run.error["option"], shop.requests) == (40, "--image", [])


@pytest.mark.parametrize("address", ["data:image/png;base64,", "data:image/heic;base64,"])
def test_a_data_address_is_looked_at_like_a_file(address: str, customer: Program, shop: Scripted) -> None:
    run = customer("submit", *FRAME, address + base64.b64encode(zoo.heic()).decode(), "--json")

    assert (run.exit_code, run.error["option"], shop.requests) == (42, "--image", [])


def test_a_picture_can_come_from_standard_input(customer: Program, shop: Scripted) -> None:
    content = zoo.png()
    (customer.home / "photo.png").write_bytes(content)

    run = customer.shell("vidu submit img2video 'a cat' --image - < photo.png")

    assert run.exit_code == 0, run.stderr
    assert addresses_in(shop.requests[0].json) == [f"data:image/png;base64,{base64.b64encode(content).decode()}"]


def test_nothing_on_standard_input_is_no_picture_and_nothing_is_sent(customer: Program, shop: Scripted) -> None:
    run = customer("submit", *FRAME, "-", "--json")

    assert (run.exit_code, run.error["option"], shop.requests) == (40, "--image", [])


def test_a_dry_run_tells_of_a_file_in_place_of_its_bytes_without_a_key(vidu: Program) -> None:
    (vidu.home / "photo.png").write_bytes(zoo.png())

    run = vidu("submit", *FRAME, "photo.png", "--dry-run", "--json")

    shown = run.json["body"]["images"][0]
    assert (run.exit_code, "photo.png" in shown, "image/png" in shown, len(shown) < 100) == (0, True, True, True)
