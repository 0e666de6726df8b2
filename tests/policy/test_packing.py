import json
from base64 import b64encode
from typing import Any

import pytest

from vidu_cli.policy.assembly import LARGEST_BODY_BYTES
from vidu_cli.policy.headers import MediaFacts
from vidu_cli.policy.packing import Packing, TooLargeError, packed
from vidu_cli.policy.slots import with_addresses
from vidu_cli.schema.kinds import kind_named

REFERENCE = kind_named("reference2video")
LIP_SYNC = kind_named("lip-sync")
# Three bytes of a file are four characters in a body; 1,000 are left for the rest of it.
ROOM_BYTES = (LARGEST_BODY_BYTES - 1000) // 4 * 3


def picture(size_bytes: int, name: str = "png") -> MediaFacts:
    return MediaFacts(format=name, size_bytes=size_bytes, width=640, height=480)


def images(*addresses: str) -> dict[str, Any]:
    return {"model": "viduq2", "prompt": "a cat", "images": list(addresses)}


def test_small_files_travel_in_the_body() -> None:
    media = {"a.png": picture(1000), "b.jpg": picture(2000, "jpeg")}

    assert packed(REFERENCE, images("a.png", "b.jpg"), media) == Packing(inline=("a.png", "b.jpg"), uploads=())


def test_when_the_body_would_be_too_large_every_picture_is_uploaded() -> None:
    media = {"a.png": picture(9_000_000), "b.jpg": picture(8_000_000, "jpeg"), "c.webp": picture(10, "webp")}

    packing = packed(REFERENCE, images("a.png", "b.jpg", "c.webp"), media)

    assert packing == Packing(inline=(), uploads=("a.png", "b.jpg", "c.webp"))


def test_what_cannot_be_uploaded_stays_in_the_body_beside_the_uploads() -> None:
    media = {"a.png": picture(9_000_000), "clip.mp4": picture(8_000_000, "mp4"), "b.png": picture(2_000_000)}
    body = {**images("a.png", "b.png"), "videos": ["clip.mp4"]}

    assert packed(REFERENCE, body, media) == Packing(inline=("clip.mp4",), uploads=("a.png", "b.png"))


def test_a_picture_of_ten_megabytes_is_not_uploaded() -> None:
    media = {"a.png": picture(9_999_999), "b.png": picture(10_000_000)}

    assert packed(REFERENCE, images("a.png", "b.png"), media) == Packing(inline=("b.png",), uploads=("a.png",))


