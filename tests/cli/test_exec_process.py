"""`poll --exec`: a command for each task that ended."""

import pytest

from tests.support.answers import look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted

FACTS = "$VIDU_TASK_ID $VIDU_TASK_STATE $VIDU_TASK_ERR_CODE $VIDU_TASK_EXIT_CODE"
TELL = f"""sh -c 'echo "{FACTS}" >> told.txt'"""


@pytest.fixture
def ended(customer: Program, platform: Scripted) -> Program:
    """The program, at a platform where one task succeeded and one failed."""
    platform.answers(look_at("11"), task("11", "success"))
    platform.answers(look_at("12"), task("12", "failed", "NoFaceDetected"))
    return customer


def test_the_command_runs_once_for_each_task_with_its_facts(ended: Program) -> None:
    run = ended("poll", "11", "12", "--exec", TELL)

    told = sorted((ended.home / "told.txt").read_text().splitlines())
    assert (run.exit_code, told) == (3, ["11 success  0", "12 failed NoFaceDetected 66"])


def test_the_command_knows_the_prompt_of_what_was_submitted_from_here(rehearsal: Program) -> None:
    task_id = rehearsal("submit", "text2video", "a cat; rm -rf $HOME").stdout.strip()

    run = rehearsal("poll", task_id, "--exec", """sh -c 'printf %s "$VIDU_TASK_PROMPT" > told.txt'""")

    assert (run.exit_code, (rehearsal.home / "told.txt").read_text()) == (0, "a cat; rm -rf $HOME")


def test_what_no_variable_can_hold_is_left_empty(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("13"), task("13", "success", prompt="a" * 200_000))

    run = customer("poll", "13", "--exec", """sh -c 'echo "$VIDU_TASK_ID($VIDU_TASK_PROMPT)" > told.txt'""")

    assert (run.exit_code, (customer.home / "told.txt").read_text()) == (0, "13()\n")


def test_what_the_command_prints_is_kept_from_the_answer(ended: Program) -> None:
    run = ended("poll", "11", "--exec", "echo hello", "--format", "ids")

    assert (run.exit_code, run.stdout, "hello" in run.stderr) == (0, "11\n", True)


@pytest.mark.parametrize(
    ("line", "end"), [("false", "ended with 1"), ("sh -c 'exit 7'", "ended with 7"), ("no-such", "was not found (127)")]
)
def test_a_command_that_fails_is_no_success_and_the_task_is_paid_for(line: str, end: str, ended: Program) -> None:
    run = ended("poll", "11", "--exec", line, "--json")

    told = f"The command of --exec, {line.split(maxsplit=1)[0]}, {end} for task 11"
    assert (run.exit_code, told in run.error["message"], run.error["charged"]) == (3, True, True)


def test_a_task_that_failed_keeps_its_number_when_the_command_fails_too(ended: Program) -> None:
    assert ended("poll", "12", "--exec", "false").exit_code == 66


@pytest.mark.parametrize("line", ["", "   ", "'"])
def test_a_line_that_names_no_command_is_a_usage_error(line: str, ended: Program) -> None:
    run = ended("poll", "11", "--exec", line, "--json")

    assert (run.exit_code, run.stdout) == (2, "")


def test_what_a_prompt_holds_runs_nothing(rehearsal: Program) -> None:
    bought = rehearsal("submit", "text2video", "$(touch pwned); `touch pwned`\n& touch pwned").stdout.strip()

    run = rehearsal("poll", bought, "--exec", "echo $VIDU_TASK_PROMPT")

    assert (run.exit_code, (rehearsal.home / "pwned").exists(), "$VIDU_TASK_PROMPT" in run.stderr) == (0, False, True)


def test_the_command_is_told_where_the_results_are(rehearsal: Program) -> None:
    bought = rehearsal("submit", "text2video", "a cat").stdout.strip()

    rehearsal("poll", bought, "-o", "cat.mp4", "--exec", """sh -c 'cp "$VIDU_TASK_PATH" copy.mp4'""")

    assert (rehearsal.home / "copy.mp4").read_bytes() == (rehearsal.home / "cat.mp4").read_bytes()


def test_contact_is_lost_for_good_after_the_time_that_is_wanted(customer: Program) -> None:
    run = customer("poll", "11", "--lost-after", "1", "--interval", "0.2", "--base-url", "http://127.0.0.1:9", "--json")

    assert (run.exit_code, run.error["cause"]["code"], run.stdout) == (87, "network-unreachable", "")
