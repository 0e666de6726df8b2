from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.policy.entries import Intent, LedgerEntry
from vidu_cli.policy.moments import Moment
from vidu_cli.policy.parcels import sidecar_of
from vidu_cli.policy.sidecars import facts_of, names_of, unsigned
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState

NOW = 1_800_000_000.0
LINK = "https://store.test/clip.mp4?X-Amz-Signature=5ecret"
TASK = Task(
    id=Id("7"),
    state=TaskState.SUCCESS,
    type="headtailimg2video",
    model="viduq3-turbo",
    prompt="a boat",
    seed=42,
    credits=60,
    created_at="2026-01-20T06:52:02.323137590Z",
    creations=(Creation(url=LINK, cover_url=LINK),),
    raw={"callback_url": LINK},
)
ENTRY = LedgerEntry(
    number=1,
    intent=Intent(
        kind="start-end2video",
        path="/start-end2video",
        body={"model": "viduq3-turbo", "prompt": "a boat", "duration": 5, "images": [LINK, "/home/a/b.png"]},
        fingerprint="f",
    ),
    profile=None,
    base_url="https://api.vidu.com",
    began=Moment(at=NOW),
    ended_at=NOW,
)
BARE = Task(id=Id("7"), state=TaskState.SUCCESS)


def test_a_sidecar_holds_the_request_and_what_came_of_it() -> None:
    facts = facts_of(TASK, ENTRY, now=NOW)

    assert facts == {
        "kind": "start-end2video",
        "type": "headtailimg2video",
        "model": "viduq3-turbo",
        "prompt": "a boat",
        "images": ["https://store.test/clip.mp4", "/home/a/b.png"],
        "duration": 5,
        "resolution": None,
        "aspect_ratio": None,
        "seed": 42,
        "off_peak": None,
        "credits": 60,
        "payload": None,
        "created_at": "2026-01-20T06:52:02.323137590Z",
        "ended_at": "2027-01-15T08:00:00Z",
        "saved_at": "2027-01-15T08:00:00Z",
        "request": {
            "model": "viduq3-turbo",
            "prompt": "a boat",
            "duration": 5,
            "images": ["https://store.test/clip.mp4", "/home/a/b.png"],
        },
    }


@pytest.mark.parametrize(
    ("drawn", "ordered", "told"), [(771203, None, 771203), (None, 5, 5), (0, 5, 5), (771203, 0, 771203)]
)
def test_a_seed_that_only_the_receipt_told_is_in_a_later_sidecar(
    drawn: int | None, ordered: int | None, told: int
) -> None:
    entry = replace(ENTRY, seed=drawn, intent=replace(ENTRY.intent, body={"seed": ordered}))

    assert facts_of(BARE, entry, now=NOW)["seed"] == told


def test_of_a_task_that_another_machine_submitted_a_sidecar_holds_what_the_platform_tells() -> None:
    facts = facts_of(TASK, None, now=NOW)

    assert (facts["request"], facts["prompt"], facts["seed"]) == (None, "a boat", 42)


@pytest.mark.parametrize(("entry", "is_private"), [(ENTRY, True), (None, True)])
def test_what_is_private_is_not_written_beside_the_file(entry: LedgerEntry | None, is_private: bool) -> None:  # noqa: FBT001  # a cell of the table
    facts = facts_of(
        TASK, entry and replace(entry, intent=replace(entry.intent, body={})), now=NOW, is_private=is_private
    )

    assert "a boat" not in str(facts)


def test_a_submit_that_was_private_stays_so() -> None:
    private = replace(ENTRY, intent=replace(ENTRY.intent, body={"duration": 5}, is_private=True))

    assert "a boat" not in str((facts_of(TASK, private, now=NOW), names_of(TASK, private, index=1)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (LINK, "https://store.test/clip.mp4"),
        ("HTTPS://u:p@store.test/a#x", "HTTPS://store.test/a"),
        (f"see {LINK} and https://b.test/c?d", "see https://store.test/clip.mp4 and https://b.test/c"),
        ("who? me? 5 > 3 # 4", "who? me? 5 > 3 # 4"),
    ],
)
def test_addresses_lose_what_could_be_a_signature(text: str, plain: str) -> None:
    assert unsigned({"a": [text]}) == {"a": [plain]}


@given(query=st.text("abcXYZ0189-_.~%;=&/+", min_size=8))
def test_no_signature_is_ever_written(query: str) -> None:
    told = facts_of(replace(TASK, prompt=f"as in https://s.test/x?{query}"), ENTRY, now=NOW)

    assert f"?{query}" not in str(told)


def test_the_placeholders_of_a_task_that_is_known() -> None:
    assert names_of(TASK, ENTRY, index=2) == {
        "id": "7",
        "kind": "start-end2video",
        "model": "viduq3-turbo",
        "index": "2",
        "prompt": "a boat",
        "created": "20260120-065202",
    }


def test_the_placeholders_of_a_task_of_which_nothing_is_known() -> None:
    names = names_of(BARE, None, index=1)

    assert (names["kind"], names["model"], names["prompt"], names["created"]) == ("", "", "", "")


@given(length=st.integers(230, 255))
def test_every_name_has_a_sidecar_of_its_own(length: int) -> None:
    first, second = (sidecar_of(Path("a" * (length - 5) + ending)) for ending in ("1.mp4", "2.mp4"))

    assert (first != second, len(first.name) <= 255, first.name.endswith(".vidu.json")) == (True, True, True)
