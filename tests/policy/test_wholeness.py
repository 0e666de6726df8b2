from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import zoo
from vidu_cli.policy.formats import FORMATS
from vidu_cli.policy.headers import MediaFacts, facts_of

# Those of which the end can be told.
ENDING = {name: zoo.EVERY[name] for name in ("png", "jpeg", "webp", "wav", "mp4", "mov", "m4a")}


def looked_at(content: bytes) -> MediaFacts:
    return facts_of(BytesIO(content), size_bytes=len(content))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_came_to_its_end_is_whole(name: str) -> None:
    assert looked_at(zoo.EVERY[name]).is_whole


@pytest.mark.parametrize("name", ENDING)
@given(share=st.floats(0.05, 1, exclude_max=True))
def test_a_file_that_breaks_off_is_not_whole(name: str, share: float) -> None:
    content = ENDING[name]
    cut = max(16, int(len(content) * share))

    facts = looked_at(content[:cut])

    assert (facts.format in {name, "mp4"}, facts.is_whole) == (True, False)


@pytest.mark.parametrize("content", [zoo.png() + b"\n", zoo.jpeg() + b"\0" * 9, zoo.webp() + b"\0\0"])
def test_what_stands_behind_the_end_of_a_picture_does_not_break_it(content: bytes) -> None:
    assert looked_at(content).is_whole


def test_a_photo_with_a_film_behind_it_is_whole() -> None:
    assert looked_at(zoo.jpeg() + b"\x55" * 300_000).is_whole


def test_the_end_of_a_thumbnail_is_not_the_end_of_the_photo() -> None:
    photo = zoo.jpeg()
    thumbnail = b"\xff\xe1\0\x12Exif\0\0\xff\xd8......\xff\xd9"

    assert not looked_at(photo[:2] + thumbnail + photo[2:-2]).is_whole


def test_a_clip_without_its_pictures_is_not_whole() -> None:
    clip = zoo.mp4()
    start = clip.index(b"mdat") - 4
    size = int.from_bytes(clip[start : start + 4], "big")

    assert not looked_at(clip[:start] + clip[start + size :]).is_whole
