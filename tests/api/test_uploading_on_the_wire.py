import json
import ssl
from collections.abc import Callable

import httpx  # its exceptions are what a network does
import pytest

from tests.support.clock import FakeClock
from tests.support.loopback import answer, listening, resets_after_the_request, saying
from tests.support.outcomes import failure_in_driving
from tests.support.wires import Says, Wire, refuses
from vidu_cli.api.client import Client
from vidu_cli.api.transport import Transport

ClientOn = Callable[[Wire], Client]
TransportTo = Callable[..., Transport]
LINK = "https://store.test/up/a%2Fb;c?X-Amz-Signature=ab~_-&x=%253A"
PLACE = Says(document={"id": "947400000000000000", "put_url": LINK, "expires_at": "2026-11-23T15:00:00Z"})
TAKEN = Says(body=b"", headers={"etag": '"d41d8"'})
FINISHED = Says(document={"uri": "ssupload:?id=947400000000000000"})
START, PUT, FINISH = (
    "POST /tools/v2/files/uploads",
    "PUT /up/a%2Fb;c?X-Amz-Signature=ab~_-&x=%253A",
    "PUT /tools/v2/files/uploads/947400000000000000/finish",
)
PICTURE = b"\x89PNG" + bytes(200_000)


def target_of(request: httpx.Request) -> str:
    """Method and target as they stand on the wire."""
    return f"{request.method} {request.extensions.get('target', request.url.raw_path).decode()}"


async def uploaded(client: Client, content: bytes = PICTURE) -> str:
    async with client:
        return await client.upload(content, mime="image/png")


