import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.links import LinkError
from vidu_cli.policy.ranges import Kept, Mark, Stretch, stretch_in

TAGGED = Mark(etag='"v1"', modified="Fri, 27 Nov 2026 03:00:00 GMT", size_bytes=100)
DATED = Mark(modified="Fri, 27 Nov 2026 03:00:00 GMT", size_bytes=100)
KEPT = Kept(mark=TAGGED, size_bytes=40)
REST = {"content-range": "bytes 40-99/100", "etag": '"v1"'}


def complaint(status: int, headers: dict[str, str], kept: Kept | None) -> LinkError:
    with pytest.raises(LinkError) as caught:
        stretch_in(status, headers, kept)
    return caught.value


def test_the_rest_of_a_file_is_asked_for_by_its_etag() -> None:
    assert KEPT.headers == {"Range": "bytes=40-", "If-Range": '"v1"'}


def test_the_rest_of_a_file_without_an_etag_is_asked_for_by_its_time() -> None:
    assert Kept(mark=DATED, size_bytes=40).headers == {"Range": "bytes=40-", "If-Range": DATED.modified}


@pytest.mark.parametrize("kept", [Kept(mark=TAGGED, size_bytes=0), Kept(mark=Mark(size_bytes=100), size_bytes=40)])
def test_a_file_that_cannot_be_told_from_another_version_is_asked_for_whole(kept: Kept) -> None:
    assert kept.headers == {}


def test_a_whole_answer_begins_anew_whatever_was_asked_for() -> None:
    headers = {"content-length": "70", "etag": '"v2"'}

    assert stretch_in(200, headers, KEPT) == Stretch(start=0, mark=Mark(etag='"v2"', size_bytes=70))


@pytest.mark.parametrize("etag", ['W/"v1"', "v1", '"v\u00e9"', '"v"1"', '"v1'])
def test_an_etag_that_promises_no_bytes_is_not_used(etag: str) -> None:
    assert stretch_in(200, {"etag": etag}, None).mark == Mark()


@pytest.mark.parametrize("length", ["", "x", "-1", "1_0", "\u0663"])
def test_a_length_that_is_no_number_is_not_known(length: str) -> None:
    assert stretch_in(200, {"content-length": length}, None).mark.size_bytes is None


def test_a_compressed_answer_has_no_mark() -> None:
    headers = {"content-encoding": "gzip", "content-length": "9", "etag": '"v1"'}

    assert stretch_in(200, headers, None) == Stretch(start=0, mark=Mark())


def test_a_part_that_is_the_rest_of_what_is_kept_goes_on() -> None:
    assert stretch_in(206, REST, KEPT) == Stretch(start=40, mark=Mark(etag='"v1"', size_bytes=100))


def test_a_part_goes_on_by_length_and_time_where_a_new_signature_has_another_etag_or_none() -> None:
    headers = {"content-range": "bytes 40-99/100", "last-modified": TAGGED.modified or ""}

    assert stretch_in(206, headers, KEPT).start == 40


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-range": "bytes 40-99/*"},
        {"content-range": "items 40-99/100"},
        REST | {"content-range": "bytes 0-99/100"},
        REST | {"content-range": "bytes 41-99/100"},
        REST | {"content-range": "bytes 40-89/100"},
        REST | {"content-range": "bytes 40-199/200"},
        REST | {"etag": '"v2"'},
        REST | {"content-encoding": "gzip"},
        {"content-range": "bytes 40-99/100"},
        {"content-range": "bytes 40-99/100", "last-modified": "Sat, 28 Nov 2026 03:00:00 GMT"},
        {"content-type": "multipart/byteranges; boundary=x"},
    ],
    ids=str,
)
def test_a_part_that_is_not_the_rest_of_what_is_kept_makes_that_worthless(headers: dict[str, str]) -> None:
    assert complaint(206, headers, KEPT).is_stale


def test_a_part_that_nobody_asked_for_is_no_file() -> None:
    assert not complaint(206, REST, None).is_stale


@given(
    status=st.sampled_from([200, 206]),
    content_range=st.text() | st.from_regex(r"bytes \d{1,3}-\d{1,3}/\d{1,3}"),
    etag=st.text(),
    size=st.integers(0, 100),
)
def test_any_answer_goes_on_at_the_end_of_what_is_kept_or_begins_anew_or_is_refused(
    status: int, content_range: str, etag: str, size: int
) -> None:
    kept = Kept(mark=TAGGED, size_bytes=size)
    try:
        start = stretch_in(status, {"content-range": content_range, "etag": etag}, kept).start
    except LinkError:
        return

    assert start == (0 if status == 200 else size)
