import json
import socket
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from vidu_cli.sandbox.faults import FaultBook, parse
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.server import Server, serve
from vidu_cli.sandbox.world import World

Talk = Callable[[bytes], bytes]
AUTH = b"Authorization: Token vda_1\r\n"
KEY = b"Host: sandbox.test\r\n" + AUTH
CLOSE = b"Connection: close\r\n\r\n"
END = KEY + b"Connection: close\r\n\r\n"
CLIP = b'{"model":"viduq3-turbo","prompt":"a paper boat"}'
JSON = b"Content-Type: application/json\r\n"
SUBMIT = b"POST /ent/v2/text2video HTTP/1.1\r\n" + JSON


def body_of(answer: bytes) -> dict[str, object]:
    told: dict[str, object] = json.loads(answer.partition(b"\r\n\r\n")[2])
    return told


def test_a_task_is_submitted_over_http(talk: Talk) -> None:
    answer = talk(SUBMIT + b"Content-Length: %d\r\n" % len(CLIP) + END + CLIP)

    assert (answer[:15], body_of(answer)["state"]) == (b"HTTP/1.1 200 OK", "created")


def test_a_connection_is_kept_for_the_next_request(talk: Talk) -> None:
    answer = talk(
        SUBMIT
        + b"Content-Length: %d\r\n" % len(CLIP)
        + KEY
        + b"\r\n"
        + CLIP
        + b"GET /ent/v2/credits HTTP/1.1\r\n"
        + END
    )

    assert answer.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize("key", [b"sandbox", b"sandbox-9", b"vda_abc"])
def test_keys_of_the_platforms_shape_are_good(talk: Talk, key: bytes) -> None:
    answer = talk(b"GET /ent/v2/credits HTTP/1.1\r\nConnection: close\r\nAuthorization: Token " + key + b"\r\n\r\n")

    assert answer.startswith(b"HTTP/1.1 200 ")


def test_any_other_key_is_refused(talk: Talk) -> None:
    answer = talk(b"GET /ent/v2/credits HTTP/1.1\r\nConnection: close\r\nAuthorization: Token abc\r\n\r\n")

    assert (answer[:13], body_of(answer)["reason"]) == (b"HTTP/1.1 401 ", "Unauthorized")


@pytest.mark.parametrize("target", [b"//ent/v2/credits", b"/ent/v2/nothing"])
def test_a_target_is_taken_as_it_was_sent(talk: Talk, target: bytes) -> None:
    assert talk(b"GET " + target + b" HTTP/1.1\r\n" + END).startswith(b"HTTP/1.1 404 ")


def test_a_target_may_name_the_host(talk: Talk) -> None:
    answer = talk(b"GET http://sandbox.test/ent/v2/credits HTTP/1.1\r\n" + END)

    assert answer.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("later", [0.0, 0.001])
def test_a_link_leads_to_the_host_that_was_asked_and_is_signed_byte_for_byte(
    world: World, now: float, later: float
) -> None:
    moment = [now + later]
    with closing(serve(world, clock_now=lambda: moment[0], port=0)) as server:
        host = b"Host: 127.0.0.1:%d\r\nConnection: close\r\n" % server.port
        made = body_of(_said(server, SUBMIT + host + AUTH + b"Content-Length: %d\r\n\r\n" % len(CLIP) + CLIP))
        moment[0] += 20
        path = f"/ent/v2/tasks/{made['task_id']}/creations".encode()
        task = _said(server, b"GET " + path + b" HTTP/1.1\r\n" + host + AUTH + b"\r\n").decode()
        target = task.partition(server.origin)[2].partition('"')[0].encode()

        good = _said(server, b"GET " + target + b" HTTP/1.1\r\n" + host + b"\r\n")
        tidied = target.replace(b"%253A", b"%3A").replace(b";", b"%3B")
        bad = _said(server, b"GET " + tidied + b" HTTP/1.1\r\n" + host + b"\r\n")

    assert (good[:13], bad[:13]) == (b"HTTP/1.1 200 ", b"HTTP/1.1 403 ")


def test_a_kind_that_ends_at_once_answers_with_its_sound_over_http(start: Callable[..., Server]) -> None:
    server, speech = start(), b'{"text":"hello","voice_setting_voice_id":"professional_host"}'
    made = _said(server, b"POST /ent/v2/audio-tts HTTP/1.1\r\n" + JSON + _length(speech) + END + speech)

    answer = _said(server, b"GET " + _below(server, body_of(made)["file_url"]) + b" HTTP/1.1\r\n" + CLOSE)

    assert (answer[:13], b"content-type: audio/mpeg" in answer, b"\r\n\r\nID3" in answer) == (
        b"HTTP/1.1 200 ",
        True,
        True,
    )


