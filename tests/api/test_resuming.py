"""A download that was broken off and goes on: in the same run, in the next one, and behind every moment of a kill."""

import errno
import fcntl
import json
import os
import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import Timer
from typing import Any

import httpx
import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving, link_error_in_driving
from vidu_cli.api.download import Downloader
from vidu_cli.api.home import finished
from vidu_cli.api.parts import BLOCK_BYTES, Part
from vidu_cli.api.saving import Saver
from vidu_cli.policy.parcels import IfExists, Parcel, Saved
from vidu_cli.policy.ranges import Mark

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4096
OTHER = b"\x00\x00\x00\x18ftypmp42" + bytes(range(255, -1, -1)) * 4096
DIGEST = sha256(CLIP).hexdigest()
LINK = "https://store.test/clip.mp4?sig=1"


@dataclass
class Store(httpx.AsyncBaseTransport):
    """A storage of one file. `breaks_after` cuts an answer off; `asked` are the ranges that were asked for."""

    content: bytes = CLIP
    etag: str = '"v1"'
    modified: str = ""
    breaks_after: list[int] = field(default_factory=list)
    knows_ranges: bool = True
    asked: list[str] = field(default_factory=list)
    sent_bytes: int = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.headers.get("range", ""))
        marks = {"etag": self.etag, "last-modified": self.modified}
        headers = {name: value for name, value in marks.items() if value}
        start = self._start(request.headers)
        if start is None:
            return httpx.Response(416, request=request)
        body = self.content[start:]
        if start:
            headers["content-range"] = f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"
        headers["content-length"] = str(len(body))
        return httpx.Response(206 if start else 200, headers=headers, stream=self._stream(body), request=request)

    def _start(self, headers: Mapping[str, str]) -> int | None:
        asked = re.fullmatch(r"bytes=(\d+)-", headers.get("range", ""))
        if not asked or not self.knows_ranges or headers["if-range"] not in (self.etag, self.modified):
            return 0
        return int(asked[1]) if int(asked[1]) < len(self.content) else None

    def _stream(self, body: bytes) -> httpx.AsyncByteStream:
        store, cut = self, self.breaks_after.pop(0) if self.breaks_after else None

        class Stream(httpx.AsyncByteStream):
            async def __aiter__(self) -> Any:
                for place in range(0, len(body) if cut is None else cut, 65536):
                    piece = body[place : place + 65536]
                    store.sent_bytes += len(piece)
                    yield piece
                if cut is not None:
                    raise httpx.ReadError("the line broke")

        return Stream()


def saver_on(store: Store) -> Saver:
    return Saver(Downloader(store, log=lambda _level, _line: None))


@pytest.fixture
def parcel(tmp_path: Path) -> Parcel:
    return Parcel(
        task_id="7",
        creation_id="70",
        folder=tmp_path,
        name_for=lambda extension: f"boat{extension}",
        facts={"prompt": "a boat"},
        modified_at=1_700_000_000.0,
    )


def broken_off(store: Store, parcel: Parcel, clock: FakeClock, *, after: int = 700_000) -> Store:
    """The storage behind a first attempt that broke off."""
    store.breaks_after.append(after)
    link_error_in_driving(clock, saver_on(store).save(LINK, parcel))
    return store


def save(store: Store, parcel: Parcel, clock: FakeClock) -> Saved:
    return clock.drive(saver_on(store).save(LINK, parcel))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_next_attempt_asks_for_the_rest_alone(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    store = broken_off(Store(), parcel, clock)

    saved = save(store, parcel, clock)

    assert (store.asked, saved.sha256, (tmp_path / "boat.mp4").read_bytes() == CLIP) == (
        ["", f"bytes={BLOCK_BYTES * 11}-"],
        DIGEST,
        True,
    )


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


def test_what_a_broken_attempt_brought_is_told(parcel: Parcel, clock: FakeClock) -> None:
    store = Store(breaks_after=[700_000])

    error = link_error_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert error.here_bytes == store.sent_bytes


def left_behind(parcel: Parcel, content: bytes, *, sealed: bool, digest: str | None = None) -> None:
    """What a run leaves that dies when the last byte is there, before or after it was brought to the disk."""
    part = Part(parcel.home, parcel.key)
    part.begin(Mark(etag='"v1"', size_bytes=len(content)))
    part.write([content])
    if sealed:
        part.seal(parcel.target(".mp4"), modified_at=None)
    part.close()
    if digest is not None:
        journal = parcel.home / f".{parcel.key}.part.json"
        journal.write_text(json.dumps({**json.loads(journal.read_text()), "sha256": digest}))


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


def test_what_is_not_what_was_brought_to_the_disk_begins_anew(parcel: Parcel, clock: FakeClock) -> None:
    left_behind(parcel, OTHER, sealed=True, digest=DIGEST)
    store = Store()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [""])


def test_what_is_whole_and_no_media_is_not_in_the_way_of_the_next_attempt(parcel: Parcel, clock: FakeClock) -> None:
    left_behind(parcel, bytes(len(CLIP)), sealed=True)
    store = Store()

    link_error_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert save(store, parcel, clock).sha256 == DIGEST


