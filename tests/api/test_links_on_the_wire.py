"""A link leaves byte for byte as it was given, and nothing of ours goes with it."""

from collections.abc import Callable

import pytest

from tests.support.clock import FakeClock
from tests.support.loopback import answer, listening, saying
from tests.support.storage import fetched
from tests.support.wires import Says, Wire
from vidu_cli.api.download import Downloader
from vidu_cli.policy.ranges import Kept, Mark

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256))
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
