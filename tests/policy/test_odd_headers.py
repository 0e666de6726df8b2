from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support import zoo
from vidu_cli.policy.formats import FORMATS
from vidu_cli.policy.headers import MediaFacts, facts_of
from vidu_cli.schema.kinds.shape import Medium


class Counting(BytesIO):
    """A file that counts the bytes that are read from it."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        self.count += len(piece)
        return piece


def looked_at(content: bytes) -> MediaFacts:
    return facts_of(BytesIO(content), size_bytes=len(content))


def cost_of(content: bytes) -> int:
    file = Counting(content)
    facts_of(file, size_bytes=len(content))
    return file.count


@pytest.mark.parametrize(
    "content",
    [zoo.png(bytes=50_000_000), zoo.webp(bytes=50_000_000), zoo.mp4(bytes=50_000_000), zoo.wav(500, rate=100_000)],
    ids=["png", "webp", "mp4", "wav"],
)
def test_of_a_large_file_a_few_bytes_are_read(content: bytes) -> None:
    assert cost_of(content) < 10_000


def test_of_a_long_ogg_less_than_its_sound_is_read() -> None:
    assert cost_of(zoo.ogg(600, pages=2500)) < 200_000


def test_of_a_large_photo_the_end_is_read() -> None:
    assert cost_of(zoo.jpeg(bytes=20_000_000)) < 100_000


@pytest.mark.parametrize(
    "content",
    [
        b"\0\0\0\x18ftypisom" + b"\0\0\0\x08free" * 500_000,
        b"\x89PNG\r\n\x1a\n" + b"\0\0\0\0IDAT...." * 500_000,
        b"ID3\x04\0\0\0\0\0\0" + b"\xff" * 5_000_000,
        b"\0\0\0\x10ftypisom\0\0\0\0" + b"\0\0\0\x08moov" * 500_000,
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x01moov" + b"\xff" * 8 + b"\xff\xff\xff\xffmvhd" * 100_000,
        b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0" + b"\xff" * 5_000_000,
        b"\xff\xd8" + b"\xff" * 5_000_000,
    ],
    ids=["boxes", "chunks", "sync bytes", "moovs", "endless boxes", "entries", "fill bytes"],
)
def test_a_crafted_file_costs_no_more_than_an_honest_one(content: bytes) -> None:
    assert cost_of(content) < 12_000_000


@given(st.binary(max_size=400))
def test_any_bytes_are_looked_at(content: bytes) -> None:
    assert looked_at(content).size_bytes == len(content)


@pytest.mark.parametrize("name", FORMATS)
@given(st.data())
def test_a_damaged_file_is_looked_at(name: str, data: st.DataObject) -> None:
    content = bytearray(zoo.EVERY[name][:4000])
    for place in data.draw(st.lists(st.integers(12, max(12, len(content) - 5)), max_size=6)):
        content[place : place + 4] = data.draw(
            st.sampled_from([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\x01", b"\x7f\xff\xff\xff"])
        )

    facts = looked_at(bytes(content))

    assert (facts.size_bytes, facts.medium is not Medium.AUDIO or facts.width is None) == (len(content), True)
