import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidu_cli.errors.catalogue import CREDIT_INSUFFICIENT, NO_FACE_DETECTED, UNKNOWN, unknown_entry
from vidu_cli.policy.run_output import Told, told_in

TRACE_ID = "04e5c2fe159ff7c574acd0424e78c35f"
TASK_ID = "981000000000000001"
NO_CODES = ("unknown cat", "interrupted twice", "ok then", "XNoFaceDetected", "NoFaceDetectedness", "a-NoFaceDetected")


def codes_in(output: str) -> list[str]:
    told = told_in(output)
    return [entry.code for entry in told.entries] if told else []


@pytest.mark.parametrize("glyph", ["✗ ", "x ", "\x1b[1;31m✗ \x1b[0m\x1b[1m", ""])
def test_our_error_for_people_is_told_with_its_message_and_ids(glyph: str) -> None:
    output = (
        f"note: an earlier task 111000000000000001\n{glyph}CreditInsufficient (exit 21): insufficient credits\n"
        f"  task {TASK_ID}\n  trace id {TRACE_ID}\n"
    )

    assert told_in(output) == Told(
        entries=(CREDIT_INSUFFICIENT,), message="insufficient credits", trace_id=TRACE_ID, task_id=TASK_ID
    )


def test_our_error_as_it_is_drawn_is_told_with_the_message_below_the_title() -> None:
    output = (
        "✗ CreditInsufficient (exit 21): Not\nenough credits\n"
        f"  Task {TASK_ID}: insufficient\n  credits: 3 of 60\n"
        "  The balance of this account does not cover the\n  task.\n  No credits were spent.\n"
        f"  Trace id for the platform's\n  support: {TRACE_ID}\n"
    )

    assert told_in(output) == Told(
        entries=(CREDIT_INSUFFICIENT,), message="insufficient credits: 3 of 60", trace_id=TRACE_ID, task_id=TASK_ID
    )


@pytest.mark.parametrize("before", ["", "note:\n", "x NoFaceDetected (exit 66): No face could be detected\n"])
@pytest.mark.parametrize("margin", ["", "    ", "> "])
@pytest.mark.parametrize("cause", ["  Cause: ", "  Cause:\n  "])
def test_the_cause_of_a_drawn_error_is_not_taken_for_the_error(before: str, margin: str, cause: str) -> None:
    output = f"{before}{margin}x submit-outcome-unknown (exit 95): lost\n{margin}{cause}bad-gateway (exit 58): gone\n"

    assert codes_in(output) == ["submit-outcome-unknown"]


def test_an_error_without_a_code_is_told_by_its_number() -> None:
    assert told_in("x no code (exit 29): pay up") == Told(entries=(unknown_entry("", 29),), message="pay up")


def test_a_title_without_a_message_is_enough() -> None:
    assert told_in("x NoFaceDetected (exit 66)\r\n") == Told(entries=(NO_FACE_DETECTED,))


def test_the_title_of_an_unknown_code_keeps_its_number() -> None:
    assert told_in("x FancyCode (exit 59): later") == Told(entries=(unknown_entry("FancyCode", 59),), message="later")


def test_the_exit_number_of_another_program_tells_nothing() -> None:
    assert told_in("make: build (exit 2)\n(exit 21)") is None


@pytest.mark.parametrize(
    "output",
    [
        "task 1 failed: NoFaceDetected.",
        "err_code=nofacedetected",
        "错误NoFaceDetected请重试",
        "Unknown trouble, then NoFaceDetected",
        "UserCancelled\nNoFaceDetected\n",
        "\x1b[31mNoFaceDetected\x1b[0m today",
        "\x1b]8;;https://ex.test\x07NoFaceDetected\x1b]8;;\x07 today",
    ],
)
def test_a_code_that_stands_as_a_word_is_told(output: str) -> None:
    assert codes_in(output) == ["NoFaceDetected"]


def test_the_line_around_a_code_is_its_message() -> None:
    assert told_in("first\n  ERROR NoFaceDetected in b.png  \nlast") == Told(
        entries=(NO_FACE_DETECTED,), message="ERROR NoFaceDetected in b.png"
    )


def test_a_line_that_goes_on_for_ever_is_no_message() -> None:
    assert told_in("NoFaceDetected" + " blah" * 100) == Told(entries=(NO_FACE_DETECTED,))


def test_a_trace_id_of_a_header_is_kept() -> None:
    assert told_in(f"x-md-trace-id: {TRACE_ID}\nUnknown") == Told(entries=(UNKNOWN,), trace_id=TRACE_ID)


@pytest.mark.parametrize(
    "output",
    [
        *NO_CODES,
        '{"reason": "it rained"}',
        '{"code": 200, "id": "7"}',
        '{"broken": ',
        pytest.param("[" * 100_000, id="open brackets"),
        pytest.param("[" * 50_000 + "]" * 50_000, id="deep brackets"),
    ],
)
def test_words_that_are_no_codes_tell_nothing(output: str) -> None:
    assert told_in(output) is None


@given(output=st.text())
def test_any_text_tells_of_entries_or_of_nothing(output: str) -> None:
    told = told_in(output)

    assert told is None or len(told.entries) > 0
