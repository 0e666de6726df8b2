"""A download that was broken off and goes on, in the same run and in the next one."""

import errno
import os
import ssl
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving, link_error_in_driving
from tests.support.storage import (
    CLIP,
    DIGEST,
    LINK,
    OTHER,
    Store,
    broken_off,
    names_in,
    save,
    saver_on,
)
from vidu_cli.policy.leftovers import BLOCK_BYTES
from vidu_cli.policy.parcels import Parcel


def test_the_next_attempt_asks_for_the_rest_alone(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    store = broken_off(Store(), parcel, clock)

    saved = save(store, parcel, clock)

    assert (store.asked, saved.sha256, (tmp_path / "boat.mp4").read_bytes() == CLIP) == (
        ["", f"bytes={BLOCK_BYTES * 11}-"],
        DIGEST,
        True,
    )


def test_the_next_attempt_of_the_same_run_asks_for_nothing_twice(parcel: Parcel, clock: FakeClock) -> None:
    store = Store(breaks_after=[60_000, 120_000], piece_bytes=60_000)
    saver = saver_on(store)
    for _ in store.breaks_after.copy():
        link_error_in_driving(clock, saver.save(LINK, parcel))

    saved = clock.drive(saver.save(LINK, parcel))

    assert (store.asked, saved.sha256) == (["", "bytes=60000-", "bytes=180000-"], DIGEST)


def test_a_new_signature_goes_on_with_the_same_file(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(), parcel, clock)

    saved = clock.drive(saver_on(store).save("https://elsewhere.test/x.mp4?sig=2", parcel))

    assert (saved.sha256, store.asked[1]) == (DIGEST, f"bytes={BLOCK_BYTES * 11}-")


def test_a_file_without_an_etag_is_gone_on_with_by_its_time_and_length(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(etag="", modified="Fri, 27 Nov 2026 03:00:00 GMT"), parcel, clock)

    assert (save(store, parcel, clock).sha256, store.asked[1]) == (DIGEST, f"bytes={BLOCK_BYTES * 11}-")


def test_a_file_that_became_another_one_begins_anew(parcel: Parcel, clock: FakeClock) -> None:
    broken_off(Store(), parcel, clock)
    store = Store(content=OTHER, etag='"v2"')

    assert save(store, parcel, clock).sha256 == sha256(OTHER).hexdigest()


def test_a_server_that_knows_no_ranges_sends_it_all_again(parcel: Parcel, clock: FakeClock) -> None:
    store = broken_off(Store(knows_ranges=False), parcel, clock)

    assert save(store, parcel, clock).sha256 == DIGEST


def test_a_file_that_became_shorter_begins_anew_in_the_same_attempt(parcel: Parcel, clock: FakeClock) -> None:
    broken_off(Store(), parcel, clock)
    store = Store(content=CLIP[:1000])

    saved = save(store, parcel, clock)

    assert (saved.size_bytes, store.asked) == (1000, [f"bytes={BLOCK_BYTES * 11}-", ""])


def test_a_broken_record_of_tls_is_the_lines_fault_and_what_came_is_gone_on_with(
    parcel: Parcel, clock: FakeClock
) -> None:
    store = broken_off(Store(broken_by=ssl.SSLError("DECRYPTION_FAILED_OR_BAD_RECORD_MAC")), parcel, clock)

    assert (save(store, parcel, clock).sha256, store.asked[1]) == (DIGEST, f"bytes={BLOCK_BYTES * 11}-")


def test_what_a_broken_attempt_brought_is_told(parcel: Parcel, clock: FakeClock) -> None:
    store = Store(breaks_after=[700_000])

    error = link_error_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert error.here_bytes == store.sent_bytes


def test_an_attempt_that_begins_afresh_asks_for_no_part(parcel: Parcel, clock: FakeClock) -> None:
    link_error_in_driving(clock, saver_on(Store(breaks_after=[700_000])).save(LINK, parcel))
    store = Store()

    saved = clock.drive(saver_on(store).save(LINK, parcel, afresh=True))

    assert (saved.sha256, store.asked) == (DIGEST, [""])


def test_a_link_in_the_place_of_what_is_written_for_a_moment_is_not_followed(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (tmp_path / f".{parcel.key}.part.new").symlink_to(precious)

    assert (save(Store(), parcel, clock).sha256, precious.read_bytes()) == (DIGEST, b"mine")


@pytest.mark.parametrize("name", [".7-1-result.part.json", ".7-1-result.part"])
def test_a_pipe_in_the_place_of_what_is_read_is_not_waited_for(
    name: str, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / name)

    assert save(Store(), parcel, clock).sha256 == DIGEST


@pytest.mark.parametrize("journal", [None, b"", b"{", b"[]", b'{"etag": 7}', '{"etag": "\\"é\\""}'.encode(), b"\xff"])
def test_a_beginning_of_which_nobody_knows_what_it_is_begins_anew(
    journal: bytes | None, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / ".7-1-result.part").write_bytes(OTHER[:400_000])
    if journal is not None:
        (tmp_path / ".7-1-result.part.json").write_bytes(journal)
    store = Store()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [""])


def test_a_link_in_the_place_of_the_beginning_is_not_followed(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (tmp_path / ".7-1-result.part").symlink_to(precious)

    assert (save(Store(), parcel, clock).sha256, precious.read_bytes()) == (DIGEST, b"mine")


@pytest.mark.parametrize(
    ("batch_bytes", "breaks_after"), [(1, []), (1, [700_000]), (10_000_000, [])], ids=["", "broken", "at the end"]
)
def test_a_disk_that_does_not_keep_what_was_written_ends_a_download(
    batch_bytes: int, breaks_after: list[int], parcel: Parcel, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("vidu_cli.api.writing.SYNC_BYTES", 1)
    monkeypatch.setattr("vidu_cli.api.writing.BATCH_BYTES", batch_bytes)
    monkeypatch.setattr(os, "fsync", refuse)
    store = Store(breaks_after=list(breaks_after))

    failure = failure_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert (failure.exit_code, os.strerror(errno.EIO) in failure.message, names_in(parcel.home)) == (92, True, [])


def test_how_much_is_here_is_told_as_it_comes(parcel: Parcel, clock: FakeClock) -> None:
    told: list[tuple[int, int | None]] = []

    clock.drive(saver_on(Store()).save(LINK, parcel, watch=lambda _, here, all_of_it: told.append((here, all_of_it))))

    assert (told[-1], told == sorted(told)) == ((len(CLIP), len(CLIP)), True)
