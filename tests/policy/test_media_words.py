import pytest

from vidu_cli.policy.headers import MediaFacts
from vidu_cli.policy.media_words import in_words
from vidu_cli.policy.packing import Packing

PHOTO = MediaFacts(format="png", size_bytes=1_234_567, width=1920, height=1080)
CLIP = MediaFacts(format="mov", size_bytes=98, width=640, height=360, length_s=5.04)
SONG = MediaFacts(format="mp3", size_bytes=1_000, length_s=183.0)
ODD = MediaFacts(format="", size_bytes=7)


@pytest.mark.parametrize(
    ("address", "facts", "words"),
    [
        ("photos/boat.png", PHOTO, "<photos/boat.png: image/png, 1,234,567 bytes, 1920 x 1080, inline>"),
        ("-", PHOTO, "<standard input: image/png, 1,234,567 bytes, 1920 x 1080, inline>"),
        ("data:image/png;base64,AAAA", PHOTO, "<data: image/png, 1,234,567 bytes, 1920 x 1080, inline>"),
        ("clip.mov", CLIP, "<clip.mov: video/quicktime, 98 bytes, 640 x 360, 5.0 s, inline>"),
        ("song.mp3", SONG, "<song.mp3: audio/mp3, 1,000 bytes, 183.0 s, inline>"),
        ("odd", ODD, "<odd: application/octet-stream, 7 bytes, inline>"),
    ],
)
def test_a_file_is_told_by_its_name_and_by_what_its_bytes_are(address: str, facts: MediaFacts, words: str) -> None:
    told = in_words(Packing(inline=(address,), uploads=()), {address: facts})

    assert told == {address: words}


def test_a_file_that_travels_beside_the_request_is_told_as_an_upload() -> None:
    told = in_words(Packing(inline=(), uploads=("a.png",)), {"a.png": PHOTO})

    assert told == {"a.png": "<a.png: image/png, 1,234,567 bytes, 1920 x 1080, uploaded>"}
