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
    saying,
)
from tests.support.outcomes import link_error_in_driving
from tests.support.wires import Says, Wire
from vidu_cli.api.download import MOST_REDIRECTS, Downloader, Limits
from vidu_cli.policy.links import LinkError
from vidu_cli.policy.ranges import Kept, Mark
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256))
CLIP = content(ResultFile.VIDEO)
PATH = "/infer/tasks/26/0120/06/911088422699962368/creation-01/video.mp4"
TARGETS = [
    (
        f"{PATH}?response-content-disposition=attachment%3Bfilename%3Dgeneral-5-2026-01-20T06%253A52%253A02Z.mp4"
        "&X-Amz-Expires=86400&X-Amz-Signature=ab~_-"
    ),
    f"{PATH}?filename%3Dgeneral-5.mp4&X-Amz-Expires=86400&X-Amz-Signature=ab~_-",
    f"{PATH}?response-content-disposition=attachment;filename=general-5.mp4&Expires=1&Signature=a~b__&Key-Pair-Id=K",
    f"{PATH}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K%2F20260120%2Fcn%2Fs3%2Faws4_request&X-Amz-SignedHeaders=host",
    f"{PATH}?name=04%253A14%253A55Z;a=b=c&X-Amz-Signature=%2B%2f~",
    "/a%2Fb/../c//d/./e?x=%7e%7E&y=a+b%20c&&z==&empty",
    "/q?a=[1]{2}|3\\4^5`6\"7<8>9'0",
    "/q?sig=AbC/+==&x=%E2%9C%93#",
]


@pytest.fixture
def downloader() -> Callable[..., Downloader]:
    return lambda handler=None: Downloader(handler=handler, log=lambda _level, _line: None)


async def fetched(downloader: Downloader, url: str) -> bytes:
    async with downloader.open(url) as arrival:
        return b"".join([piece async for piece in arrival.pieces])


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_is_on_the_wire_byte_for_byte(
    target: str, downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    async def visit() -> tuple[list[bytes], bytes]:
        async with listening(saying(answer(MP4))) as peer:
            content = await fetched(downloader(), f"http://127.0.0.1:{peer.port}{target}")
            return peer.targets, content

    assert clock.drive(visit()) == ([target.removesuffix("#").encode()], MP4)


def test_a_link_that_a_redirect_gives_is_on_the_wire_byte_for_byte_too(
    downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    async def visit() -> list[bytes]:
        async with listening(saying(answer(MP4))) as store:
            there = f"http://127.0.0.1:{store.port}{TARGETS[0]}"
            away = answer(b"", status="302 Found", headers=f"Location: {there}\r\n")
            async with listening(saying(away)) as front:
                await fetched(downloader(), f"http://127.0.0.1:{front.port}/go")
            return store.targets

    assert clock.drive(visit()) == [TARGETS[0].encode()]


def test_neither_the_link_nor_its_redirect_is_sent_a_key_or_a_cookie(
    downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    async def visit() -> list[set[bytes]]:
        away = answer(b"", status="302 Found", headers="Location: /there\r\nSet-Cookie: a=1\r\n")
        async with listening(saying(away, answer(MP4))) as peer:
            await fetched(downloader(), f"http://127.0.0.1:{peer.port}/go")
            return [
                {line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:] if line} for head in peer.heard
            ]

    ours = {b"host", b"accept", b"accept-encoding", b"connection", b"user-agent"}
    assert clock.drive(visit()) == [ours, ours]


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


def test_certificates_that_are_not_there_are_an_error_of_the_link(
    downloader: Callable[..., Downloader], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")

    error = link_error_in_driving(clock, fetched(downloader(), "https://store.test/clip.mp4"))

    assert "certificates" in str(error)


def test_the_log_holds_no_signature(clock: FakeClock) -> None:
    log: list[tuple[int, str]] = []
    downloader = Downloader(handler=Wire(Says(body=MP4)), log=lambda level, line: log.append((level, line)))

    clock.drive(fetched(downloader, "https://store.test/clip.mp4?Signature=secret"))

    assert log == [(1, "GET https://store.test/clip.mp4: 200")]


@pytest.mark.parametrize("target", TARGETS)
def test_a_link_is_on_the_wire_byte_for_byte_when_the_rest_of_a_file_is_asked_for(
    target: str, downloader: Callable[..., Downloader], clock: FakeClock
) -> None:
    kept = Kept(mark=Mark(etag='"v1"', size_bytes=len(MP4)), size_bytes=100)
    part = answer(
        MP4[100:],
        status="206 Partial Content",
        headers=f'Content-Range: bytes 100-{len(MP4) - 1}/{len(MP4)}\r\nETag: "v1"\r\n',
    )

    async def visit() -> tuple[list[bytes], bool, bytes]:
        async with listening(saying(part)) as peer:
            async with downloader().open(f"http://127.0.0.1:{peer.port}{target}", kept) as arrival:
                content = b"".join([piece async for piece in arrival.pieces])
            return peer.targets, b'range: bytes=100-\r\nif-range: "v1"' in peer.heard[0].lower(), content

    assert clock.drive(visit()) == ([target.removesuffix("#").encode()], True, MP4[100:])


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
