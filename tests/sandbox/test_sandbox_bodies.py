import json
import socket
from collections.abc import Callable

import pytest

from vidu_cli.sandbox.server import Server

Talk = Callable[[bytes], bytes]
AUTH = b"Authorization: Token vda_1\r\n"
KEY = b"Host: sandbox.test\r\n" + AUTH
END = KEY + b"Connection: close\r\n\r\n"
CLIP = b'{"model":"viduq3-turbo","prompt":"a paper boat"}'
JSON = b"Content-Type: application/json\r\n"
SUBMIT = b"POST /ent/v2/text2video HTTP/1.1\r\n" + JSON


def body_of(answer: bytes) -> dict[str, object]:
    told: dict[str, object] = json.loads(answer.partition(b"\r\n\r\n")[2])
    return told


def test_a_body_in_chunks_is_put_together(talk: Talk) -> None:
    chunks = b"5;name=value\r\n" + CLIP[:5] + b"\r\n%x\r\n" % len(CLIP[5:]) + CLIP[5:] + b"\r\n0\r\nTrailer: x\r\n\r\n"

    answer = talk(SUBMIT + b"Transfer-Encoding: chunked\r\n" + END + chunks)

    assert body_of(answer)["prompt"] == "a paper boat"


def test_a_client_that_asks_first_is_told_to_go_on(talk: Talk) -> None:
    answer = talk(SUBMIT + b"Expect: 100-continue\r\nContent-Length: %d\r\n" % len(CLIP) + END + CLIP)

    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")


def test_a_client_that_asks_first_is_not_let_send_too_much(talk: Talk) -> None:
    answer = talk(SUBMIT + b"Expect: 100-continue\r\nContent-Length: 99999999\r\n" + END)

    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "head", [b"Content-Length: 20971521\r\n", b"Transfer-Encoding: chunked\r\n"], ids=["length", "chunks"]
)
def test_a_body_of_more_than_20_megabytes_is_turned_away_and_the_answer_arrives(talk: Talk, head: bytes) -> None:
    body = b" " * 20_971_521

    answer = talk(
        SUBMIT + head + END + (body if b"Length" in head else b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n")
    )

    assert answer.startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "head", [b"Content-Length: -1\r\n", b"Content-Length: x\r\n", b"Transfer-Encoding: chunked\r\n"]
)
def test_a_body_against_the_rules_is_a_bad_request(start: Callable[..., Server], head: bytes) -> None:
    server = start()

    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(SUBMIT + head + END + b"zz\r\n")
        connection.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))

    assert (answer[:13], body_of(answer)["reason"]) == (b"HTTP/1.1 400 ", "BadRequest")