def test_a_picture_of_almost_ten_megabytes_is_uploaded_over_http(start: Callable[..., Server]) -> None:
    # Bytes behind the end of a picture belong to nothing and are taken with it.
    server, picture = start(), content(ResultFile.COVER) + bytes(9_990_000)
    scene = b'{"scene":"vidu"}'
    started = body_of(_said(server, b"POST /tools/v2/files/uploads HTTP/1.1\r\n" + JSON + _length(scene) + END + scene))

    put = _said(
        server, b"PUT " + _below(server, started["put_url"]) + b" HTTP/1.1\r\n" + _length(picture) + CLOSE + picture
    )

    tag = json.dumps({"etag": put.partition(b'etag: "')[2].partition(b'"')[0].decode()}).encode()
    finish = f"PUT /tools/v2/files/uploads/{started['id']}/finish HTTP/1.1\r\n".encode()
    told = body_of(_said(server, finish + JSON + _length(tag) + END + tag))
    assert told == {"uri": f"ssupload:?id={started['id']}"}


@pytest.mark.parametrize("word", ["drop-before", "drop-after"])
def test_a_dropped_connection_says_nothing_at_all(
    talk: Callable[..., bytes], seen: list[tuple[str, str, int]], word: str
) -> None:
    answer = talk(b"GET /ent/v2/credits HTTP/1.1\r\n" + KEY + b"\r\n", faults=f"credits={word}")

    assert (answer, seen) == (b"", [("GET", "/ent/v2/credits", 0)])


def test_a_torn_answer_promises_more_than_it_sends(talk: Callable[..., bytes]) -> None:
    answer = talk(b"GET /ent/v2/credits HTTP/1.1\r\n" + KEY + b"\r\n", faults="credits=truncated")

    head, _, body = answer.partition(b"\r\n\r\n")
    assert f"content-length: {len(body) * 2}".encode() in head


def test_a_head_tells_the_length_and_sends_nothing(talk: Talk) -> None:
    head, _, body = talk(b"HEAD /ent/v2/credits HTTP/1.1\r\n" + END).partition(b"\r\n\r\n")

    assert (b"content-length: 0" in head, b"content-length: " in head, body) == (False, True, b"")


def test_a_slow_answer_does_not_hold_up_the_end(world: World, now: float) -> None:
    asked = Event()

    def asked_at() -> float:
        asked.set()
        return now

    server = serve(world, clock_now=asked_at, port=0, faults=FaultBook(parse("credits=slow:3600")))
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(b"GET /ent/v2/credits HTTP/1.1\r\n" + KEY + b"\r\n")
        asked.wait(10)

        server.close()

        assert connection.recv(65536) == b""


def test_waiting_returns_when_the_server_was_closed(start: Callable[..., Server]) -> None:
    server = start()
    server.close()

    server.wait()

    assert _is_refused(server.port)


def test_a_port_that_is_taken_is_an_error_of_the_caller(start: Callable[..., Server], world: World) -> None:
    taken = start().port

    with pytest.raises(OSError, match="in use"):
        serve(world, clock_now=lambda: 0.0, port=taken)


def test_a_client_that_goes_away_leaves_the_server_at_work(
    start: Callable[..., Server], capfd: pytest.CaptureFixture[str]
) -> None:
    server = start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        # Closed with a reset, in the middle of a request.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(SUBMIT + b"Content-Length: 999\r\n" + KEY + b"\r\n{")

    answer = _said(server, b"GET /ent/v2/credits HTTP/1.1\r\n" + END)

    assert (answer[:13], capfd.readouterr()) == (b"HTTP/1.1 200 ", ("", ""))


def test_a_world_that_cannot_be_used_is_answered_as_a_failure_of_the_service(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    world = World.open(tmp_path / "sandbox.db")
    with closing(serve(world, clock_now=lambda: 0.0, port=0)) as server:
        world.close()

        answer = _said(server, b"GET /ent/v2/credits HTTP/1.1\r\n" + END)

    assert (answer[:13], body_of(answer)["reason"], capfd.readouterr().err) == (
        b"HTTP/1.1 500 ",
        "InternalServiceFailure",
        "",
    )


def test_what_is_no_http_gets_a_400(talk: Talk, capfd: pytest.CaptureFixture[str]) -> None:
    answer = talk(b"hello sandbox how are you\r\n\r\n")

    assert (b"400" in answer, capfd.readouterr().err) == (True, "")


def _length(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n" % len(body)


def _below(server: Server, address: object) -> bytes:
    """The raw target of a link of this server."""
    return str(address).removeprefix(server.origin).encode()


def _said(server: Server, content: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(content)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def _is_refused(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
    except ConnectionRefusedError:
        return True
    return False
