import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.addresses import data_bytes, is_data, is_fetched, is_local, why_no_media

FETCHED = ["https://example.com/a.png", "HTTP://example.com/a.png", "ssupload:?id=7"]
DATA = ["data:image/png;base64,iVBO", "DATA:image/png;base64,iVBO", "data:"]
LOCAL = [
    "-",
    "photo.jpg",
    "./a b/photo.jpg",
    "/tmp/photo.jpg",
    "~/photo.jpg",
    "C:\\photos\\a.png",
    "12:30.png",
    "https.png",
    "a\nb.png",
    "/home/somebody/pictures/of/a/very/long/summer/with/many/words/in/it.jpeg",
]
NEITHER = ["", "  ", "ftp://example.com/a.png", "file:///tmp/a.png", "s3://bucket/a.png", "A" * 64 + "=", "/9j/" * 40]
WRAPPED = base64.encodebytes(bytes(200)).decode()


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        *((address, (True, False, False)) for address in FETCHED),
        *((address, (False, True, False)) for address in DATA),
        *((address, (False, False, True)) for address in LOCAL),
        *((address, (False, False, False)) for address in (*NEITHER, WRAPPED)),
    ],
)
def test_an_address_is_fetched_or_data_or_a_file_or_nothing(address: str, kind: tuple[bool, bool, bool]) -> None:
    assert (is_fetched(address), is_data(address), is_local(address)) == kind


@given(st.text())
def test_no_text_is_two_things_at_once(address: str) -> None:
    assert [is_fetched(address), is_data(address), is_local(address)].count(True) <= 1


@pytest.mark.parametrize("address", [*FETCHED, *DATA])
def test_what_the_platform_can_fetch_or_decode_is_media(address: str) -> None:
    assert why_no_media(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("photo.jpg", "no address that the platform can fetch; give a URL, data: or ssupload:."),
        (" ", "is empty; give a URL, data: or ssupload:."),
        (WRAPPED, "bare base64 is not taken; put its type in front, as in data:image/png;base64,..."),
        (
            "ftp://example.com/a.png",
            "the platform cannot fetch this address; give a URL, data: or ssupload: (http or https).",
        ),
    ],
)
def test_what_is_no_media_is_told_why(address: str, reason: str) -> None:
    assert why_no_media(address) == reason


@given(st.binary())
def test_the_bytes_of_a_data_uri_come_back(content: bytes) -> None:
    assert data_bytes("data:image/png;base64," + base64.b64encode(content).decode()) == content


def test_the_bytes_of_a_data_uri_come_back_whatever_else_its_type_says() -> None:
    assert data_bytes("DATA:audio/mp3;rate=8;BASE64,aGk=") == b"hi"


@pytest.mark.parametrize(
    "address",
    [
        "data:",
        "data:,hello",
        "data:image/svg+xml,<svg/>",
        "data:image/png,iVBO",
        "data:;base64,iVBO",
        "photo.jpg",
        "data:image/png;base64,iVBOR",
        "data:image/png;base64,iV BO",
        "data:image/png;base64,iVBO\u00e9",
        "data:image/png;base64,=",
    ],
)
def test_a_data_uri_that_cannot_be_decoded_is_a_value_error_with_words(address: str) -> None:
    with pytest.raises(ValueError, match=r"^(the platform takes such a text as data:|its base64 is broken)"):
        data_bytes(address)


@given(st.text(max_size=80))
def test_any_text_is_decoded_or_refused(text: str) -> None:
    try:
        decoded = data_bytes(f"data:image/png;base64,{text}")
    except ValueError:
        decoded = b""

    assert len(decoded) <= len(text)
