"""Ctrl-C, SIGTERM and SIGHUP, at every moment where it matters."""

import fcntl
import os
from collections.abc import Iterator
from signal import SIGHUP, SIGINT, SIGTERM, Signals

import pytest

from tests.support.answers import SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.running import running
from tests.support.scripted import Reply, Scripted, held, refuses

# How long a submit under way is still waited for is the one real wait of these tests.
ENDS = [(SIGINT, 130, "interrupted"), (SIGTERM, 143, "terminated"), (SIGHUP, 129, "hung-up")]


@pytest.fixture
def full_pipe() -> Iterator[int]:
    """A pipe that takes not one byte more, and whose reader stays."""
    reader, writer = os.pipe()
    room = fcntl.fcntl(writer, fcntl.F_GETPIPE_SZ)
    os.write(writer, b"x" * room)
    yield writer
    os.close(reader)
    os.close(writer)


@pytest.mark.parametrize(("number", "exit_code", "code"), ENDS)
def test_a_signal_ends_a_poll_with_its_number_and_the_line_that_comes_back(
    number: Signals, exit_code: int, code: str, customer: Program, platform: Scripted
) -> None:
    platform.answers(look_at("11"), task("11", "processing"))

    with running(customer, "poll", "11") as run:
        run.until("11 processing")
        run.send(number)
        ended = run.end()

    told = (ended.exit_code, ended.stdout, code in ended.stderr, "vidu poll 11" in ended.stderr)
    assert told == (exit_code, "11\tprocessing\t\t\n", True, True)


def test_a_signal_in_json_mode_is_one_object_and_the_tasks_as_last_seen(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "processing"))
    platform.answers(look_at("12"), task("12", "success"))

    with running(customer, "poll", "11", "12", "--json", "-v") as run:
        run.until("tasks/12/creations: 200")
        run.send(SIGINT)
        ended = run.end()

    error = ended.error
    assert (ended.exit_code, error["task_id"], error["retry"], error["charged"], error["remedies"][0]) == (
        130,
        "11",
        "same",
        None,
        "Go on: `vidu poll 11`",
    )


def test_a_signal_does_not_wait_for_an_answer_that_does_not_come(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), held(task("11", "success")))

    with running(customer, "poll", "11", "--json") as run:
        platform.wait_for_request()
        run.send(SIGINT)
        ended = run.end()

    assert (ended.exit_code, ended.stdout, ended.error["task_id"]) == (130, "", "11")


def test_a_signal_after_the_submit_prints_the_task_and_never_asks_to_submit_again(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, accepted())
    platform.answers(look_at("11"), task("11", "processing"))

    with running(customer, "submit", "text2video", "a cat", "--wait", "--json", "-v") as run:
        run.until("creations: 200")
        run.send(SIGINT)
        ended = run.end()

    told = (ended.exit_code, ended.json["id"], ended.error["task_id"], ended.error["retry"], ended.error["charged"])
    assert (told, "vidu poll 11" in ended.error["remedies"][0]) == ((130, "11", "11", "never", None), True)


def test_events_end_at_a_signal_without_a_further_line(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "processing"))

    with running(customer, "poll", "11", "--events", "-v") as run:
        run.until("creations: 200")
        run.send(SIGTERM)
        ended = run.end()

    assert (ended.exit_code, len(ended.lines) <= 1, "vidu poll 11" in ended.stderr) == (143, True, True)


def test_the_line_that_comes_back_brings_the_file_along(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "processing"))

    with running(customer, "poll", "11", "-o", "my cat.mp4") as run:
        run.until("11 processing")
        run.send(SIGINT)
        ended = run.end()

    assert (ended.exit_code, "vidu poll 11 -o 'my cat.mp4'" in ended.stderr) == (130, True)


def test_an_answer_that_comes_in_time_is_printed_and_the_signal_still_ends_the_run(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, "submit", "text2video", "a cat", "--wait") as run:
        platform.wait_for_request()
        run.send(SIGINT)
        run.until("waiting up to 5 s")
        platform.release()
        ended = run.end()

    assert (ended.exit_code, ended.stdout, "vidu poll 11" in ended.stderr, len(platform.requests)) == (
        130,
        "11\n",
        True,
        1,
    )


