"""A platform, a person and a machine that do their worst: what was bought is named, and nothing is bought unasked."""

import gzip
from signal import SIGINT, SIGTERM, Signals

import pytest

from tests.support.answers import SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.running import running
from tests.support.scripted import Reply, Scripted, refuses, says

BOUGHT = "911088422699962368"
BOMB = Reply(
    headers={"content-type": "application/json", "content-encoding": "gzip"}, body=gzip.compress(b" " * 80_000_000)
)


@pytest.mark.parametrize(("number", "exit_code"), [(SIGINT, 130), (SIGTERM, 143)])
def test_a_signal_between_two_attempts_ends_it_and_nothing_more_is_sent(
    number: Signals, exit_code: int, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, refuses(429, "TooManyRequests", retry_after="9"), accepted())

    with running(customer, "submit", "text2video", "a cat", "--json", "-v") as run:
        run.until(": 429")
        run.send(number)
        ended = run.end()

    told = (ended.exit_code, ended.stdout, ended.error["message"], ended.error["charged"], platform.lines)
    assert told == (exit_code, "", "Nothing was sent.", False, [SUBMIT])


def test_what_was_bought_and_cannot_be_printed_is_never_to_be_bought_again(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, accepted(BOUGHT))

    run = customer.shell("vidu submit text2video 'a cat' --json > /dev/full")

    error = run.error
    told = (error["exit_code"], error["retry"], error["charged"], error["task_id"], error["remedies"][0])
    assert told == (92, "never", True, BOUGHT, f"Follow the task: `vidu poll {BOUGHT}`")


def test_an_answer_that_no_memory_should_hold_leaves_the_outcome_unknown_with_its_marker(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, BOMB)

    run = customer("submit", "text2video", "a cat", "--json")

    marker = platform.requests[0].json["payload"]
    assert (run.exit_code, marker in run.error["explanation"], platform.orders) == (95, True, [SUBMIT])


def test_a_look_that_tells_of_another_task_is_no_answer_about_this_one(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted(BOUGHT))
    platform.answers(look_at(BOUGHT), task("555", "success"), task(BOUGHT, "success"))

    run = customer("submit", "text2video", "a cat", "--wait", "--interval", "0.1", "--json")

    assert (run.exit_code, run.json["id"]) == (0, BOUGHT)


@pytest.mark.parametrize(
    "answer",
    [{"id": "", "task_id": BOUGHT}, {"id": 0, "task_id": int(BOUGHT)}, {"id": "x/../y", "task_id": BOUGHT}],
    ids=["empty", "zero", "path"],
)
def test_of_two_ids_the_one_that_can_be_used_counts(
    answer: dict[str, object], customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, says({**answer, "state": "created"}))

    run = customer("submit", "text2video", "a cat")

    assert (run.exit_code, run.stdout) == (0, f"{BOUGHT}\n")


@pytest.mark.parametrize("named", [0, "0", -1, "  ", "1;touch pwned", "1\n2", "\ud800", "9" * 70_000])
def test_an_id_that_no_command_would_take_is_none(named: object, customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, says({"task_id": named, "state": "created"}))

    run = customer("submit", "text2video", "a cat", "--wait", "--json")

    assert (run.exit_code, run.stdout) == (95, "")


def test_the_cause_of_an_unknown_outcome_does_not_say_to_try_again(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, Reply(status=502))

    run = customer("submit", "text2video", "a cat", "--json")

    cause = run.error["cause"]
    assert (cause["code"], cause["retry"], cause["charged"]) == ("bad-gateway", "never", None)


def test_a_command_for_the_key_that_hangs_can_be_stopped(vidu: Program) -> None:
    folder = vidu.home / ".config" / "vidu"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[profile.slow]\napi_key_command = "echo asked >&2; exec sleep 600"\n')

    with running(vidu, "submit", "text2video", "a cat", "--profile", "slow", "--json") as run:
        run.until("asked")
        run.send(SIGTERM)
        ended = run.end()

    assert (ended.exit_code, ended.stdout) == (143, "")
