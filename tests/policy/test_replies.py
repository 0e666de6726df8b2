import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.json_values import documents
from vidu_cli.errors.catalogue import PLATFORM_ENTRIES, Entry
from vidu_cli.errors.failure import Failure
from vidu_cli.policy.replies import Answer, failure_in, success_in

NOW = 1_795_450_000.0
KEYS = st.sampled_from(
    ["code", "reason", "err_code", "message", "msg", "err_msg", "error", "metadata", "fields", "trace_id"]
)
BODIES = st.binary() | documents(KEYS).map(lambda document: json.dumps(document).encode())
HEADERS = st.dictionaries(
    st.sampled_from(["retry-after", "content-type", "x-md-trace-id"]),
    st.text() | st.text("0123456789 GMT:,+-MonJan", max_size=30) | st.integers(0, 10**12).map(str),
)


def answer(status: int, document: object = None, *, body: bytes | None = None, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status=status, headers=named, body=json.dumps(document).encode() if body is None else body)


def read(given: Answer) -> tuple[str, int, str, str | None]:
    """What a test cares for: code, number, message, trace id."""
    failure = failure_in(given, now=NOW)
    return failure.code, failure.exit_code, failure.message, failure.trace_id


@given(status=st.integers(100, 599), headers=HEADERS, body=BODIES)
@example(status=429, headers={"retry-after": "Mon, 01 Jan 0001 00:00:00 +2359"}, body=b"")
@example(status=429, headers={"retry-after": "Mon, 01 Jan 2020 00:00:00 +9999"}, body=b"")
@example(status=400, headers={}, body=b'{"error": "text", "metadata": []}')
@example(status=400, headers={}, body=b"[" * 100_000)
def test_any_answer_tells_of_a_failure_with_a_number_and_a_sentence(
    status: int, headers: dict[str, str], body: bytes
) -> None:
    failure = failure_in(Answer(status=status, headers=headers, body=body), now=NOW)

    assert (failure.exit_code > 4, bool(failure.message), (failure.retry_after_s or 0) >= 0) == (True, True, True)


@given(status=st.integers(100, 599), body=BODIES)
def test_a_success_is_an_object_with_a_status_of_2xx(status: int, body: bytes) -> None:
    success = success_in(Answer(status=status, headers={}, body=body))

    assert success is None or (200 <= status < 300 and success == json.loads(body))


@pytest.mark.parametrize(
    "document", [{}, {"id": "7"}, {"code": 0}, {"code": 200}, {"code": None}, {"code": ""}], ids=str
)
def test_an_object_without_a_code_is_a_success(document: object) -> None:
    assert success_in(answer(200, document)) == document


@pytest.mark.parametrize(
    "given",
    [
        answer(200, {"code": 400, "reason": "BadRequest"}),
        answer(200, {"code": "CreditInsufficient"}),
        answer(200, []),
        answer(200, "text"),
        answer(200, body=b""),
        answer(200, body=b"<html>"),
        answer(200, body=b'{"id": "7'),
        answer(304, {}),
        answer(400, {}),
    ],
    ids=str,
)
def test_anything_else_is_no_success(given: Answer) -> None:
    assert success_in(given) is None


@pytest.mark.parametrize("entry", PLATFORM_ENTRIES, ids=lambda entry: entry.code)
@pytest.mark.parametrize(
    "shape",
    [
        '{"code": STATUS, "reason": "CODE", "message": "words", "metadata": {"trace_id": "04e5"}}',
        '{"code": STATUS, "err_code": "CODE", "message": "words", "metadata": {"trace_id": "04e5"}}',
        '{"code": "CODE", "message": "words", "metadata": {"trace_id": "04e5"}}',
        '{"code": "CODE", "msg": "words", "metadata": {"trace_id": "04e5"}}',
        '{"err_code": "CODE", "err_msg": "words", "metadata": {"trace_id": "04e5"}}',
        '{"error": {"code": "CODE", "message": "words"}, "metadata": {"trace_id": "04e5"}}',
        '{"error": {"code": STATUS, "reason": "CODE", "message": "words", "metadata": {"trace_id": "04e5"}}}',
        '{"error": {"err_code": "CODE", "msg": "words", "metadata": {"trace_id": "04e5"}}}',
        '{"error": "words", "reason": "CODE", "metadata": {"trace_id": "04e5"}}',
    ],
)
def test_every_shape_of_error_body_is_read(shape: str, entry: Entry) -> None:
    status = entry.http_status or 400
    body = shape.replace("STATUS", str(status)).replace("CODE", entry.code)

    assert read(answer(status, body=body.encode())) == (entry.code, entry.exit_code, "words", "04e5")


@pytest.mark.parametrize("spelled", ["creditinsufficient", "CREDITINSUFFICIENT"])
def test_a_code_is_known_in_any_case(spelled: str) -> None:
    assert read(answer(400, {"reason": spelled}))[:2] == ("CreditInsufficient", 21)


