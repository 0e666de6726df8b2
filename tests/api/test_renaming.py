"""`--if-exists rename`: a file beside the one in its place."""

from dataclasses import replace
from pathlib import Path

from tests.support.clock import FakeClock
from tests.support.storage import LINK, Store, names_in, save, saver_on
from vidu_cli.policy.parcels import IfExists, Parcel


def test_rename_takes_the_next_name_that_is_free(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "boat.mp4").write_bytes(b"mine")
    (tmp_path / "boat-2.mp4").write_bytes(b"mine too")

    saved = save(Store(), replace(parcel, if_exists=IfExists.RENAME), clock)

    assert (saved.path.name, (tmp_path / "boat.mp4").read_bytes()) == ("boat-3.mp4", b"mine")


def test_what_another_task_brought_already_leaves_nothing_that_proves_nothing(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    bare = replace(parcel, facts=None, if_exists=IfExists.RENAME)
    save(Store(), bare, clock)

    saved = clock.drive(saver_on(Store()).save(LINK, replace(bare, task_id="8")))

    assert (saved.path.name, saved.is_kept, names_in(tmp_path)) == ("boat.mp4", True, ["boat.mp4"])


def test_rename_finds_what_it_saved_before(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "boat.mp4").write_bytes(b"mine")
    renaming = replace(parcel, if_exists=IfExists.RENAME)
    save(Store(), renaming, clock)
    store = Store()

    saved = save(store, renaming, clock)

    assert (saved.path.name, saved.is_kept, store.asked) == ("boat-2.mp4", True, [])


def test_rename_finds_what_it_saved_before_where_a_lower_number_has_gone(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    for name in ("boat.mp4", "boat-2.mp4", "boat-3.mp4"):
        (tmp_path / name).write_bytes(b"mine")
    renaming = replace(parcel, if_exists=IfExists.RENAME)
    save(Store(), renaming, clock)
    (tmp_path / "boat.mp4").unlink()
    (tmp_path / "boat-2.mp4").unlink()

    saved = save(Store(), renaming, clock)

    assert (saved.path.name, saved.is_kept) == ("boat-4.mp4", True)
