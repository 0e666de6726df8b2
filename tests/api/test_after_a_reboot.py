"""A machine that went down in the middle of a download: only what was brought to the disk is trusted."""

import sys
from hashlib import sha256
from uuid import UUID

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import link_error_in_driving
from tests.support.storage import CLIP, DIGEST, LINK, Store, broken_off, left_behind, save, saver_on, told_otherwise
from vidu_cli.api.notes import boot
from vidu_cli.policy.leftovers import BLOCK_BYTES
from vidu_cli.policy.parcels import Parcel

SYNCED_BYTES = BLOCK_BYTES * 4
SYNCED = {"synced_bytes": SYNCED_BYTES, "synced_sha256": sha256(CLIP[:SYNCED_BYTES]).hexdigest()}


def test_what_was_never_brought_to_the_disk_begins_anew(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)
    told_otherwise(parcel, boot="an earlier one", synced_bytes=0)

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, ["", ""])


def test_what_came_before_a_line_broke_was_brought_to_the_disk(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock, after=BLOCK_BYTES * 8 + 7)
    told_otherwise(parcel, boot="an earlier one")
    came = store.sent_bytes

    assert (save(store, parcel, clock).sha256, store.asked[1]) == (DIGEST, f"bytes={came}-")


def test_what_was_brought_to_the_disk_is_gone_on_with(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)
    told_otherwise(parcel, boot="an earlier one", **SYNCED)

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, ["", f"bytes={SYNCED_BYTES}-"])


def test_what_is_not_any_more_what_was_brought_to_the_disk_begins_anew(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)
    told_otherwise(parcel, **SYNCED)
    (part,) = parcel.home.glob(".*.part")
    with part.open("r+b") as damaged:
        damaged.seek(SYNCED_BYTES - 100)
        damaged.write(bytes(50))

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, ["", ""])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which start it is")
def test_the_machine_tells_which_start_it_is() -> None:
    assert UUID(boot()).version == 4


def test_a_whole_file_that_was_brought_to_the_disk_needs_nothing_more(parcel: Parcel, clock: FakeClock) -> None:
    left_behind(parcel, CLIP, sealed=True)
    told_otherwise(parcel, boot="an earlier one")
    store = Store()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [])


def test_what_goes_on_after_it_is_trusted_like_any_other_beginning(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)
    told_otherwise(parcel, boot="an earlier one", **SYNCED)
    store.breaks_after.append(BLOCK_BYTES * 3)
    link_error_in_driving(clock, saver_on(store).save(LINK, parcel))

    save(store, parcel, clock)

    assert store.asked[1:] == [f"bytes={SYNCED_BYTES}-", f"bytes={BLOCK_BYTES * 7}-"]


@pytest.mark.parametrize("odd", [{"synced_bytes": "4"}, {"synced_bytes": -1}, {"synced_sha256": 7}, {"boot": ["x"]}])
def test_a_journal_that_tells_nonsense_of_the_disk_tells_nothing(
    odd: dict[str, object], parcel: Parcel, clock: FakeClock
) -> None:
    store = broken_off(Store(), parcel, clock)
    told_otherwise(parcel, **{"boot": "an earlier one", **SYNCED, **odd})

    assert save(store, parcel, clock).sha256 == DIGEST