def test_a_file_that_is_used_twice_travels_once_and_counts_twice() -> None:
    media = {"a.png": picture(ROOM_BYTES // 2 + 1000)}

    once = packed(REFERENCE, images("a.png"), media)
    twice = packed(REFERENCE, images("a.png", "a.png"), media)

    assert (once, twice) == (Packing(inline=("a.png",), uploads=()), Packing(inline=(), uploads=("a.png",)))


def test_only_addresses_with_facts_travel() -> None:
    body = images("https://example.com/a.png", "b.png", "ssupload:?id=7", "c.png")

    assert packed(REFERENCE, body, {"b.png": picture(10)}) == Packing(inline=("b.png",), uploads=())


def test_a_data_uri_stays_in_a_body_that_is_small_enough() -> None:
    address = "data:image/png;base64," + "A" * 8_000_000
    media = {address: picture(6_000_000), "a.png": picture(8_000_000)}

    assert packed(REFERENCE, images(address, "a.png"), media) == Packing(inline=(address, "a.png"), uploads=())


def test_a_picture_in_a_data_uri_is_uploaded_when_the_body_would_be_too_large() -> None:
    address = "data:image/png;base64," + "A" * 8_000_000
    media = {address: picture(6_000_000), "a.png": picture(9_500_000)}

    assert packed(REFERENCE, images(address, "a.png"), media) == Packing(inline=(), uploads=(address, "a.png"))


def test_a_data_uri_that_cannot_be_uploaded_stays_in_the_body_beside_the_uploads() -> None:
    address = "data:video/mp4;base64," + "A" * 8_000_000
    media = {address: picture(6_000_000, "mp4"), "a.png": picture(9_500_000)}
    body = {**images("a.png"), "videos": [address]}

    assert packed(REFERENCE, body, media) == Packing(inline=(address,), uploads=("a.png",))


def test_a_data_uri_that_is_used_twice_counts_twice() -> None:
    address = "data:image/png;base64," + "A" * 12_000_000

    packing = packed(REFERENCE, images(address, address), {address: picture(9_000_000)})

    assert packing == Packing(inline=(), uploads=(address,))


def test_the_file_that_is_in_the_way_is_named_and_not_one_that_is_uploaded() -> None:
    address = "data:image/png;base64," + "A" * 12_000_000
    media = {address: picture(9_000_000), "b.png": picture(15_000_000)}

    with pytest.raises(TooLargeError, match=r"^b\.png has 15,000,000 bytes"):
        packed(REFERENCE, images(address, "b.png"), media)


@pytest.mark.parametrize("path", ["a.wav", '\u00e4 "b".wav', "a\nb.wav"])
@pytest.mark.parametrize("size", [0, 1, 2, 3, 5000])
def test_the_size_of_a_body_is_counted_to_the_byte(size: int, path: str) -> None:
    content = bytes(size)
    uri = f"data:audio/wav;base64,{b64encode(content).decode()}"
    body = {"video_url": "https://example.com/v.mp4", "audio_url": path, "payload": ""}
    media = {path: MediaFacts(format="wav", size_bytes=size)}
    sent = json.dumps(with_addresses(LIP_SYNC, body, {path: uri}), ensure_ascii=False, separators=(",", ":"))
    padding = LARGEST_BODY_BYTES - len(sent.encode())

    assert packed(LIP_SYNC, {**body, "payload": "x" * padding}, media).inline == (path,)
    with pytest.raises(TooLargeError):
        packed(LIP_SYNC, {**body, "payload": "x" * (padding + 1)}, media)


def test_a_request_that_stays_too_large_names_its_largest_file() -> None:
    media = {"a.wav": MediaFacts(format="wav", size_bytes=9_000_000), "v.mp4": picture(31_000_000, "mp4")}

    with pytest.raises(TooLargeError) as caught:
        packed(LIP_SYNC, {"video_url": "v.mp4", "audio_url": "a.wav"}, media)

    sentence = (
        "v.mp4 has 31,000,000 bytes, and a file inside a request counts a third more: the request would be 53,333,411 "
        "bytes, the platform takes 20,000,000. Only pictures (PNG, JPEG, WebP) can be uploaded. Give it as a URL."
    )
    assert (caught.value.address, caught.value.option, str(caught.value)) == ("v.mp4", "--video-url", sentence)


def test_a_picture_that_is_too_large_for_an_upload_is_told_so() -> None:
    with pytest.raises(TooLargeError, match=r"^standard input has .* Only pictures of at most 9,999,999 bytes and"):
        packed(REFERENCE, images("-"), {"-": picture(16_000_000)})


def test_a_data_uri_that_is_too_large_is_named_in_short() -> None:
    address = "data:image/png;base64," + "A" * 24_000_000

    with pytest.raises(TooLargeError) as caught:
        packed(REFERENCE, images(address), {address: picture(18_000_000)})

    assert (caught.value.address == address, len(str(caught.value)) < 400) == (True, True)


def test_a_request_that_is_too_large_without_files_says_its_size() -> None:
    with pytest.raises(TooLargeError, match=r"^The request is 20,000,0\d\d bytes; the platform takes 20,000,000\.$"):
        packed(REFERENCE, {"prompt": "x" * LARGEST_BODY_BYTES}, {})


def test_a_body_that_is_no_text_is_another_error() -> None:
    with pytest.raises(ValueError, match="not UTF-8") as caught:
        packed(REFERENCE, {"prompt": "\udcff"}, {})

    assert not isinstance(caught.value, TooLargeError)


def test_a_file_whose_name_is_no_text_travels_like_any_other() -> None:
    assert packed(REFERENCE, images("\udcff.png"), {"\udcff.png": picture(10)}).inline == ("\udcff.png",)
