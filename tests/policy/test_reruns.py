"""An earlier request as the start of a new one: what stands, what gives way, what has to be given again."""

from collections.abc import Mapping

import pytest

from tests.support.pasts import BODY, entry, intent
from vidu_cli.policy.entries import LedgerEntry
from vidu_cli.policy.reruns import Lost, Stored, in_words, missing, start, stored
from vidu_cli.schema.kinds import kind_named

TEXT = kind_named("text2video")
IMAGE = kind_named("img2video")
REFERENCE = kind_named("reference2video")
EXTEND = kind_named("extend")
PIECE = "vidu-0123456789abcde-0123456789abcdef-0123456789abcdef"
PICTURE = "https://example.com/cat.png"


def private(kind: str, body: dict[str, object]) -> LedgerEntry:
    """An entry whose words were not kept."""
    return entry(intent(kind=kind, body=body, is_private=True, prompt_digest="d" * 64))


def taken_over(kind: str, body: dict[str, object]) -> LedgerEntry:
    """An entry of a task that another machine bought."""
    return entry(intent(kind=kind, body=body, fingerprint="f" * 16), is_adopted=True)


def options(earlier: Stored, kind: str, body: Mapping[str, object]) -> list[tuple[str, ...]]:
    """The options that have to be given again."""
    return [one.options for one in missing(earlier, kind_named(kind), body)]


def test_a_whole_request_stands_as_it_was() -> None:
    assert stored(TEXT, entry()) == Stored(body=BODY)


def test_a_task_that_was_found_for_its_own_submit_is_known_whole() -> None:
    assert stored(TEXT, entry(is_adopted=True)) == Stored(body=BODY)


def test_a_payload_of_the_users_own_is_kept() -> None:
    assert stored(TEXT, entry(intent(body={"payload": "shot 7"}))).body == {"payload": "shot 7"}


def test_our_own_marker_is_never_used_again() -> None:
    assert stored(TEXT, entry(intent(body={"payload": PIECE}))).body == {}


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("-", "it came from standard input, and the ledger keeps no bytes"),
        ("data:image/png;base64,", "it was a data: URI, and the ledger keeps no bytes"),
    ],
)
def test_bytes_that_were_not_kept_have_to_be_given_again(address: str, why: str) -> None:
    body = {"images": [PICTURE, address], "prompt": "it moves"}

    earlier = stored(IMAGE, entry(intent(kind="img2video", body=body)))

    lost = Lost(fields=("images",), options=("--image",), why=why)
    assert earlier == Stored(body={"prompt": "it moves"}, lost=(lost,))


def test_bytes_beneath_an_object_are_missed_as_well() -> None:
    subject = {"name": "cat", "images": ["-"]}

    earlier = stored(REFERENCE, entry(intent(kind="reference2video", body={"subjects": [subject]})))

    assert (earlier.body, [one.fields for one in earlier.lost]) == ({}, [("subjects",)])


def test_bytes_in_a_field_that_no_kind_describes_are_missed_as_well() -> None:
    body = {"new": {"pictures": ["data:image/png;base64,"]}, "prompt": "data: boats,"}

    earlier = stored(TEXT, entry(intent(body=body)))

    assert (earlier.body, [one.options for one in earlier.lost]) == ({"prompt": "data: boats,"}, [("--set new=VALUE",)])


def test_what_is_given_again_is_not_missing() -> None:
    earlier = stored(IMAGE, entry(intent(kind="img2video", body={"images": ["-"]})))

    bodies: tuple[dict[str, object], ...] = ({"prompt": "x"}, {"images": [PICTURE]})
    asked = [options(earlier, "img2video", body) for body in bodies]

    assert asked == [[("--image",)], []]


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text2video", {"model": "viduq3-turbo"}, [("PROMPT",)]),
        ("text2video", {"model": "viduq3-turbo", "prompt": "x"}, []),
        ("img2video", {"model": "viduq3-turbo"}, [("PROMPT",), ("--image",)]),
        ("reference2video", {"model": "viduq3", "prompt": "x"}, [("--image",)]),
        ("reference2video", {"model": "viduq3", "prompt": "x", "subjects": [{}]}, []),
        ("extend", {"model": "viduq3-turbo", "prompt": "x"}, [("--video-url", "--video-creation-id")]),
        ("audio-tts", {"text": "Good evening.", "voice_setting_voice_id": "x"}, []),
    ],
)
def test_of_a_private_submit_the_words_and_the_media_have_to_be_given_again(
    kind: str, body: dict[str, object], expected: list[tuple[str, ...]]
) -> None:
    earlier = stored(kind_named(kind), private(kind, {}))

    assert sorted(options(earlier, kind, body)) == sorted(expected)


def test_of_a_task_that_was_taken_over_what_the_platform_does_not_tell_has_to_be_given() -> None:
    body: dict[str, object] = {"model": "viduq3-turbo", "prompt": "it moves"}

    earlier = stored(IMAGE, taken_over("img2video", body))

    assert options(earlier, "img2video", body) == [("--image",)]


@pytest.mark.parametrize(
    ("named", "left"),
    [
        (("video_creation_id",), {"prompt": "x"}),
        (("prompt",), {"prompt": "x", "video_url": PICTURE}),
        (("video_url", "video_creation_id"), {"prompt": "x", "video_url": PICTURE}),
    ],
    ids=", ".join,
)
def test_what_stands_in_place_of_another_field_drives_it_out(named: tuple[str, ...], left: dict[str, object]) -> None:
    earlier = Stored(body={"prompt": "x", "video_url": PICTURE})

    assert start(earlier, EXTEND, named) == left


def test_a_form_of_the_call_and_the_other_do_not_stand_together() -> None:
    bodies: list[dict[str, object]] = [{"images": [PICTURE], "prompt": "x"}, {"subjects": [{}], "prompt": "x"}]

    left = [
        start(Stored(body=body), REFERENCE, {name}) for body, name in zip(bodies, ("subjects", "images"), strict=True)
    ]

    assert left == [{"prompt": "x"}, {"prompt": "x"}]


def test_what_has_to_be_given_again_is_told_by_its_reason() -> None:
    lost = (
        Lost(fields=("prompt",), options=("PROMPT",), why="it was private"),
        Lost(fields=("a", "b"), options=("--a", "--b"), why="it was private"),
        Lost(fields=("images",), options=("--image",), why="it came from elsewhere"),
    )

    assert in_words(lost) == (
        "Give PROMPT and --a or --b again: it was private. Give --image again: it came from elsewhere."
    )