@pytest.mark.parametrize(("number", "exit_code", "code"), ENDS)
def test_a_refusal_that_comes_in_time_does_not_overrule_the_signal(
    number: Signals, exit_code: int, code: str, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, held(refuses(400, "CreditInsufficient")))

    with running(customer, "submit", "text2video", "a cat", "--json") as run:
        platform.wait_for_request()
        run.send(number)
        run.until("waiting up to 5 s")
        platform.release()
        ended = run.end()

    error = ended.error
    told = (ended.exit_code, ended.stdout, error["code"], error["charged"], error["cause"]["code"])
    assert told == (exit_code, "", code, False, "CreditInsufficient")


def test_an_answer_that_does_not_come_leaves_the_outcome_unknown(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, "submit", "text2video", "a cat", "--json") as run:
        platform.wait_for_request()
        run.send(SIGTERM)
        ended = run.end()

    error = ended.error
    told = (ended.exit_code, ended.stdout, error["charged"], error["retry"], error["cause"]["exit_code"])
    assert (told, platform.requests[0].json["payload"] in error["explanation"]) == ((143, "", None, "never", 95), True)


def test_a_second_signal_ends_a_submit_at_once(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, "submit", "text2video", "a cat") as run:
        platform.wait_for_request()
        run.send(SIGINT)
        said = run.until("Again to stop at once")
        run.send(SIGINT)
        ended = run.end()

    assert (ended.exit_code, ended.stdout, "vidu list --since 15m" in ended.stderr[len(said) :]) == (130, "", True)


def test_the_first_signal_gives_the_number(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, "submit", "text2video", "a cat") as run:
        platform.wait_for_request()
        run.send(SIGTERM)
        run.until("Again to stop at once")
        run.send(SIGINT)
        ended = run.end()

    assert ended.exit_code == 143


@pytest.mark.parametrize(("number", "exit_code", "code"), ENDS)
def test_a_signal_ends_a_list_with_its_number(
    number: Signals, exit_code: int, code: str, customer: Program, platform: Scripted
) -> None:
    platform.answers("GET", held(task("11", "success")))

    with running(customer, "list", "--json") as run:
        platform.wait_for_request()
        run.send(number)
        ended = run.end()

    assert (ended.exit_code, ended.stdout, ended.error["code"]) == (exit_code, "", code)


@pytest.mark.parametrize(("number", "exit_code"), [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)])
def test_a_signal_while_nobody_reads_stdout_keeps_the_id_of_a_purchase(
    number: Signals, exit_code: int, customer: Program, platform: Scripted, full_pipe: int
) -> None:
    platform.answers(SUBMIT, accepted("947400000000000001"))

    with running(customer, "submit", "text2video", "a cat", "-v", stdout=full_pipe) as run:
        run.until("text2video: 200")
        run.insist(number)
        ended = run.end()

    assert (ended.exit_code, "947400000000000001" in ended.stderr) == (exit_code, True)


def test_a_signal_ends_a_poll_whose_rows_nobody_reads(customer: Program, platform: Scripted, full_pipe: int) -> None:
    platform.answers(look_at("11"), task("11", "processing"))

    with running(customer, "poll", "11", stdout=full_pipe) as run:
        run.until("11 processing")
        run.insist(SIGINT)
        ended = run.end()

    assert (ended.exit_code, "Traceback" in ended.stderr) == (130, False)


def test_nohup_keeps_a_poll_alive(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "processing"))

    with running(customer, "poll", "11", "--interval", "0.05", before=["nohup"]) as run:
        run.until("11 processing")
        run.send(SIGHUP)
        platform.answers(look_at("11"), task("11", "success"))
        ended = run.end()

    assert (ended.exit_code, ended.stdout) == (0, "11\tsuccess\t\t\n")


def test_a_signal_in_the_middle_of_a_download_leaves_no_file_behind(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success", links=(f"{platform.origin}/cat.mp4",)))
    platform.answers("GET /cat.mp4", held(Reply()))

    with running(customer, "poll", "11", "-o", "cats/") as run:
        platform.wait_for_request()
        platform.wait_for_request()
        run.send(SIGINT)
        ended = run.end()

    left = [path.name for path in customer.home.rglob("*") if path.is_file()]
    assert (ended.exit_code, "vidu download 11 -o cats/" in ended.stderr, left) == (130, True, [])
