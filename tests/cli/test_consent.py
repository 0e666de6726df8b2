"""The question before a dear task, at a real terminal."""

from typing import Any

import pexpect
import pytest

from tests.support.program import SCRIPTS, Program
from vidu_cli.errors.catalogue import INPUT_NEEDED, OVER_BUDGET

FILM = ("submit", "ad-one-click", "--image", "https://example.com/shoe.png", "--duration", "15")


def at_a_terminal(program: Program, *words: str, answer: str | None, **environment: str) -> tuple[int, str]:
    """The exit number and what stood on the screen."""
    terminal: Any = pexpect.spawn(
        str(SCRIPTS / "vidu"),
        list(words),
        env={**program.variables, "TERM": "dumb", **environment},
        cwd=str(program.home),
        encoding="utf-8",
        dimensions=(40, 200),
        timeout=30,
    )
    if answer is not None:
        terminal.expect_exact("[y/N] ")
        terminal.send(answer)
    seen = (terminal.before or "") + str(terminal.read())
    terminal.close()
    return int(terminal.exitstatus), seen


def test_a_dear_task_is_asked_about_with_its_price(rehearsal: Program) -> None:
    _, seen = at_a_terminal(rehearsal, *FILM, answer="n\r")

    assert "600 credits (USD 3.00). Send it?" in seen


@pytest.mark.parametrize("answer", ["n\r", "\r", "\x04", "yesterday\r"])
def test_any_answer_but_yes_sends_nothing(answer: str, rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, *FILM, answer=answer)

    assert (code, rehearsal("list").stdout) == (OVER_BUDGET.exit_code, "")


@pytest.mark.parametrize("answer", ["y\r", "Yes\r"])
def test_yes_sends_the_task(answer: str, rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, *FILM, answer=answer)

    assert (code, len(rehearsal("list").lines)) == (0, 1)


def test_the_question_may_be_answered_beforehand(rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, *FILM, "--yes", answer=None)

    assert code == 0


def test_a_limit_of_ones_own_is_the_answer(rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, *FILM, "--max-credits", "600", answer=None)

    assert code == 0


def test_no_input_forbids_the_question_and_so_the_send(rehearsal: Program) -> None:
    code, seen = at_a_terminal(rehearsal, *FILM, "--no-input", answer=None)

    assert (code, "--yes" in seen, rehearsal("list").stdout) == (INPUT_NEEDED.exit_code, True, "")


@pytest.mark.parametrize("limit", ["600", "never"])
def test_the_amount_that_is_asked_about_can_be_set(limit: str, rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, *FILM, answer=None, VIDU_ASK_ABOVE=limit)

    assert code == 0


def test_a_cheap_task_is_not_asked_about(rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, "submit", "text2video", "a boat", answer=None)

    assert code == 0


def test_a_script_is_never_asked(rehearsal: Program) -> None:
    run = rehearsal(*FILM)

    assert (run.exit_code, "Send it?" in run.stderr) == (0, False)


def test_a_price_that_nobody_knows_is_asked_about_too(rehearsal: Program) -> None:
    words = ("submit", "template", "--template", "hugging", "--image", "https://example.com/two.png")

    code, seen = at_a_terminal(rehearsal, *words, answer="n\r")

    assert (code, "an unknown number of credits. Send it?" in seen) == (OVER_BUDGET.exit_code, True)


def test_a_script_is_told_that_nobody_knows_the_price(rehearsal: Program) -> None:
    run = rehearsal("submit", "template", "--template", "hugging", "--image", "https://example.com/two.png")

    assert (run.exit_code, "No source tells what this task costs" in run.stderr) == (0, True)


def test_a_dry_run_says_what_a_limit_would_refuse(rehearsal: Program) -> None:
    run = rehearsal(*FILM, "--dry-run", "--max-credits", "599", "--json")

    assert (run.exit_code, "--max-credits allows 599" in run.json["warnings"][-1]) == (0, True)


def test_an_interrupted_question_sends_nothing(rehearsal: Program) -> None:
    code, _ = at_a_terminal(rehearsal, *FILM, answer="\x03")

    assert (code, rehearsal("list").stdout) == (130, "")


def test_an_amount_that_is_no_number_is_refused(rehearsal: Program) -> None:
    run = rehearsal("config", "show", VIDU_ASK_ABOVE="much")

    assert (run.exit_code, "'much'" in run.stderr) == (90, True)
