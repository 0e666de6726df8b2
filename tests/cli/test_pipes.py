"""A stdout that nobody reads, that was closed before the start, or that is full."""

import pytest

from tests.support.answers import SUBMIT, accepted
from tests.support.program import Program
from tests.support.scripted import Scripted


@pytest.mark.parametrize(
    ("sink", "number"),
    [(">&-", 141), ("> /dev/full", 92)],
)
@pytest.mark.parametrize(
    "command",
    [
        "vidu --version",
        "vidu --help",
        "vidu explain 66",
        "vidu models --format table",
        "vidu credits --sandbox",
        "vidu submit text2video 'a cat' --dry-run",
        "vidu completion bash",
    ],
)
def test_an_answer_that_cannot_be_written_is_no_success(command: str, sink: str, number: int, vidu: Program) -> None:
    run = vidu.shell(f"{command} {sink}")

    assert (run.exit_code, "Traceback" in run.stderr) == (number, False)


@pytest.mark.parametrize("command", ["vidu --version", "vidu explain --list", "vidu models --json"])
def test_a_reader_that_went_away_is_141_and_nothing_is_said(command: str, vidu: Program) -> None:
    run = vidu.shell(f"set +e; {command} | true; echo ${{PIPESTATUS[0]}}")

    assert (run.stdout, run.stderr) == ("141\n", "")


@pytest.mark.parametrize(
    ("sink", "number"),
    [(">&-", 141), ("> /dev/full", 92), ("| true", 141)],
)
@pytest.mark.parametrize("form", ["plain", "json", "table"])
def test_the_id_of_an_accepted_task_that_cannot_be_printed_is_said_on_stderr(
    form: str, sink: str, number: int, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, accepted("947400000000000001"))

    run = customer.shell(f"vidu submit text2video 'a cat' --format {form} {sink}")

    assert (run.exit_code, "947400000000000001" in run.stderr) == (number, True)


def test_the_id_survives_quiet(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted("947400000000000001"))

    run = customer.shell("vidu submit text2video 'a cat' -q >&-")

    assert (run.exit_code, "947400000000000001" in run.stderr) == (141, True)


def test_a_full_disk_keeps_the_number_of_a_task_that_failed(vidu: Program) -> None:
    run = vidu.shell("vidu --sandbox submit text2video 'a cat sandbox:task=NoFaceDetected' --wait > /dev/full")

    assert (run.exit_code, "NoFaceDetected" in run.stderr) == (66, True)


def test_a_reader_that_went_away_keeps_the_number_of_a_task_that_failed(vidu: Program) -> None:
    run = vidu.shell("""
        ID=$(vidu --sandbox submit text2video 'a cat sandbox:task=NoFaceDetected')
        vidu --sandbox poll $ID | true
    """)

    assert run.exit_code == 66


def test_a_refusal_keeps_its_number_with_a_closed_stdout(vidu: Program) -> None:
    run = vidu.shell("vidu --sandbox submit text2video 'a cat sandbox:submit=CreditInsufficient' >&-")

    assert (run.exit_code, "CreditInsufficient" in run.stderr) == (21, True)


def test_events_to_a_reader_that_went_away_end_the_wait(vidu: Program) -> None:
    run = vidu.shell("""
        ID=$(vidu --sandbox submit text2video 'a cat sandbox:seconds=9000000')
        vidu --sandbox poll $ID --events | true
    """)

    assert (run.exit_code, "Traceback" in run.stderr) == (141, False)


def test_the_first_line_of_a_list_can_be_taken(vidu: Program) -> None:
    run = vidu.shell("""
        vidu --sandbox submit text2video "a boat" > first; vidu --sandbox submit text2video "a cat" > second
        set +o pipefail
        vidu --sandbox list --format ids | head -1 | diff - second
    """)

    assert (run.exit_code, run.stdout, "Traceback" in run.stderr) == (0, "", False)


@pytest.mark.parametrize("sink", ["2>&-", "2> /dev/full"])
def test_a_stderr_that_nobody_reads_changes_no_number(sink: str, vidu: Program) -> None:
    run = vidu.shell(f"vidu --sandbox submit text2video 'a cat sandbox:task=NoFaceDetected' --wait --json {sink}")

    assert (run.exit_code, run.json["err_code"]) == (66, "NoFaceDetected")


def test_with_every_stream_closed_a_submit_still_has_its_number(vidu: Program) -> None:
    run = vidu.shell("vidu --sandbox submit text2video 'a cat sandbox:submit=CreditInsufficient' <&- >&- 2>&-")

    assert run.exit_code == 21


def test_no_file_is_written_to_by_mistake_when_streams_are_closed(vidu: Program) -> None:
    run = vidu.shell(
        "vidu --sandbox submit text2video 'a cat' -o cat.mp4 <&- >&- 2>&- || echo $?; head -c 8 cat.mp4 | tail -c 4"
    )

    assert run.stdout == "141\nftyp"
