import errno
import os
import resource
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.clock import FakeClock
from tests.support.loopback import answer, hanging_up_after, listening
from tests.support.outcomes import failure_in_driving, link_error_in_driving
from tests.support.wires import Says, Wire
from vidu_cli.api.download import Downloader
from vidu_cli.api.saving import Saver
from vidu_cli.api.targets import check_output
from vidu_cli.errors.failure import ViduError
from vidu_cli.policy.parcels import Parcel
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40
LINK = "https://store.test/clip.mp4?sig=1"


def saver_on(handler: httpx.AsyncBaseTransport | None) -> Saver:
    return Saver(Downloader(handler=handler, log=lambda _level, _line: None))


def parcel(target: Path | str, folder: Path | None = None) -> Parcel:
    """The result of task 7 on its way to one name, or into a folder under a name that its bytes decide on."""
    if folder is not None:
        return Parcel(task_id="7", folder=folder, name_for=lambda extension: f"{target}{extension}")
    return Parcel(task_id="7", folder=Path(target).parent, name_for=lambda _: Path(target).name)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def saver() -> Saver:
    return saver_on(Wire(Says(body=MP4)))


class Drips(httpx.AsyncBaseTransport):
    """Answers with single bytes."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=self._bytes(), request=request)

    async def _bytes(self) -> AsyncIterator[bytes]:
        for one in MP4:
            yield bytes([one])


def test_a_result_is_saved_whole_under_the_name_that_its_bytes_call_for(
    saver: Saver, clock: FakeClock, tmp_path: Path
) -> None:
    path = clock.drive(saver.save(LINK, parcel("clip", tmp_path))).path
    clock.drive(saver.let_go(parcel("clip", tmp_path)))

    assert (path, path.read_bytes(), names_in(tmp_path)) == (tmp_path / "clip.mp4", MP4, ["clip.mp4"])


def test_a_result_that_comes_byte_by_byte_is_saved_whole(clock: FakeClock, tmp_path: Path) -> None:
    path = clock.drive(saver_on(Drips()).save(LINK, parcel("clip", tmp_path))).path

    assert (path.name, path.read_bytes()) == ("clip.mp4", MP4)


def test_a_saved_result_can_be_read_by_whom_the_umask_lets(saver: Saver, clock: FakeClock, tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        path = clock.drive(saver.save(LINK, parcel(tmp_path / "clip.mp4"))).path
    finally:
        os.umask(umask)

    assert path.stat().st_mode & 0o777 == 0o644


def test_a_folder_that_is_not_there_yet_is_made(saver: Saver, clock: FakeClock, tmp_path: Path) -> None:
    path = clock.drive(saver.save(LINK, parcel(tmp_path / "new" / "deep" / "clip.mp4"))).path

    assert path.read_bytes() == MP4


@pytest.mark.parametrize("name", ["a" * 255, "片" * 85], ids=["letters", "Chinese"])
def test_the_longest_name_that_the_disk_takes_can_be_saved(
    name: str, saver: Saver, clock: FakeClock, tmp_path: Path
) -> None:
    path = clock.drive(saver.save(LINK, parcel(tmp_path / name))).path

    assert path.read_bytes() == MP4


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"<!doctype html><title>Log in</title>",
        b'{"code": 403, "reason": "AccessDenied"}',
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
    ],
    ids=repr,
)
def test_what_is_no_media_is_an_error_of_the_link_and_leaves_nothing_behind(
    body: bytes, clock: FakeClock, tmp_path: Path
) -> None:
    saver = saver_on(Wire(Says(body=body, headers={"content-type": "video/mp4"})))

    link_error_in_driving(clock, saver.save(LINK, parcel(tmp_path / "clip.mp4")))

    assert names_in(tmp_path) == []


def test_a_download_that_is_cut_off_leaves_nothing_under_its_name(clock: FakeClock, tmp_path: Path) -> None:
    async def save() -> None:
        async with listening(hanging_up_after(answer(MP4[:5000], length=len(MP4)))) as peer:
            await saver_on(None).save(f"http://127.0.0.1:{peer.port}/clip", parcel(tmp_path / "clip.mp4"))

    link_error_in_driving(clock, save())

    assert sorted(names_in(tmp_path)) == [".7-1-result.part", ".7-1-result.part.json"]


def test_a_target_that_came_to_be_meanwhile_is_kept_and_is_91(saver: Saver, clock: FakeClock, tmp_path: Path) -> None:
    target = tmp_path / "clip.mp4"
    target.write_bytes(b"mine")

    failure = failure_in_driving(clock, saver.save(LINK, parcel(target)))

    assert (failure.exit_code, target.read_bytes(), names_in(tmp_path)) == (91, b"mine", ["clip.mp4"])


def test_a_link_to_nowhere_at_the_target_is_kept_and_is_91(saver: Saver, clock: FakeClock, tmp_path: Path) -> None:
    target = tmp_path / "clip.mp4"
    target.symlink_to(tmp_path / "nowhere")

    failure = failure_in_driving(clock, saver.save(LINK, parcel(target)))

    assert (failure.exit_code, names_in(tmp_path)) == (91, ["clip.mp4"])


@pytest.mark.parametrize("name", ["file/clip.mp4", "x" * 300], ids=["below a file", "name too long"])
def test_a_target_that_the_disk_refuses_is_92(name: str, saver: Saver, clock: FakeClock, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    failure = failure_in_driving(clock, saver.save(LINK, parcel(tmp_path / name)))

    assert (failure.exit_code, names_in(tmp_path)) == (92, ["file"])


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may grow beyond 4 kB: writing fails in the middle, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("small_files")
def test_a_disk_that_fails_in_the_middle_is_92_and_nothing_is_left_behind(
    saver: Saver, clock: FakeClock, tmp_path: Path
) -> None:
    failure = failure_in_driving(clock, saver.save(LINK, parcel(tmp_path / "clip.mp4")))

    assert (failure.exit_code, names_in(tmp_path)) == (92, [])


def checked(output: Path | str, *, results: int = 1) -> int:
    """The number with which `-o` is refused, 0 when it is not."""
    try:
        check_output(str(output), results=results)
    except ViduError as error:
        return error.failure.exit_code
    return 0


@pytest.mark.parametrize("output", ["clip.mp4", "", "new/", "new/deep/", "folder", "folder/"])
def test_an_output_that_can_be_written_passes_and_nothing_is_made(output: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    number = checked(f"{tmp_path}/{output}")

    assert (number, names_in(tmp_path)) == (0, ["folder"])


def test_one_file_name_for_several_results_is_a_usage_error(tmp_path: Path) -> None:
    assert checked(tmp_path / "clip.mp4", results=2) == 2


@pytest.mark.parametrize("output", ["here.mp4", "link.mp4"])
def test_an_output_that_exists_is_91(output: str, tmp_path: Path) -> None:
    (tmp_path / "here.mp4").write_bytes(b"")
    (tmp_path / "link.mp4").symlink_to(tmp_path / "nowhere")

    assert checked(tmp_path / output) == 91


@pytest.mark.parametrize("output", ["nowhere/clip.mp4", "file/clip.mp4", "file/", "file/below/"])
def test_an_output_that_has_no_folder_is_92(output: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert checked(f"{tmp_path}/{output}") == 92


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("output", ["clip.mp4", ""])
def test_a_folder_that_may_not_be_written_to_is_92(output: str, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    assert checked(f"{closed}/{output}") == 92


def test_a_folder_that_takes_nothing_may_hold_what_is_proven(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)

    check_output(f"{tmp_path}/", results=1, must_take=False)
    assert checked(f"{tmp_path}/") == 92


def test_a_picture_without_a_promised_length_that_broke_off_is_no_picture(clock: FakeClock, tmp_path: Path) -> None:
    whole = content(ResultFile.COVER)

    async def visit() -> None:
        head = b"HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"
        async with listening(hanging_up_after(head + whole[: len(whole) // 2])) as peer:
            saver = Saver(Downloader(log=lambda _level, _line: None))
            await saver.save(f"http://127.0.0.1:{peer.port}/c.jpg", parcel(tmp_path / "c.jpg"))

    assert str(link_error_in_driving(clock, visit())) == f"the file broke off after {len(whole) // 2} bytes"
