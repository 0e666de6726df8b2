"""A run that was killed behind any step of a download, and the run after it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import link_error_in_driving
from tests.support.storage import (
    CLIP,
    DIGEST,
    LINK,
    OTHER,
    Store,
    broken_off,
    left_behind,
    names_in,
    save,
    saver_on,
    sealed,
)
from vidu_cli.policy.leftovers import BLOCK_BYTES
from vidu_cli.policy.parcels import IfExists, Parcel


def test_what_came_whole_is_not_fetched_again(parcel: Parcel, clock: FakeClock) -> None:
    left_behind(parcel, CLIP, sealed=True)
    store = Store()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [])


def test_of_what_came_whole_and_was_not_brought_to_the_disk_the_last_block_is_fetched_again(
    parcel: Parcel, clock: FakeClock
) -> None:
    left_behind(parcel, CLIP[:-8] + bytes(8), sealed=False)
    store = Store()

    last_block = (len(CLIP) - 1) // BLOCK_BYTES * BLOCK_BYTES
    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [f"bytes={last_block}-"])


def test_of_whole_blocks_too_the_last_one_is_in_doubt_until_it_was_brought_to_the_disk(
    parcel: Parcel, clock: FakeClock
) -> None:
    content = CLIP[: BLOCK_BYTES * 3]
    left_behind(parcel, content, sealed=False)
    store = Store(content=content)

    save(store, parcel, clock)

    assert store.asked == [f"bytes={BLOCK_BYTES * 2}-"]


def test_what_is_not_what_was_brought_to_the_disk_begins_anew(parcel: Parcel, clock: FakeClock) -> None:
    left_behind(parcel, OTHER, sealed=True, digest=DIGEST)
    store = Store()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [""])


def test_what_is_whole_and_no_media_is_not_in_the_way_of_the_next_attempt(parcel: Parcel, clock: FakeClock) -> None:
    left_behind(parcel, bytes(len(CLIP)), sealed=True)
    store = Store()

    link_error_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert save(store, parcel, clock).sha256 == DIGEST


def test_a_run_that_was_killed_before_the_naming_is_finished_by_the_next(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    sealed(parcel, tmp_path / "boat.mp4").close()
    store = Store()

    saved = save(store, parcel, clock)

    assert (saved.sha256, store.asked, names_in(tmp_path)) == (DIGEST, [], ["boat.mp4", "boat.mp4.vidu.json"])


@pytest.mark.parametrize("if_exists", [None, *IfExists])
@pytest.mark.parametrize("overwrite", [False, True], ids=["linked", "renamed"])
def test_a_run_that_was_killed_behind_the_naming_is_finished_by_the_next(
    if_exists: IfExists | None,
    overwrite: bool,  # noqa: FBT001  # a cell of the table
    parcel: Parcel,
    clock: FakeClock,
    tmp_path: Path,
) -> None:
    part = sealed(parcel, tmp_path / "boat.mp4")
    part.give_name(tmp_path / "boat.mp4", overwrite=overwrite)
    part.close()
    store = Store()

    saved = save(store, replace(parcel, if_exists=if_exists), clock)

    assert (saved.sha256, store.asked, names_in(tmp_path)) == (DIGEST, [], ["boat.mp4", "boat.mp4.vidu.json"])


def test_a_file_without_a_sidecar_is_proven_by_what_is_left_until_that_is_let_go(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    bare = replace(parcel, facts=None)
    clock.drive(saver_on(Store()).save(LINK, bare))
    store = Store()

    again = save(store, bare, clock)

    assert (again.is_kept, again.sha256, store.asked, names_in(tmp_path)) == (True, DIGEST, [], ["boat.mp4"])


def test_a_finished_file_that_still_has_its_second_name_is_never_written_to(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    part = sealed(parcel, tmp_path / "elsewhere.mp4")
    part.give_name(tmp_path / "elsewhere.mp4", overwrite=False)
    part.close()

    save(Store(content=OTHER, etag='"v2"'), parcel, clock)

    assert (tmp_path / "elsewhere.mp4").read_bytes() == CLIP


def test_a_beginning_that_has_a_name_by_itself_is_not_gone_on_with(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    store = broken_off(Store(), parcel, clock)
    (part,) = tmp_path.glob(".*.part")
    named = tmp_path / "mine.mp4"
    named.hardlink_to(part)
    before = named.read_bytes()

    save(store, parcel, clock)

    assert (named.read_bytes() == before, store.asked) == (True, ["", ""])