def test_an_upload_is_a_place_then_the_bytes_then_the_end_of_it(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(PLACE, TAKEN, FINISHED)

    reference = clock.drive(uploaded(client_on(wire)))

    assert (reference, [target_of(request) for request in wire.requests]) == (
        "ssupload:?id=947400000000000000",
        [START, PUT, FINISH],
    )


def test_the_steps_of_an_upload_carry_what_the_vendor_asks_for(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(PLACE, TAKEN, FINISHED)

    clock.drive(uploaded(client_on(wire)))

    start, put, finish = wire.requests
    assert (json.loads(start.content), put.content == PICTURE, put.headers["content-type"]) == (
        {"scene": "vidu"},
        True,
        "image/png",
    )
    assert json.loads(finish.content) == {"etag": "d41d8"}


def test_the_key_goes_to_the_platform_and_not_to_the_storage(client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(PLACE, TAKEN, FINISHED)

    clock.drive(uploaded(client_on(wire)))

    keys = [request.headers.get("authorization") for request in wire.requests]
    assert keys == ["Token vda_made_up", None, "Token vda_made_up"]


@pytest.mark.parametrize(
    "trouble",
    [
        Says(status=403),
        Says(status=503),
        Says(status=307, headers={"location": "/there"}),
        httpx.ReadError("reset"),
        ssl.SSLError("bad record mac"),
    ],
    ids=str,
)
def test_a_file_that_was_not_taken_is_brought_anew_from_the_first_step(
    trouble: Says | Exception, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(PLACE, trouble, PLACE, trouble, PLACE, TAKEN, FINISHED)

    clock.drive(uploaded(client_on(wire)))

    assert [target_of(request) for request in wire.requests] == [START, PUT, START, PUT, START, PUT, FINISH]


@pytest.mark.parametrize(
    ("trouble", "exit_code"),
    [(httpx.ConnectError("refused"), 57), (Says(status=403), 58), (Says(status=200), 57)],
    ids=["broken", "refused", "no ETag"],
)
def test_a_file_that_is_never_taken_is_given_up_after_three_attempts_and_nothing_is_bought(
    trouble: Says | Exception, exit_code: int, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(PLACE, trouble, PLACE, trouble, PLACE, trouble, PLACE, TAKEN, FINISHED)

    failure = failure_in_driving(clock, uploaded(client_on(wire)))

    assert (failure.exit_code, failure.entry.charged, len(wire.requests)) == (exit_code, False, 6)


@pytest.mark.parametrize("step", [0, 2])
def test_the_steps_at_the_platform_are_repeated_like_every_look(
    step: int, client_on: ClientOn, clock: FakeClock
) -> None:
    answers = [PLACE, TAKEN, FINISHED]
    wire = Wire(*answers[:step], Says(status=502, body=b""), *answers[step:])

    reference = clock.drive(uploaded(client_on(wire)))

    assert (reference, len(wire.requests)) == ("ssupload:?id=947400000000000000", 4)


@pytest.mark.parametrize(
    ("refusal", "exit_code"),
    [(refuses(401, "Unauthorized"), 11), (refuses(404, "NotFound"), 81), (Says(document={"id": "7"}), 96)],
    ids=["key", "no such call", "no link"],
)
def test_a_refusal_of_the_place_ends_the_upload(
    refusal: Says, exit_code: int, client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(refusal, PLACE)

    failure = failure_in_driving(clock, uploaded(client_on(wire)))

    assert (failure.exit_code, len(wire.requests)) == (exit_code, 1)


def test_the_log_of_an_upload_holds_no_signature(
    client_on: ClientOn, clock: FakeClock, log: list[tuple[int, str]]
) -> None:
    clock.drive(uploaded(client_on(Wire(PLACE, TAKEN, FINISHED))))

    assert [line for level, line in log if level == 1 and "store.test" in line] == [
        "PUT https://store.test/up/a%2Fb;c: 200"
    ]


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 3_000_000])
def test_the_bytes_are_on_the_wire_whole_of_a_promised_length_and_without_chunks(
    size: int, transport_to: TransportTo, clock: FakeClock
) -> None:
    content = bytes(size)

    async def visit() -> tuple[bytes, bytes]:
        async with listening(saying(answer(b"", headers='ETag: "e"\r\n'))) as store:
            place = {"id": "7", "put_url": f"http://127.0.0.1:{store.port}/up?s=1~%2F;a"}
            told = answer(json.dumps(place).encode())
            async with listening(saying(told, answer(b'{"uri": "ssupload:?id=7"}'))) as peer:
                await uploaded(Client(transport_to(f"http://127.0.0.1:{peer.port}")), content)
            head, _, body = store.heard[0].partition(b"\r\n\r\n")
            return head, body

    head, body = clock.drive(visit())

    names = {line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:]}
    assert (head.split(b"\r\n")[0], body == content) == (b"PUT /up?s=1~%2F;a HTTP/1.1", True)
    assert names == {
        b"host",
        b"accept",
        b"accept-encoding",
        b"connection",
        b"user-agent",
        b"content-type",
        b"content-length",
    }


def test_a_storage_that_resets_the_connection_is_no_connection(transport_to: TransportTo, clock: FakeClock) -> None:
    async def visit() -> None:
        async with listening(resets_after_the_request) as store:
            told = answer(json.dumps({"id": "7", "put_url": f"http://127.0.0.1:{store.port}/up"}).encode())
            async with listening(saying(told)) as peer:
                await uploaded(Client(transport_to(f"http://127.0.0.1:{peer.port}")))

    failure = failure_in_driving(clock, visit())

    assert (failure.exit_code, failure.entry.charged) == (57, False)


@pytest.mark.parametrize("number", ["", "..", "7/8", "a b", "7?x=1"])
def test_an_id_that_is_none_is_put_into_no_path(number: str, client_on: ClientOn, clock: FakeClock) -> None:
    wire = Wire(Says(document={"id": number, "put_url": LINK}), TAKEN, FINISHED)

    failure = failure_in_driving(clock, uploaded(client_on(wire)))

    assert (failure.exit_code, len(wire.requests)) == (96, 1)


@pytest.mark.parametrize("end", [{}, {"uri": ""}, {"uri": "ssupload:?id=8"}])
def test_a_picture_that_the_platform_calls_by_another_name_is_not_referred_to(
    end: dict[str, str], client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(PLACE, TAKEN, Says(document=end))

    failure = failure_in_driving(clock, uploaded(client_on(wire)))

    assert failure.exit_code == 96


def test_a_picture_does_not_leave_unencrypted_where_the_platform_is_reached_encrypted(
    client_on: ClientOn, clock: FakeClock
) -> None:
    wire = Wire(Says(document={"id": "7", "put_url": "http://store.test/up"}), TAKEN, FINISHED)

    failure = failure_in_driving(clock, uploaded(client_on(wire)))

    assert (failure.exit_code, len(wire.requests)) == (97, 1)
