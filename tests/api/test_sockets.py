import asyncio
import json
import ssl
from collections.abc import Callable

import pytest

from tests.support.clock import FakeClock
from tests.support.loopback import (
    Manner,
    Peer,
    answer,
    drips,
    hanging_up_after,
    listening,
    never_answers,
    resets_after_the_request,
    resets_at_once,
    saying,
    speaks_plain_http,
)
from tests.support.outcomes import failure_in_driving
from tests.support.tools import needs
from vidu_cli.api.calls import LOOK, Call, TimeLimits
from vidu_cli.api.client import Client
from vidu_cli.api.transport import NoAnswerError, Transport

TransportTo = Callable[..., Transport]
CLIP = {"model": "viduq3-turbo", "prompt": "a paper boat"}
ACCEPTED = answer(b'{"task_id": "7", "state": "created"}', headers="Content-Type: application/json\r\n")
SHORT = TimeLimits(connect_s=5, silence_s=0.2, whole_s=5)


async def submit_to(transport: Transport, *, within_s: float = 240.0) -> str:
    async with Client(transport) as client:
        return (await client.submit("/text2video", CLIP, within_s=within_s)).task.id


@pytest.mark.parametrize(
    "manner",
    [
        resets_at_once,
        resets_after_the_request,
        hanging_up_after(b""),
        hanging_up_after(b"garbage\r\n\r\n"),
        hanging_up_after(answer(b'{"task_id"', length=40)),
        hanging_up_after(answer(b"no gzip", headers="Content-Encoding: gzip\r\n")),
    ],
    ids=["reset at once", "reset later", "no answer", "no HTTP", "torn body", "broken encoding"],
)
def test_a_submit_over_a_connection_that_stood_and_broke_is_unknown_and_sent_over_one_connection(
    manner: Manner, transport_to: TransportTo, clock: FakeClock
) -> None:
    peers: list[Peer] = []

    async def submit() -> None:
        async with listening(manner) as peer:
            peers.append(peer)
            await submit_to(transport_to(f"http://127.0.0.1:{peer.port}"))

    failure = failure_in_driving(clock, submit())

    assert (failure.exit_code, failure.entry.charged, peers[0].connections) == (95, None, 1)


@pytest.mark.parametrize("manner", [never_answers, drips])
def test_a_timeout_that_falls_into_the_send_is_unknown(
    manner: Manner, transport_to: TransportTo, clock: FakeClock
) -> None:
    async def submit() -> None:
        async with listening(manner) as peer:
            await submit_to(transport_to(f"http://127.0.0.1:{peer.port}"), within_s=0.3)

    failure = failure_in_driving(clock, submit())

    assert (failure.exit_code, failure.entry.charged) == (95, None)


def test_a_port_where_nobody_listens_was_never_reached(transport_to: TransportTo, clock: FakeClock) -> None:
    async def submit() -> None:
        async with listening(never_answers) as peer:
            port = peer.port
        await submit_to(transport_to(f"http://127.0.0.1:{port}"))

    failure = failure_in_driving(clock, submit())

    assert (failure.exit_code, failure.entry.charged, clock.slept) == (57, False, [0.5, 1.0, 2.0])


@pytest.mark.parametrize(
    "manner",
    [speaks_plain_http, resets_at_once],
)
def test_a_port_without_tls_is_97_and_the_submit_never_left(
    manner: Manner, transport_to: TransportTo, clock: FakeClock
) -> None:
    async def submit() -> None:
        async with listening(manner) as peer:
            await submit_to(transport_to(f"https://127.0.0.1:{peer.port}"))

    failure = failure_in_driving(clock, submit())

    assert (failure.exit_code, failure.entry.charged) == (97, False)


@needs("openssl")
def test_a_certificate_that_nobody_vouches_for_is_97_and_the_server_hears_nothing(
    self_signed: ssl.SSLContext, transport_to: TransportTo, clock: FakeClock
) -> None:
    peers: list[Peer] = []

    async def submit() -> None:
        async with listening(saying(ACCEPTED), tls=self_signed) as peer:
            peers.append(peer)
            await submit_to(transport_to(f"https://127.0.0.1:{peer.port}"))

    failure = failure_in_driving(clock, submit())

    assert (failure.exit_code, failure.entry.charged, peers[0].heard) == (97, False, [])


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HTTPS_PROXY", "garbage://127.0.0.1:1"),
        ("HTTPS_PROXY", "http://[::1"),
        ("HTTPS_PROXY", "http://127.0.0.1:99999"),
        ("SSL_CERT_FILE", "/nowhere/certificates.pem"),
    ],
)
def test_a_proxy_or_certificate_setting_that_cannot_be_used_is_97(
    variable: str, value: str, transport_to: TransportTo, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)

    failure = failure_in_driving(clock, submit_to(transport_to("https://api.test")))

    assert (failure.exit_code, failure.entry.charged) == (97, False)


