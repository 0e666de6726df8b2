"""Signals while money may change hands: the ledger tells the truth afterwards, and `vidu recover` finds the rest."""

import sqlite3
from contextlib import closing
from signal import SIGHUP, SIGINT, SIGTERM, Signals

import pytest

from tests.support.answers import LIST, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.running import running
from tests.support.scripted import LOST, Reply, Scripted, held, refuses, says

ORDER = ("submit", "text2video", "a cat")
ENDS = [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)]
EMPTY = says({"tasks": [], "next_page_token": ""}, date="Fri, 27 Nov 2026 08:00:00 GMT")


def kept(customer: Program) -> list[tuple[str, str | None, str | None]]:
    """Outcome, task and refusal of each entry."""
    with closing(sqlite3.connect(next(customer.home.rglob("ledger.db")))) as ledger:
        return ledger.execute("SELECT outcome, task_id, refusal FROM entries").fetchall()


def listed(platform: Scripted) -> None:
    """Let the platform show task 11 with the marker of the order that it was sent."""
    marker = platform.requests[0].json["payload"]
    platform.answers(LIST, says({"tasks": [{"id": "11", "state": "created"}]}, date="Fri, 27 Nov 2026 08:00:00 GMT"))
    platform.answers(look_at("11"), task("11", "created", payload=marker))


@pytest.mark.parametrize(("number", "exit_code"), ENDS)
def test_an_answer_that_comes_after_a_signal_is_kept(
    number: Signals, exit_code: int, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, *ORDER) as run:
        platform.wait_for_request()
        run.send(number)
        run.until("waiting up to 5 s")
        platform.release()
        ended = run.end()

    assert (ended.exit_code, ended.stdout, kept(customer)) == (exit_code, "11\n", [("accepted", "11", None)])


@pytest.mark.parametrize(("number", "exit_code"), ENDS)
def test_a_submit_that_a_second_signal_cut_off_is_unknown_and_is_found(
    number: Signals, exit_code: int, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, *ORDER) as run:
        platform.wait_for_request()
        run.send(number)
        run.until("Again to stop at once")
        run.send(number)
        ended = run.end()
    before = kept(customer)
    listed(platform)
    recovered = customer("recover")

    told = (ended.exit_code, ended.stdout, "vidu recover" in ended.stderr, before)
    assert told == (exit_code, "", True, [("unknown", None, None)])
    assert (recovered.exit_code, kept(customer)) == (0, [("accepted", "11", None)])


def test_a_submit_that_is_killed_while_it_waits_is_unknown_and_is_found(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(accepted()))

    with running(customer, *ORDER):
        platform.wait_for_request()
    listed(platform)
    recovered = customer("recover")

    assert (recovered.exit_code, kept(customer)) == (0, [("accepted", "11", None)])


def test_an_answer_that_is_lost_after_a_signal_leaves_the_submit_unknown(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(LOST))
    platform.answers(LIST, EMPTY)

    with running(customer, *ORDER, "--json") as run:
        platform.wait_for_request()
        run.send(SIGINT)
        run.until("waiting up to 5 s")
        platform.release()
        ended = run.end()

    error = ended.error
    assert (ended.exit_code, error["charged"], error["cause"]["exit_code"], kept(customer)) == (
        130,
        None,
        95,
        [("unknown", None, None)],
    )


@pytest.mark.parametrize(("number", "exit_code"), ENDS)
def test_a_submit_that_a_signal_kept_from_being_sent_again_is_refused(
    number: Signals, exit_code: int, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, refuses(429, "TooManyRequests", retry_after="9"), accepted())

    with running(customer, *ORDER, "-v") as run:
        run.until(": 429")
        run.send(number)
        ended = run.end()

    assert (ended.exit_code, kept(customer)) == (exit_code, [("refused", None, "interrupted")])


def test_a_refusal_that_comes_after_a_signal_is_kept(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, held(refuses(400, "CreditInsufficient")))

    with running(customer, *ORDER) as run:
        platform.wait_for_request()
        run.send(SIGINT)
        run.until("waiting up to 5 s")
        platform.release()
        run.end()

    assert kept(customer) == [("refused", None, "CreditInsufficient")]


@pytest.mark.parametrize("lost", [LOST, Reply(status=502)], ids=["line", "gateway"])
@pytest.mark.parametrize(("number", "exit_code"), ENDS)
def test_a_signal_ends_the_search_for_a_lost_answer_at_once_and_the_submit_stays_unknown(
    number: Signals, exit_code: int, lost: Reply, customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, lost)
    platform.answers(LIST, held(EMPTY))

    with running(customer, *ORDER, "--json") as run:
        platform.wait_for_request()
        platform.wait_for_request()
        run.send(number)
        ended = run.end()

    error = ended.error
    has_way = any("vidu recover" in remedy for remedy in error["remedies"])
    told = (ended.exit_code, ended.stdout, error["charged"], error["retry"], has_way, kept(customer))
    assert told == (exit_code, "", None, "never", True, [("unknown", None, None)])


def test_a_search_is_ended_by_a_signal_while_it_waits_for_a_list_that_lags(
    customer: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, LOST)
    platform.answers(LIST, EMPTY)

    with running(customer, *ORDER, "--once", "cat", "-v", "--json") as run:
        run.until("created_at.from")
        run.insist(SIGINT)
        ended = run.end()

    assert (ended.exit_code, ended.error["charged"], "Traceback" in ended.stderr) == (130, None, False)
