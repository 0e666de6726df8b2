import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.errors.catalogue import (
    BAD_GATEWAY,
    BAD_REQUEST,
    CREDIT_INSUFFICIENT,
    IMAGE_DOWNLOAD_FAILURE,
    NO_FACE_DETECTED,
    SUBMIT_OUTCOME_UNKNOWN,
    TIMED_OUT,
    UNAUTHORIZED,
    USER_CANCELLED,
    Entry,
    Retry,
    unknown_entry,
)
from vidu_cli.policy.run_output import Told, told_in

TRACE_ID = "04e5c2fe159ff7c574acd0424e78c35f"
TASK_ID = "981000000000000001"
KEYS = ("error", "code", "reason", "err_code", "exit_code", "status", "id", "tasks", "metadata", "message", "retry")


def line_of(code: str, exit_code: int, **facts: object) -> str:
    error = {"code": code, "exit_code": exit_code, "message": "", "trace_id": None, "task_id": None, "cause": None}
    return json.dumps({"error": error | facts})


def codes_in(output: str) -> list[str]:
    told = told_in(output)
    return [entry.code for entry in told.entries] if told else []


def test_our_error_line_is_told_with_the_facts_of_its_time() -> None:
    line = line_of("timed-out", 124, message="still running", retry="never", charged=None, task_id=TASK_ID)

    assert told_in(line) == Told(
        entries=(replace(TIMED_OUT, retry=Retry.NEVER),), message="still running", task_id=TASK_ID
    )


def test_the_last_error_line_wins() -> None:
    output = "\n".join(("submitting", line_of("NoFaceDetected", 66), line_of("CreditInsufficient", 21), "", "bye"))

    assert codes_in(output) == ["CreditInsufficient"]


def test_an_error_line_wins_over_the_answer_that_stands_before_it() -> None:
    answer = json.dumps([{"id": TASK_ID, "state": "failed", "err_code": "NoFaceDetected"}], indent=1)

    assert codes_in(f"{answer}\n{line_of('download-damaged', 93)}\n") == ["download-damaged"]


def test_the_cause_in_an_error_line_does_not_hide_the_error() -> None:
    line = line_of("submit-outcome-unknown", 95, charged=None, cause={"code": "bad-gateway", "exit_code": 58})

    assert told_in(line) == Told(entries=(SUBMIT_OUTCOME_UNKNOWN,))


def test_a_message_with_odd_line_separators_does_not_cut_the_error_line() -> None:
    line = json.dumps({"error": {"code": "BadRequest", "exit_code": 31, "message": "a\u2028b"}}, ensure_ascii=False)

    assert told_in(f"note\n{line}") == Told(entries=(BAD_REQUEST,), message="a\u2028b")


def test_an_unknown_code_in_our_error_line_keeps_its_number() -> None:
    assert told_in(line_of("FancyCode", 59, http_status=503)) == Told(entries=(unknown_entry("FancyCode", 59, 503),))


def test_an_error_of_ours_with_a_foreign_number_is_looked_up_anew() -> None:
    assert told_in(line_of("FancyCode", -7)) == Told(entries=(unknown_entry("FancyCode", 99),))