def test_an_attempt_that_begins_afresh_asks_for_no_part(parcel: Parcel, clock: FakeClock) -> None:
    link_error_in_driving(clock, saver_on(Store(breaks_after=[700_000])).save(LINK, parcel))
    store = Store()

    saved = clock.drive(saver_on(store).save(LINK, parcel, afresh=True))

    assert (saved.sha256, store.asked) == (DIGEST, [""])


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


def test_a_name_that_is_no_text_and_words_that_are_none_are_written_down(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    name = "b\udcffat"
    odd = replace(parcel, name_for=lambda extension: name + extension, facts={"prompt": "half \ud83d"})

    saved = clock.drive(saver_on(Store()).save(LINK, odd))

    told = json.loads((tmp_path / f"{name}.mp4.vidu.json").read_bytes())
    assert (saved.path.name, told["file"], told["prompt"]) == (f"{name}.mp4", f"{name}.mp4", "half \ud83d")


def test_a_link_in_the_place_of_what_is_written_for_a_moment_is_not_followed(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (tmp_path / f".{parcel.key}.part.new").symlink_to(precious)

    assert (save(Store(), parcel, clock).sha256, precious.read_bytes()) == (DIGEST, b"mine")


@pytest.mark.parametrize("name", [".7-1-result.part.json", ".7-1-result.part", "boat.mp4.vidu.json"])
def test_a_pipe_in_the_place_of_what_is_read_is_not_waited_for(
    name: str, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / name)

    assert save(Store(), parcel, clock).sha256 == DIGEST


@pytest.mark.parametrize("journal", [None, b"", b"{", b"[]", b'{"etag": 7}', b"\xff"])
def test_a_beginning_of_which_nobody_knows_what_it_is_begins_anew(
    journal: bytes | None, parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / ".7-1-result.part").write_bytes(OTHER[:400_000])
    if journal is not None:
        (tmp_path / ".7-1-result.part.json").write_bytes(journal)
    store = Store()

    assert (save(store, parcel, clock).sha256, store.asked) == (DIGEST, [""])


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

    assert (saved, store.asked) == (
        Saved(path=tmp_path / "boat.mp4", size_bytes=4, sha256=None, is_kept=True),
        [],
    )


def test_rename_takes_the_next_name_that_is_free(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "boat.mp4").write_bytes(b"mine")
    (tmp_path / "boat-2.mp4").write_bytes(b"mine too")

    saved = save(Store(), replace(parcel, if_exists=IfExists.RENAME), clock)

    assert (saved.path.name, (tmp_path / "boat.mp4").read_bytes()) == ("boat-3.mp4", b"mine")


def test_rename_finds_what_it_saved_before(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "boat.mp4").write_bytes(b"mine")
    renaming = replace(parcel, if_exists=IfExists.RENAME)
    save(Store(), renaming, clock)
    store = Store()

    saved = save(store, renaming, clock)

    assert (saved.path.name, saved.is_kept, store.asked) == ("boat-2.mp4", True, [])


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


def sealed(parcel: Parcel, target: Path) -> Part:
    """A run that was killed when its file was whole and about to get its name."""
    part = Part(parcel.home, parcel.key)
    part.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))
    part.write([CLIP])
    part.seal(target, modified_at=None)
    return part


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


def test_a_finished_file_that_still_has_its_second_name_is_never_written_to(
    parcel: Parcel, clock: FakeClock, tmp_path: Path
) -> None:
    part = sealed(parcel, tmp_path / "elsewhere.mp4")
    part.give_name(tmp_path / "elsewhere.mp4", overwrite=False)
    part.close()

    save(Store(content=OTHER, etag='"v2"'), parcel, clock)

    assert (tmp_path / "elsewhere.mp4").read_bytes() == CLIP


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


def test_a_link_in_the_place_of_the_beginning_is_not_followed(parcel: Parcel, clock: FakeClock, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    (tmp_path / ".7-1-result.part").symlink_to(precious)

    assert (save(Store(), parcel, clock).sha256, precious.read_bytes()) == (DIGEST, b"mine")


@pytest.mark.parametrize("broken_after", [None, 700_000])
def test_a_disk_that_does_not_keep_what_was_written_before_ends_a_download(
    broken_after: int | None, parcel: Parcel, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Part) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("vidu_cli.api.writing.SYNC_BYTES", 1)
    monkeypatch.setattr(Part, "sync", refuse)
    store = Store(breaks_after=[broken_after] if broken_after else [])

    failure = failure_in_driving(clock, saver_on(store).save(LINK, parcel))

    assert (failure.exit_code, os.strerror(errno.EIO) in failure.message, names_in(tmp_path)) == (92, True, [])


def test_how_much_is_here_is_told_as_it_comes(parcel: Parcel, clock: FakeClock) -> None:
    told: list[tuple[int, int | None]] = []

    clock.drive(saver_on(Store()).save(LINK, parcel, watch=lambda _, here, all_of_it: told.append((here, all_of_it))))

    assert (told[-1], told == sorted(told)) == ((len(CLIP), len(CLIP)), True)
