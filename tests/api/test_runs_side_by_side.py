"""Two runs, or a run and somebody else, that write the same file at the same time."""

import fcntl
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import BinaryIO

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.storage import CLIP, DIGEST, LINK, Store, broken_off, names_in, save, saver_on, sealed
from vidu_cli.api.home import finished
from vidu_cli.api.locks import BusyError, locked
from vidu_cli.api.parts import Part
from vidu_cli.policy.parcels import IfExists, Parcel
from vidu_cli.policy.ranges import Kept, Mark


def test_what_is_kept_takes_nothing_from_another_run_that_brings_the_same_file(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    save(Store(), parcel, clock)
    elsewhere = replace(parcel, name_for=lambda extension: f"other{extension}")
    live = Part(elsewhere.home, elsewhere.key)
    live.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))
    live.write([CLIP[:700_000]])

    kept = save(Store(), parcel, clock)
    live.write([CLIP[700_000:]])
    live.seal(tmp_path / "other.mp4", modified_at=None)
    live.give_name(tmp_path / "other.mp4", overwrite=False)
    live.discard()

    left = sorted(path.name for path in tmp_path.iterdir())
    assert (kept.is_kept, (tmp_path / "other.mp4").read_bytes() == CLIP) == (True, True)
    assert left == ["boat.mp4", "boat.mp4.vidu.json", "other.mp4"]


def test_a_file_that_was_taken_away_while_it_was_brought_gives_its_name_to_no_other(
    parcel: Parcel, tmp_path: Path
) -> None:
    part = Part(parcel.home, parcel.key)
    part.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))
    part.write([CLIP])
    (tmp_path / f".{parcel.key}.part").unlink()
    (tmp_path / f".{parcel.key}.part").write_bytes(b"another run's")

    with closing(part), pytest.raises(FileNotFoundError):
        part.give_name(tmp_path / "boat.mp4", overwrite=True)

    assert not (tmp_path / "boat.mp4").exists()


@pytest.mark.parametrize("if_exists", [None, IfExists.SKIP, IfExists.RENAME, IfExists.OVERWRITE])
def test_a_run_that_was_faster_with_the_same_file_is_no_failure(
    if_exists: IfExists | None, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    parcel = replace(parcel, if_exists=if_exists)

    def finish_first(_: Parcel, here: int, __: int | None) -> None:
        if here == len(CLIP):
            (tmp_path / "boat.mp4").write_bytes(CLIP)

    saved = clock.drive(saver_on(Store()).save(LINK, parcel, watch=finish_first))

    assert (saved.path.name, saved.sha256) == ("boat.mp4", DIGEST)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["boat.mp4", "boat.mp4.vidu.json"]


def test_where_even_the_very_result_is_refused_a_faster_run_is_a_failure(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    strict = replace(parcel, if_exists=IfExists.FAIL)

    def finish_first(_: Parcel, here: int, __: int | None) -> None:
        if here == len(CLIP):
            (tmp_path / "boat.mp4").write_bytes(CLIP)

    assert failure_in_driving(clock, saver_on(Store()).save(LINK, strict, watch=finish_first)).exit_code == 91


@pytest.mark.parametrize(("if_exists", "name"), [(IfExists.SKIP, "boat.mp4"), (IfExists.RENAME, "boat-2.mp4")])
def test_another_file_that_came_there_meanwhile_is_dealt_with_as_was_said(
    if_exists: IfExists, name: str, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    parcel = replace(parcel, if_exists=if_exists)

    def come(*_: object) -> None:
        (tmp_path / "boat.mp4").write_bytes(b"mine")

    saved = clock.drive(saver_on(Store()).save(LINK, parcel, watch=come))

    assert (saved.path.name, saved.is_kept, (tmp_path / "boat.mp4").read_bytes()) == (
        name,
        if_exists is IfExists.SKIP,
        b"mine",
    )


def test_a_run_that_is_about_to_be_done_with_the_file_is_waited_for(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    other = sealed(parcel, tmp_path / "boat.mp4")
    store = Store()

    def finish() -> None:
        other.give_name(tmp_path / "boat.mp4", overwrite=False)
        finished(parcel, other, tmp_path / "boat.mp4", other.sha256, is_kept=False)

    later = Timer(0.2, finish)
    later.start()
    saved = save(store, parcel, clock)
    later.join()

    assert (saved.path, saved.is_kept, store.asked) == (tmp_path / "boat.mp4", True, [])


def test_a_file_that_another_run_is_bringing_is_left_to_it(
    parcel: Parcel, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidu_cli.api.saving.BUSY_S", 0.0)
    store = broken_off(Store(), parcel, clock)
    with (tmp_path / ".7-1-result.part").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        failure = failure_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert (failure.exit_code, "another run" in failure.message) == (92, True)


def test_two_runs_that_begin_at_the_same_moment_leave_the_part_to_one_of_them(
    parcel: Parcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Part(parcel.home, parcel.key) for _ in range(2))

    def begin_first(path: Path, **_: bool) -> BinaryIO:
        monkeypatch.setattr("vidu_cli.api.parts.locked", locked)
        first.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))
        # As the second run saw it the moment before.
        raise FileNotFoundError(path)

    monkeypatch.setattr("vidu_cli.api.parts.locked", begin_first)
    with closing(first), pytest.raises(BusyError):
        second.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))

    assert names_in(parcel.home) == [".7-1-result.part", ".7-1-result.part.json"]


def test_a_run_that_goes_on_bringing_the_file_is_waited_for(
    parcel: Parcel, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Part(parcel.home, parcel.key)
    other.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))
    rest = [CLIP[place : place + 65_536] for place in range(0, len(CLIP), 65_536)]

    look = Part.resume

    def bring_more_first(self: Part, *, written_bytes: int) -> Kept | None:
        if rest:
            other.write([rest.pop(0)])
        else:
            other.seal(tmp_path / "boat.mp4", modified_at=None)
            other.give_name(tmp_path / "boat.mp4", overwrite=False)
            finished(parcel, other, tmp_path / "boat.mp4", other.sha256, is_kept=False)
        return look(self, written_bytes=written_bytes)

    # Far less than what all of it takes: but every look finds more.
    monkeypatch.setattr("vidu_cli.api.saving.BUSY_S", 0.05)
    monkeypatch.setattr("vidu_cli.api.saving.BUSY_PAUSE_S", 0.01)
    monkeypatch.setattr(Part, "resume", bring_more_first)

    assert save(Store(), parcel, clock).path.read_bytes() == CLIP
