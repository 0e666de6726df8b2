import pytest

from vidu_cli.policy.fingerprints import Marker, fingerprint, is_same_request, marker, marker_in, once_hash
from vidu_cli.schema.kinds import kind_named

IMG = kind_named("img2video")
BODY = {"model": "viduq3-turbo", "images": ["photo.jpg"], "prompt": "it sails"}


def test_two_names_of_one_file_are_one_request() -> None:
    copy = {**BODY, "images": ["copy.jpg"]}

    assert fingerprint(IMG, BODY, {"photo.jpg": "sha256:1"}) == fingerprint(IMG, copy, {"copy.jpg": "sha256:1"})


@pytest.mark.parametrize(
    ("body", "digests"),
    [
        (BODY, {"photo.jpg": "sha256:2"}),
        ({**BODY, "prompt": "it sinks"}, {"photo.jpg": "sha256:1"}),
        ({**BODY, "seed": 0}, {"photo.jpg": "sha256:1"}),
    ],
    ids=["other bytes", "other words", "one field more"],
)
def test_whatever_is_sent_differently_is_another_request(body: dict[str, object], digests: dict[str, str]) -> None:
    assert fingerprint(IMG, body, digests) != fingerprint(IMG, BODY, {"photo.jpg": "sha256:1"})


def test_the_order_of_fields_tells_nothing() -> None:
    turned = dict(reversed(BODY.items()))

    assert fingerprint(IMG, turned, {}) == fingerprint(IMG, BODY, {})


def test_the_same_fields_to_another_endpoint_are_another_request() -> None:
    assert fingerprint(kind_named("start-end2video"), BODY, {}) != fingerprint(IMG, BODY, {})


def test_a_text_that_no_encoding_can_hold_has_a_fingerprint() -> None:
    assert len(fingerprint(IMG, {"prompt": "\ud800"}, {})) == 64


def test_a_marker_says_the_key_and_the_request_it_was_made_for() -> None:
    made = marker(7, key="shot-12", fingerprint="ab" * 32)

    assert marker_in(made) == Marker(once_hash=once_hash("shot-12"), fingerprint="abababababababab")


def test_a_marker_without_a_key_says_nothing_but_that_it_is_ours() -> None:
    assert marker_in(marker(2**60 - 1)) == Marker(once_hash="", fingerprint="")


@pytest.mark.parametrize(
    "payload",
    ["", "job-7", "vidu-", "vidu-12", "VIDU-000000000000007", "vidu-000000000000007 ", "x vidu-000000000000007"],
)
def test_a_payload_of_somebody_else_is_no_marker(payload: str) -> None:
    assert marker_in(payload) is None


@pytest.mark.parametrize(
    ("kept", "new", "same"),
    [("abcd", "abcdef", True), ("abcdef", "abcdef", True), ("abcx", "abcdef", False), ("", "abcdef", False)],
    ids=["cut", "whole", "another", "not known"],
)
def test_an_adopted_request_is_compared_as_far_as_it_is_known(kept: str, new: str, same: bool) -> None:  # noqa: FBT001  # a cell of the table
    assert is_same_request(kept, new) is same
