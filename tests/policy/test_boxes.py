import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.boxes import Boxes
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

CLIP = content(ResultFile.VIDEO)


def followed(*pieces: bytes) -> bool:
    boxes = Boxes()
    for piece in pieces:
        boxes.feed(piece)
    return boxes.is_whole


@given(st.integers(1, len(CLIP)))
def test_a_whole_clip_is_whole_in_whatever_pieces_it_comes(size: int) -> None:
    assert followed(*(CLIP[start : start + size] for start in range(0, len(CLIP), size)))


@given(st.integers(1, len(CLIP) - 1))
def test_a_clip_that_was_cut_off_is_not_whole(length: int) -> None:
    assert not followed(CLIP[:length])


def test_a_box_of_more_than_four_gigabytes_is_counted() -> None:
    head = (1).to_bytes(4, "big") + b"mdat" + (24).to_bytes(8, "big")

    assert (followed(CLIP, head + bytes(8)), followed(CLIP, head + bytes(7))) == (True, False)


@pytest.mark.parametrize("tail", [bytes(4) + b"mdat" + b"x" * 50, bytes(4) + b"mdat"])
def test_a_last_box_that_reaches_to_the_end_of_the_file_is_whole(tail: bytes) -> None:
    assert followed(CLIP, tail)
