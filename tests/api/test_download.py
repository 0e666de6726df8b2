"""What can come of a link: every way in which a file does not come whole."""

import asyncio
import ssl
from collections.abc import Callable

import httpx
import pytest

from tests.support.clock import FakeClock
from tests.support.loopback import (
    Manner,
    answer,
    dripping,
    hanging_up_after,
    listening,
    never_answers,
    resets_after_the_request,
)
from tests.support.outcomes import failure_in_driving, link_error_in_driving
from tests.support.storage import fetched
from tests.support.wires import Says, Wire
from vidu_cli.api.download import MOST_REDIRECTS, Downloader
from vidu_cli.api.pace import Limits, Pace
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.ranges import Kept, Mark
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256))
CLIP = content(ResultFile.VIDEO)


@pytest.mark.parametrize(
    "manner",
    [
        hanging_up_after(answer(MP4[:100], length=len(MP4))),
        hanging_up_after(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n" + MP4[:10]),
        hanging_up_after(b""),
        resets_after_the_request,
    ],
    ids=["length", "chunks", "nothing", "reset"],
)
def test_a_file_that_does_not_come_whole_is_an_error_of_the_link(
    manner: Manner, downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    async def visit() -> None:
        async with listening(manner) as peer:
            await fetched(downloader(), f"http://127.0.0.1:{peer.port}/clip.mp4")

    assert link_error_in_driving(clock, visit()).status is None


@pytest.mark.parametrize("status", [304, 403, 404, 410, 416, 500, 503])
def test_a_link_that_is_refused_tells_the_status(
    status: int, downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    wire = Wire(Says(status=status, body=b"<Error>expired</Error>"))

    error = link_error_in_driving(clock, fetched(downloader(wire), "https://store.test/clip.mp4?sig=1"))

    assert error.status == status


@pytest.mark.parametrize(("given", "asked_s"), [("7", 7.0), ("", 0.0), ("soon", 0.0), ("9" * 400, 0.0), ("-1", 0.0)])
def test_a_link_that_is_refused_tells_for_how_long(
    given: str, asked_s: float, downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    wire = Wire(Says(status=429, headers={"retry-after": given}))

    error = link_error_in_driving(clock, fetched(downloader(wire), "https://store.test/clip.mp4?sig=1"))

    assert (error.retry_after_s, "asks to wait" in str(error)) == (asked_s, bool(asked_s))


@pytest.mark.parametrize(
    "answers",
    [
        Says(status=302),
        Says(status=302, headers={"location": "ftp://store.test/clip"}),
        Says(status=302, headers={"location": "file:///etc/passwd"}),
        Says(status=302, headers={"location": "https://store.test/again"}),
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
    ],
    ids=str,
)
def test_a_link_that_leads_nowhere_is_an_error_of_the_link(
    answers: Says | Exception, downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    wire = Wire(answers)

    error = link_error_in_driving(clock, fetched(downloader(wire), "https://store.test/clip.mp4"))

    assert (type(error), len(wire.requests) <= MOST_REDIRECTS) == (LinkError, True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "clip.mp4",
        "ftp://store.test/a",
        "https://",
        "https://user:pass@store.test/a",
        "https://store.test:99999/a",
        "https://store.test:x/a",
        "https://[::1/a",
        "https://store.test/a\r\nX: y",
        "https://xn--/a",
        "https://..\u2028/a",
        "https://store.test/\ud800",
    ],
    ids=ascii,
)
def test_what_is_no_link_is_never_fetched(url: str, downloader: Callable[..., Downloader], clock: FakeClock) -> None:
    wire = Wire(Says(body=MP4))

    link_error_in_driving(clock, fetched(downloader(wire), url))

    assert wire.requests == []


def test_a_file_of_another_length_than_was_promised_is_an_error_of_the_link(clock: FakeClock) -> None:
    wire = Wire(Says(body=MP4, headers={"content-length": "500"}))
    downloader = Downloader(handler=wire, log=lambda _level, _line: None)

    error = link_error_in_driving(clock, fetched(downloader, "https://store.test/clip.mp4"))

    assert str(error) == f"{len(MP4)} of 500 bytes came"


def test_certificates_that_are_not_there_are_this_machines_fault(
    downloader: Callable[..., Downloader], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")

    failure = failure_in_driving(clock, fetched(downloader(), "https://store.test/clip.mp4"))

    assert (failure.exit_code, "certificates set on this machine" in failure.message) == (97, True)


def test_a_server_that_cannot_go_on_where_it_was_asked_to_makes_what_is_kept_worthless(
    downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    kept = Kept(mark=Mark(etag='"v1"', size_bytes=500), size_bytes=400)

    async def visit() -> None:
        async with downloader(Wire(Says(status=416))).open("https://store.test/clip.mp4", kept):
            pass

    assert link_error_in_driving(clock, visit()).is_stale


BRISK = Limits(silence_s=0.2, slow_s=0.2, least_bytes=1000)


@pytest.mark.parametrize(
    "manner",
    [never_answers, dripping(answer(b"", length=10**9)), dripping(b"HTTP/1.1 200 OK\r\n\r\n")],
    ids=["silent", "a byte now and then", "without end"],
)
def test_a_download_that_would_never_end_is_an_error_of_the_link(manner: Manner, clock: FakeClock) -> None:
    downloader = Downloader(log=lambda _level, _line: None, limits=BRISK)

    async def visit() -> None:
        async with listening(manner) as peer:
            await fetched(downloader, f"http://127.0.0.1:{peer.port}/clip.mp4")

    assert link_error_in_driving(clock, visit()).status is None


def test_who_takes_the_last_bytes_may_need_longer_than_a_line(
    downloader: Callable[..., Downloader], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[float | None] = []

    class Noted(Pace):
        def __init__(self, limits: Limits, patience: asyncio.Timeout) -> None:
            self.patience = patience
            super().__init__(limits, patience)

        def wait(self) -> None:
            super().wait()
            ends.append(self.patience.when())

        def end(self) -> None:
            super().end()
            ends.append(self.patience.when())

    monkeypatch.setattr("vidu_cli.api.download.Pace", Noted)

    clock.drive(fetched(downloader(Wire(Says(body=MP4))), "https://store.test/clip.mp4"))

    assert (ends[0] is None, ends[-1]) == (False, None)


def test_a_broken_record_of_tls_is_an_error_of_the_link(clock: FakeClock) -> None:
    downloader = Downloader(Wire(ssl.SSLError("bad record mac")), log=lambda _level, _line: None)

    error = link_error_in_driving(clock, fetched(downloader, "https://store.test/clip.mp4"))

    assert "bad record mac" in str(error)


def test_a_file_that_is_larger_than_any_is_an_error_of_the_link(clock: FakeClock) -> None:
    wire = Wire(Says(body=MP4))
    downloader = Downloader(wire, log=lambda _level, _line: None, limits=Limits(largest_bytes=100))

    error = link_error_in_driving(clock, fetched(downloader, "https://store.test/clip.mp4"))

    assert str(error) == "the file has more than 100 bytes"


def ended_by_the_connection(body: bytes) -> bytes:
    """An answer whose length nobody promises: the end of the connection is the end of the file."""
    return b"HTTP/1.0 200 OK\r\nContent-Type: video/mp4\r\n\r\n" + body


def test_a_clip_without_a_promised_length_that_broke_off_is_no_clip(
    downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    async def visit() -> bytes:
        async with listening(hanging_up_after(ended_by_the_connection(CLIP[:4000]))) as peer:
            return await fetched(downloader(), f"http://127.0.0.1:{peer.port}/v.mp4")

    assert str(link_error_in_driving(clock, visit())) == "the file broke off after 4000 bytes"


def test_a_whole_clip_without_a_promised_length_is_taken(
    downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    async def visit() -> bytes:
        async with listening(hanging_up_after(ended_by_the_connection(CLIP))) as peer:
            return await fetched(downloader(), f"http://127.0.0.1:{peer.port}/v.mp4")

    assert clock.drive(visit()) == CLIP
