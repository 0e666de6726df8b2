"""The file that a download leaves, its sidecar, and what is done where a file of that name is there already."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.storage import CLIP, DIGEST, LINK, OTHER, Store, broken_off, names_in, save, saver_on
from vidu_cli.policy.parcels import IfExists, Parcel, Saved


def test_a_name_that_is_no_text_and_words_that_are_none_are_written_down(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    name = "b\udcffat"
    odd = replace(parcel, name_for=lambda extension: name + extension, facts={"prompt": "half \ud83d"})

    saved = clock.drive(saver_on(Store()).save(LINK, odd))

    told = json.loads((tmp_path / f"{name}.mp4.vidu.json").read_bytes())
    assert (saved.path.name, told["file"], told["prompt"]) == (f"{name}.mp4", f"{name}.mp4", "half \ud83d")


def test_nothing_but_the_file_and_its_sidecar_is_left(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    save(broken_off(Store(), parcel, clock), parcel, clock)

    assert names_in(tmp_path) == ["boat.mp4", "boat.mp4.vidu.json"]


def test_a_sidecar_tells_which_file_it_is_of_and_what_it_was_made_of(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    save(Store(), parcel, clock)

    assert json.loads((tmp_path / "boat.mp4.vidu.json").read_text()) == {
        "id": "7",
        "creation_id": "70",
        "index": 1,
        "what": "result",
        "prompt": "a boat",
        "file": "boat.mp4",
        "size_bytes": len(CLIP),
        "sha256": DIGEST,
    }


def test_the_file_has_the_time_of_its_task(parcel: Parcel, clock: FakeClock) -> None:
    assert save(Store(), parcel, clock).path.stat().st_mtime == 1_700_000_000


@pytest.mark.parametrize("if_exists", [None, IfExists.SKIP, IfExists.RENAME])
def test_a_file_that_its_sidecar_proves_is_kept_and_nothing_is_asked_for(
    if_exists: IfExists | None, parcel: Parcel, clock: FakeClock
) -> None:
    first = save(Store(), parcel, clock)
    store = Store()

    second = save(store, replace(parcel, if_exists=if_exists), clock)

    assert (second, store.asked) == (replace(first, is_kept=True), [])


def test_a_file_that_the_ledger_proves_is_kept(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    bare = replace(parcel, facts=None)
    save(Store(), bare, clock)
    store = Store()

    kept = save(store, replace(bare, known={str(tmp_path / "boat.mp4"): DIGEST}), clock)

    assert (kept.is_kept, store.asked, names_in(tmp_path)) == (True, [], ["boat.mp4"])


@pytest.mark.parametrize(
    "changes",
    [{"task_id": "8"}, {"creation_id": "71"}, {"index": 2}],
    ids=str,
)
def test_a_file_that_is_proven_to_be_another_one_is_not_kept(
    changes: dict[str, Any], parcel: Parcel, clock: FakeClock
) -> None:
    save(Store(), parcel, clock)

    failure = failure_in_driving(clock, saver_on(Store()).save(LINK, replace(parcel, **changes)))

    assert failure.exit_code == 91


def test_a_file_that_was_changed_since_is_not_kept(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    save(Store(), parcel, clock)
    (tmp_path / "boat.mp4").write_bytes(OTHER)

    failure = failure_in_driving(clock, saver_on(Store()).save(LINK, parcel))

    assert (failure.exit_code, (tmp_path / "boat.mp4").read_bytes() == OTHER) == (91, True)


def test_a_file_in_the_way_is_found_before_the_rest_of_ours_is_fetched(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "boat.mp4").write_bytes(b"mine")
    store = Store()

    failure = failure_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert (failure.exit_code, store.sent_bytes <= 65536, names_in(tmp_path)) == (91, True, ["boat.mp4"])


def test_skip_leaves_any_file_that_is_there(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "boat.mp4").write_bytes(b"mine")
    store = Store()

    saved = save(store, replace(parcel, if_exists=IfExists.SKIP), clock)

    assert (saved, names_in(tmp_path)) == (
        Saved(path=tmp_path / "boat.mp4", size_bytes=4, sha256=None, is_kept=True),
        ["boat.mp4"],
    )


def test_skip_is_not_misled_by_a_file_of_another_kind(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "boat.png").write_bytes(b"mine")

    saved = save(Store(), replace(parcel, if_exists=IfExists.SKIP), clock)

    assert (saved.path.name, saved.sha256, saved.is_kept) == ("boat.mp4", DIGEST, False)


def test_the_same_bytes_of_another_task_are_another_file(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    save(Store(), parcel, clock)

    other = save(Store(), replace(parcel, task_id="8", if_exists=IfExists.RENAME), clock)

    beside = [json.loads((tmp_path / f"{name}.mp4.vidu.json").read_text())["id"] for name in ("boat", "boat-2")]
    assert (other.path.name, other.is_kept, beside) == ("boat-2.mp4", False, ["7", "8"])


@pytest.mark.parametrize("if_exists", [None, IfExists.FAIL])
def test_what_is_no_sidecar_of_ours_is_not_written_over(
    if_exists: IfExists | None, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "boat.mp4.vidu.json").write_text("my own notes")

    failure = failure_in_driving(clock, saver_on(Store()).save(LINK, replace(parcel, if_exists=if_exists)))

    left = (tmp_path / "boat.mp4.vidu.json").read_text()
    assert (failure.exit_code, "boat.mp4.vidu.json exists" in failure.message, left) == (91, True, "my own notes")


def test_where_no_sidecar_is_wanted_what_is_none_of_ours_stays(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "boat.mp4.vidu.json").write_text("my own notes")

    save(Store(), replace(parcel, facts=None), clock)

    assert names_in(tmp_path) == ["boat.mp4", "boat.mp4.vidu.json"]


def test_a_folder_in_the_place_of_the_sidecar_is_named_before_anything_is_brought(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "boat.mp4.vidu.json").mkdir()

    failure = failure_in_driving(clock, saver_on(Store()).save(LINK, parcel))

    assert (failure.exit_code, "boat.mp4.vidu.json is a folder" in failure.message, names_in(tmp_path)) == (
        92,
        True,
        ["boat.mp4.vidu.json"],
    )


def test_overwrite_replaces_the_file_and_its_sidecar(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    save(Store(content=OTHER), parcel, clock)

    saved = save(Store(), replace(parcel, if_exists=IfExists.OVERWRITE), clock)

    told = json.loads((tmp_path / "boat.mp4.vidu.json").read_text())
    assert (saved.sha256, saved.is_kept, told["sha256"], (tmp_path / "boat.mp4").read_bytes() == CLIP) == (
        DIGEST,
        False,
        DIGEST,
        True,
    )


def test_overwrite_without_a_sidecar_leaves_none_of_the_old_file(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    save(Store(content=OTHER), parcel, clock)

    save(Store(), replace(parcel, if_exists=IfExists.OVERWRITE, facts=None), clock)

    assert names_in(tmp_path) == ["boat.mp4"]


def test_fail_refuses_even_what_is_proven(parcel: Parcel, clock: FakeClock) -> None:
    save(Store(), parcel, clock)

    failure = failure_in_driving(clock, saver_on(Store()).save(LINK, replace(parcel, if_exists=IfExists.FAIL)))

    assert failure.exit_code == 91


def test_where_only_the_sidecar_is_somebodys_there_is_nothing_to_leave(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "boat.mp4.vidu.json").write_text("my own notes")

    failure = failure_in_driving(clock, saver_on(Store()).save(LINK, replace(parcel, if_exists=IfExists.SKIP)))

    assert (failure.exit_code, "boat.mp4.vidu.json exists" in failure.message) == (91, True)


def test_what_is_no_sidecar_stays_beside_a_file_that_the_ledger_proves(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    target = tmp_path / "boat.mp4"
    target.write_bytes(CLIP)
    (tmp_path / "boat.mp4.vidu.json").write_text("my own notes")

    saved = save(Store(), replace(parcel, known={str(target): DIGEST}), clock)

    assert (saved.is_kept, (tmp_path / "boat.mp4.vidu.json").read_text()) == (True, "my own notes")