@pytest.mark.parametrize(
    "body",
    [
        {"code": 400, "reason": "CreditInsufficient", "message": "no", "metadata": {"trace_id": TRACE_ID}},
        {"code": 400, "reason": "creditinsufficient", "err_code": "Unknown", "msg": "no", "trace_id": TRACE_ID},
        {"status": 400, "err_code": "CreditInsufficient", "err_msg": "no", "trace_id": TRACE_ID},
        {"status_code": 400, "code": "CreditInsufficient", "message": "no", "trace_id": TRACE_ID},
        {"error": {"code": "CreditInsufficient", "message": "no", "status": 400}, "trace_id": TRACE_ID},
        {"code": 400, "error": {"reason": "CreditInsufficient", "message": "no"}, "metadata": {"trace_id": TRACE_ID}},
        {"code": 400, "error": "no", "reason": "CreditInsufficient", "trace_id": TRACE_ID},
    ],
)
def test_an_error_body_is_read_in_every_shape_on_record(body: dict[str, object]) -> None:
    assert told_in(json.dumps(body, indent=2)) == Told(entries=(CREDIT_INSUFFICIENT,), message="no", trace_id=TRACE_ID)


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        ({"code": 402, "reason": "FancyCode"}, unknown_entry("FancyCode", 29, 402)),
        ({"code": 418, "reason": "FancyCode"}, unknown_entry("FancyCode", 39, 418)),
        ({"reason": "FancyCode"}, unknown_entry("FancyCode", 99)),
        ({"reason": "VoiceNotFound"}, unknown_entry("VoiceNotFound", 89)),
        ({"code": 401, "message": "who are you"}, UNAUTHORIZED),
        ({"code": 502}, BAD_GATEWAY),
        ({"code": "502", "status": 502}, BAD_GATEWAY),
        ({"error": {"code": 429, "message": "slow down"}}, "TooManyRequests"),
    ],
)
def test_the_status_in_a_body_places_what_its_code_does_not(body: dict[str, object], entry: Entry | str) -> None:
    told = told_in(json.dumps(body))

    assert told is not None
    assert entry in (told.entries[0], told.entries[0].code)


@pytest.mark.parametrize(
    "document",
    [
        {"id": TASK_ID, "state": "failed", "err_code": "ImageDownloadFailure"},
        {"task_id": int(TASK_ID), "state": "failed", "err_code": "ImageDownloadFailure"},
        [{"id": "1", "state": "success", "err_code": ""}, {"id": TASK_ID, "err_code": "ImageDownloadFailure"}],
        {"tasks": [{"id": TASK_ID, "err_code": "ImageDownloadFailure"}], "next_page_token": ""},
        [{"id": TASK_ID, "err_code": "ImageDownloadFailure", "error": None}, 7, None, []],
    ],
)
def test_a_failed_task_is_told_with_its_id(document: object) -> None:
    assert told_in(json.dumps(document)) == Told(entries=(IMAGE_DOWNLOAD_FAILURE,), task_id=TASK_ID)


def test_a_row_of_poll_is_told_by_its_error() -> None:
    error = {"code": "NoFaceDetected", "exit_code": 66, "message": "no face", "task_id": TASK_ID, "trace_id": None}
    row = {"id": TASK_ID, "state": "failed", "err_code": "NoFaceDetected", "error": error}

    assert told_in(json.dumps([row])) == Told(entries=(NO_FACE_DETECTED,), message="no face", task_id=TASK_ID)


def test_several_failed_tasks_are_all_told_each_code_once() -> None:
    rows = [{"id": str(n), "err_code": code} for n, code in enumerate(("NoFaceDetected", "UserCancelled") * 2)]

    assert told_in(json.dumps(rows)) == Told(entries=(NO_FACE_DETECTED, USER_CANCELLED))


@pytest.mark.parametrize(
    "output",
    [
        'HTTP/1.1 400 Bad Request\nx-a: b\n\n{\n "code": 400,\n "reason": "CreditInsufficient"\n}\n',
        '[ERROR] 12:00 answer: {"code":400,"reason":"CreditInsufficient"} (attempt 1)',
        '{"code":400,"details":[{"reason":"Unknown"}],"reason":"CreditInsufficient"}',
        '\x1b[31m{"code":400,"reason":"CreditInsufficient"}\x1b[0m',
    ],
)
def test_json_is_found_amid_other_text(output: str) -> None:
    assert codes_in(output) == ["CreditInsufficient"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(("CreditInsufficient", "FancyCode", "never", 21, 59, 400, 10**30)),
        )
    ),
    max_leaves=20,
)


@given(document=JSON)
def test_any_json_tells_of_entries_or_of_nothing(document: object) -> None:
    told = told_in(json.dumps(document))

    assert told is None or len(told.entries) > 0
