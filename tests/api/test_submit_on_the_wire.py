import json
from collections.abc import Callable, Coroutine
from typing import Any

import httpx  # its exceptions are what a network does
import pytest

from tests.support.clock import FakeClock
from tests.support.outcomes import failure_in_driving
from tests.support.wires import Says, Wire, refuses
from vidu_cli.api.client import Client
from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry
from vidu_cli.schema.ids import Id
from vidu_cli.schema.tasks import Creation, Task, TaskState

Submit = Callable[..., Coroutine[object, object, Task]]

ACCEPTED = Says(document={"task_id": "911088422699962368", "state": "created", "credits": 60})
REFUSALS_IN_WORDS = [entry for entry in PLATFORM_ENTRIES if (entry.http_status or 400) not in (429, 499, 500)]
UNKNOWN_OUTCOMES = [entry for entry in PLATFORM_ENTRIES if entry.http_status in (499, 500)]
THROTTLES = [entry for entry in PLATFORM_ENTRIES if entry.http_status == 429]


def code_of(entry: Entry) -> str:
    return entry.code


def test_a_submit_is_one_post_with_the_key_and_the_body(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(ACCEPTED)

    clock.drive(submit_on(wire))

    sent = wire.requests[0]
    assert (wire.asked, sent.headers["authorization"], json.loads(sent.content)) == (
        ["POST /ent/v2/text2video"],
        "Token vda_made_up",
        {"model": "viduq3-turbo", "prompt": "a paper boat"},
    )


def test_an_accepted_submit_gives_the_task_with_its_id_as_text(submit_on: Submit, clock: FakeClock) -> None:
    task = clock.drive(submit_on(Wire(ACCEPTED)))

    assert task == Task(id=Id("911088422699962368"), state=TaskState.CREATED, credits=60)


def test_a_file_that_was_paid_for_is_not_lost_beside_results_that_cannot_be_read(
    submit_on: Submit, clock: FakeClock
) -> None:
    answer = {"task_id": "7", "state": "success", "file_url": "https://store.test/a.mp3", "creations": [None]}

    task = clock.drive(submit_on(Wire(Says(document=answer))))

    assert (task.state, task.creations) == (TaskState.SUCCESS, (Creation(url="https://store.test/a.mp3"),))


@pytest.mark.parametrize(
    "document",
    [
        {"task_id": "7"},
        {"id": 7},
        {"task_id": "7", "state": 3, "creations": "none"},
        {"task_id": "7", "images": None, "state": None},
    ],
    ids=str,
)
def test_a_success_with_an_id_is_accepted_however_odd_the_rest_of_it_is(
    document: object, submit_on: Submit, clock: FakeClock
) -> None:
    task = clock.drive(submit_on(Wire(Says(document=document))))

    assert (task.id, task.state) == ("7", TaskState.CREATED)


@pytest.mark.parametrize(
    ("told", "state"), [({}, "success"), ({"state": None}, "success"), ({"state": "queueing"}, "queueing")], ids=str
)
def test_an_answer_that_tells_no_state_has_the_one_that_its_kind_stands_for(
    told: dict[str, object], state: str, client_on: Callable[[Wire], Client], clock: FakeClock
) -> None:
    wire = Wire(Says(document={"id": "7", "credits": 10, "prompts": [{"content": "a"}], **told}))

    async def submit() -> Task:
        async with client_on(wire) as client:
            return (await client.submit("/x", {}, within_s=240, untold=TaskState.SUCCESS)).task

    task = clock.drive(submit())

    assert task == Task(id=Id("7"), state=TaskState(state), credits=10, raw={"prompts": [{"content": "a"}]})


def test_the_step_of_a_film_is_a_task_of_its_own(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(Says(document={"sub_task_id": "8", "state": "created", "credits": 40}))

    assert clock.drive(submit_on(wire)) == Task(id=Id("8"), state=TaskState.CREATED, credits=40)


def test_an_answer_with_its_file_in_it_has_a_result(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(Says(document={"task_id": "7", "state": "success", "file_url": "https://store.test/a.mp3"}))

    assert clock.drive(submit_on(wire)).creations == (Creation(url="https://store.test/a.mp3"),)


@pytest.mark.parametrize("entry", REFUSALS_IN_WORDS, ids=code_of)
def test_a_refusal_in_words_keeps_its_number_and_is_sent_once(
    entry: Entry, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(refuses(entry.http_status or 400, entry.code), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, failure.code, len(wire.requests)) == (entry.exit_code, entry.code, 1)


@pytest.mark.parametrize("entry", UNKNOWN_OUTCOMES, ids=code_of)
def test_a_code_of_5xx_or_499_is_unknown_with_the_code_beneath_and_sent_once(
    entry: Entry, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(refuses(entry.http_status or 500, entry.code), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    cause = failure.cause.code if failure.cause else None
    assert (failure.exit_code, failure.entry.charged, cause, len(wire.requests)) == (95, None, entry.code, 1)


@pytest.mark.parametrize("status", [499, 500, 502, 503, 504, 520, 599])
@pytest.mark.parametrize("reason", ["CreditInsufficient", "OperationInProcess", "TooManyRequests", "FieldInvalid"])
def test_the_status_decides_that_an_outcome_is_unknown_whatever_the_reason_says(
    status: int, reason: str, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(refuses(status, reason), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, len(wire.requests)) == (95, 1)


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_gateways_page_of_html_is_unknown_even_when_it_asks_to_come_back(
    status: int, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(Says(status=status, body=b"<html><title>Bad</title></html>", headers={"retry-after": "1"}), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, len(wire.requests)) == (95, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b'"911"',
        b'{"task_id": ""}',
        b'{"task_id": null}',
        b'{"task_id": 9.1e17}',
        b'{"task_id": true}',
        b'{"task_id": {"id": "1"}}',
        b'{"task_id": "9110884226',
        b"<html>please log in</html>",
        b'{"code": 400, "reason": "FieldInvalid"}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=lambda body: repr(body[:30]),
)
@pytest.mark.parametrize("status", [200, 201, 204])
def test_a_success_without_a_readable_id_is_unknown_and_sent_once(
    body: bytes, status: int, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(Says(status=status, body=body), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, failure.entry.charged, len(wire.requests)) == (95, None, 1)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_with_the_key_and_leaves_the_outcome_unknown(
    status: int, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(Says(status=status, headers={"location": "https://elsewhere.test/"}), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, wire.asked) == (95, ["POST /ent/v2/text2video"])


@pytest.mark.parametrize(
    "broken",
    [
        httpx.ReadError("reset"),
        httpx.ReadTimeout("slow"),
        httpx.WriteError("broken pipe"),
        httpx.WriteTimeout("slow"),
        httpx.CloseError("close"),
        httpx.RemoteProtocolError("garbage"),
        httpx.LocalProtocolError("garbage"),
        httpx.DecodingError("no gzip"),
        TimeoutError("whole"),
        OSError("anything"),
    ],
    ids=lambda broken: type(broken).__name__,
)
def test_a_connection_that_broke_after_the_first_byte_is_unknown_and_sent_once(
    broken: Exception, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(broken, ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    cause = failure.cause.exit_code if failure.cause else None
    assert (failure.exit_code, failure.entry.charged, cause, len(wire.requests)) == (95, None, 57, 1)


@pytest.mark.parametrize(
    "never_left",
    [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.PoolTimeout("full")],
    ids=lambda never_left: type(never_left).__name__,
)
def test_a_submit_that_never_left_is_sent_again(never_left: Exception, submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(never_left, never_left, ACCEPTED)

    task = clock.drive(submit_on(wire))

    assert (task.id, clock.slept) == ("911088422699962368", [0.5, 1.0])


def test_a_submit_that_never_leaves_is_given_up_after_four_attempts(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(httpx.ConnectError("refused"))

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, failure.entry.charged, len(wire.requests)) == (57, False, 4)


def test_a_proxy_that_refuses_is_97_and_nothing_was_spent(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(httpx.ProxyError("407 Proxy Authentication Required"))

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, failure.entry.charged, len(wire.requests)) == (97, False, 1)


def test_a_refusal_after_a_failed_connection_ends_it(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(httpx.ConnectError("refused"), refuses(400, "CreditInsufficient"), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, len(wire.requests)) == (21, 2)


def test_a_broken_connection_after_a_throttle_is_unknown(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(refuses(429, "TooManyRequests"), httpx.ReadError("reset"), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, len(wire.requests)) == (95, 2)


@pytest.mark.parametrize("status", [400, 409, 429])
def test_operation_in_process_is_never_sent_again(status: int, submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(refuses(status, "OperationInProcess"), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, len(wire.requests)) == (55, 1)


@pytest.mark.parametrize("entry", THROTTLES, ids=code_of)
def test_a_throttled_submit_is_sent_again_after_the_time_the_platform_asks_for(
    entry: Entry, submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(refuses(429, entry.code, retry_after="7"), ACCEPTED)

    task = clock.drive(submit_on(wire))

    assert (task.id, clock.slept) == ("911088422699962368", [7.0])


def test_a_reason_of_throttling_without_the_status_is_sent_once(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(refuses(400, "TooManyRequests"), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, len(wire.requests)) == (52, 1)


@pytest.mark.parametrize("headers", [{}, {"retry_after": "0"}, {"retry_after": "9"}], ids=str)
def test_a_platform_that_throttles_for_ever_is_left_after_a_minute_and_not_hammered(
    headers: dict[str, Any], submit_on: Submit, clock: FakeClock
) -> None:
    wire = Wire(refuses(429, "TooManyRequests", **headers))

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, 45 <= clock.monotonic() <= 60, len(wire.requests) <= 15) == (52, True, True)


def test_the_timeout_of_the_command_ends_the_patience_with_a_throttle(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(refuses(429, "TooManyRequests", retry_after="4"), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire, within_s=3.0))

    assert (failure.exit_code, len(wire.requests), clock.slept) == (52, 1, [])


def test_a_retry_after_above_thirty_seconds_ends_it_with_the_time_said(submit_on: Submit, clock: FakeClock) -> None:
    wire = Wire(refuses(429, "QuotaExceeded", retry_after="31"), ACCEPTED)

    failure = failure_in_driving(clock, submit_on(wire))

    assert (failure.exit_code, "31 s" in failure.message, clock.slept) == (54, True, [])


def test_a_retry_after_of_thirty_seconds_is_waited_for(submit_on: Submit, clock: FakeClock) -> None:
    clock.drive(submit_on(Wire(refuses(429, "QuotaExceeded", retry_after="30"), ACCEPTED)))

    assert clock.slept == [30.0]