def test_a_reason_goes_before_an_err_code_and_a_text_code() -> None:
    given = answer(400, {"code": "FieldInvalid", "err_code": "ModelUnavailable", "reason": "CreditInsufficient"})

    assert read(given)[:2] == ("CreditInsufficient", 21)


def test_a_gateways_402_with_the_code_as_text_is_about_credits() -> None:
    given = answer(402, {"code": "CreditInsufficient", "message": "insufficient credits"})

    assert read(given)[:3] == ("CreditInsufficient", 21, "insufficient credits")


@pytest.mark.parametrize(
    ("status", "code", "number"),
    [
        (403, "FancyThing", 19),
        (402, "FancyThing", 29),
        (503, "FancyPolicyThing", 59),
        (429, "FancyThing", 59),
        (400, "FancyPolicyThing", 79),
        (400, "FancyFaceThing", 69),
        (400, "ImageFancy", 49),
        (400, "FancyCreditThing", 29),
        (400, "FancyNotFound", 89),
        (400, "FancyThrottling", 59),
        (400, "FieldFancy", 39),
        (409, "FancyThing", 89),
        (413, "FancyThing", 47),
        (418, "FancyThing", 39),
    ],
)
def test_a_code_of_tomorrow_is_kept_and_gets_the_number_of_its_class(status: int, code: str, number: int) -> None:
    given = answer(status, {"reason": code, "message": "what is new", "metadata": {"trace_id": "04e5"}})

    assert read(given) == (code, number, "what is new", "04e5")


@pytest.mark.parametrize(
    ("status", "number"),
    [
        (400, 31),
        (401, 11),
        (402, 29),
        (403, 12),
        (404, 81),
        (405, 31),
        (408, 31),
        (409, 84),
        (410, 89),
        (413, 47),
        (429, 52),
        (500, 58),
        (502, 58),
        (200, 96),
        (302, 96),
    ],
)
@pytest.mark.parametrize(
    "body", [b"", b"{}", b"<html>", b"null", b'{"code": 5, "reason": ""}', b'{"code": "42"}'], ids=repr
)
def test_an_answer_without_a_code_is_told_by_its_status(status: int, number: int, body: bytes) -> None:
    assert failure_in(answer(status, body=body), now=NOW).exit_code == number


@pytest.mark.parametrize(
    ("body", "content_type", "message"),
    [
        (b"", "", "HTTP 502 with an empty body"),
        (b" \r\n", "", "HTTP 502 with an empty body"),
        (
            b"<html><title>502 Bad Gateway</title>",
            "text/html",
            "HTTP 502 with an HTML page: 502 Bad Gateway",
        ),
        (
            b"upstream: no",
            "text/plain; a=b",
            "HTTP 502, 12 bytes of text/plain that are not as documented: 'upstream: no'",
        ),
        (b'{"a', "", "HTTP 502, 3 bytes of no content type that are not as documented: '{\"a'"),
    ],
)
def test_a_body_without_a_sentence_is_described(body: bytes, content_type: str, message: str) -> None:
    assert failure_in(answer(502, body=body, content_type=content_type), now=NOW).message == message


def test_the_trace_id_of_the_header_counts_when_the_body_has_none() -> None:
    assert failure_in(answer(502, body=b"", x_md_trace_id="04e5"), now=NOW).trace_id == "04e5"


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"metadata": {"fields": ["duration", "seed"]}, "message": "invalid field: seed"}, "duration"),
        ({"metadata": {"fields": "duration"}}, "duration"),
        ({"message": "invalid field: resolution"}, "resolution"),
        ({"message": "field is missing or empty: prompt"}, "prompt"),
        ({"message": "field item count out of range: images"}, "images"),
        ({"message": "task state is scheduled, can not cancel"}, None),
        ({"metadata": {"fields": [7]}}, None),
    ],
    ids=str,
)
def test_the_field_that_was_refused_is_named(document: object, field: str | None) -> None:
    assert failure_in(answer(400, document), now=NOW).field == field


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("Mon, 23 Nov 2026 16:06:50 GMT", 10.0),
        ("Mon, 23 Nov 2026 16:06:30 GMT", 0.0),
        ("", None),
        ("soon", None),
        ("-7", None),
        ("1.5", None),
        ("9" * 40, None),
    ],
)
def test_the_time_to_wait_is_read_as_seconds_or_as_a_date(told: str, seconds: float | None) -> None:
    assert failure_in(answer(429, {}, retry_after=told), now=1_795_450_000.0).retry_after_s == seconds


def test_a_refusal_on_record_is_read_whole() -> None:
    body = (
        b'{"code":400,"reason":"BadRequest","message":"task state is scheduled, can not cancel",'
        b'"metadata":{"trace_id":"04e5c2fe159ff7c574acd0424e78c35f"}}'
    )

    failure = failure_in(answer(400, body=body), now=NOW)

    assert failure == Failure(
        entry=failure.entry,
        message="task state is scheduled, can not cancel",
        trace_id="04e5c2fe159ff7c574acd0424e78c35f",
    )