@pytest.mark.parametrize(
    ("manner", "exit_code"),
    [
        (hanging_up_after(answer(b"", status="407 Proxy Authentication Required")), 97),
        (hanging_up_after(answer(b"", status="502 Bad Gateway")), 97),
        (hanging_up_after(b""), 57),
        (resets_after_the_request, 57),
    ],
    ids=["407", "502", "hangs up", "resets"],
)
def test_a_proxy_that_fails_before_the_tunnel_stands_never_let_the_submit_leave(
    manner: Manner, exit_code: int, transport_to: TransportTo, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    peers: list[Peer] = []

    async def submit() -> None:
        async with listening(manner) as peer:
            peers.append(peer)
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{peer.port}")
            await submit_to(transport_to("https://api.test"))

    failure = failure_in_driving(clock, submit())

    assert (failure.exit_code, failure.entry.charged, set(peers[0].targets)) == (exit_code, False, {b"api.test:443"})


def test_every_submit_has_a_fresh_connection_and_the_looks_share_one(
    transport_to: TransportTo, clock: FakeClock
) -> None:
    async def visit() -> tuple[int, int]:
        async with listening(saying(ACCEPTED)) as peer, Client(transport_to(f"http://127.0.0.1:{peer.port}")) as client:
            await client.task("7")
            await client.task("7")
            after_looks = peer.connections
            await client.submit("/text2video", CLIP, within_s=240)
            await client.submit("/text2video", CLIP, within_s=240)
            return after_looks, peer.connections

    assert clock.drive(visit()) == (1, 3)


def test_a_large_body_is_on_the_wire_whole_of_a_promised_length_and_without_chunks(
    transport_to: TransportTo, clock: FakeClock
) -> None:
    body = {**CLIP, "images": ["data:image/png;base64," + "A" * 3_000_000], "payload": "\u7eb8\u8239"}

    async def visit() -> bytes:
        async with listening(saying(ACCEPTED)) as peer, Client(transport_to(f"http://127.0.0.1:{peer.port}")) as client:
            await client.submit("/text2video", body, within_s=240)
            return peer.heard[0]

    head, _, sent = clock.drive(visit()).partition(b"\r\n\r\n")
    assert (json.loads(sent) == body, b"transfer-encoding" in head.lower()) == (True, False)


async def _left(transport: Transport, limits: TimeLimits) -> bool:
    call = Call(method="POST", path="/text2video", body=CLIP)
    try:
        async with transport:
            await transport.exchange(call, limits=limits)
    except NoAnswerError as error:
        return error.left
    raise AssertionError("an answer came")


def test_silence_after_the_request_ends_in_time_and_counts_as_left(transport_to: TransportTo, clock: FakeClock) -> None:
    async def visit() -> bool:
        async with listening(never_answers) as peer:
            return await _left(transport_to(f"http://127.0.0.1:{peer.port}"), SHORT)

    assert clock.drive(visit()) is True


def test_a_handshake_that_is_never_answered_counts_as_not_left(transport_to: TransportTo, clock: FakeClock) -> None:
    async def silent(_: Peer, reader: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await reader.read(-1)

    async def visit() -> bool:
        async with listening(silent) as peer:
            limits = TimeLimits(connect_s=0.2, silence_s=5, whole_s=5)
            return await _left(transport_to(f"https://127.0.0.1:{peer.port}"), limits)

    assert clock.drive(visit()) is False


def test_a_time_that_is_over_before_the_connection_stands_counts_as_not_left(
    transport_to: TransportTo, clock: FakeClock
) -> None:
    async def visit() -> bool:
        async with listening(saying(ACCEPTED)) as peer:
            limits = TimeLimits(connect_s=5, silence_s=5, whole_s=0)
            return await _left(transport_to(f"http://127.0.0.1:{peer.port}"), limits)

    assert clock.drive(visit()) is False


def test_the_key_does_not_follow_a_redirect(transport_to: TransportTo, clock: FakeClock) -> None:
    async def visit() -> tuple[int, list[bytes]]:
        async with listening(saying(ACCEPTED)) as elsewhere:
            away = answer(b"", status="302 Found", headers=f"Location: http://127.0.0.1:{elsewhere.port}/\r\n")
            async with listening(saying(away)) as peer, transport_to(f"http://127.0.0.1:{peer.port}") as transport:
                told = await transport.exchange(Call(method="GET", path="/credits"), limits=LOOK)
                return told.status, elsewhere.heard

    assert clock.drive(visit()) == (302, [])
