"""`last` and `last:N` as processes: the newest submits, and none in place of one that may have been bought."""

from pathlib import Path

import pytest

from tests.support.answers import KEY, LIST, SUBMIT, accepted, cancel_of, look_at, task
from tests.support.program import Program
from tests.support.scripted import LOST, Scripted, refuses, says

# The folder of the ledger cannot be looked into: a name that no file system has.
NO_STATE = f"/{'x' * 300}"


@pytest.fixture
def bought(customer: Program, platform: Scripted) -> Program:
    """The program, with three tasks in its ledger: 11, 12 and the newest, 13."""
    platform.answers(SUBMIT, accepted("11"), accepted("12"), accepted("13"))
    customer.shell("for word in one two three; do vidu submit text2video $word; done")
    for task_id in ("11", "12", "13"):
        platform.answers(look_at(task_id), task(task_id, "success"))
        platform.answers(cancel_of(task_id), says({}))
    return customer


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("poll", "last"), ["13"]),
        (("poll", "last:2"), ["13", "12"]),
        (("poll", "last:9"), ["13", "12", "11"]),
        (("poll", "12", "last:2"), ["12", "13"]),
        (("show", "last"), ["13"]),
        (("cancel", "last:2"), ["13", "12"]),
    ],
    ids=" ".join,
)
def test_last_names_the_newest_submits(words: tuple[str, ...], ids: list[str], bought: Program) -> None:
    run = bought(*words, "--format", "ids")

    assert (run.exit_code, run.lines) == (0, ids)


def test_a_refused_submit_is_not_the_last_one(bought: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, refuses(400, "FieldInvalid"))
    bought("submit", "text2video", "four")

    run = bought("poll", "last", "--format", "ids")

    assert (run.exit_code, run.stdout) == (0, "13\n")


@pytest.mark.parametrize("words", [("poll", "last"), ("poll", "last:2"), ("show", "last"), ("cancel", "last")])
def test_a_submit_that_may_have_been_bought_is_never_passed_over(
    words: tuple[str, ...], bought: Program, platform: Scripted
) -> None:
    platform.answers(SUBMIT, LOST)
    platform.answers(LIST, refuses(500, "Unknown"))
    bought("submit", "text2video", "four")

    run = bought(*words, "--json")

    told = ("text2video, four" in run.error["message"], "`vidu recover`" in run.error["remedies"][0])
    assert (run.exit_code, run.stdout, told) == (95, "", (True, True))


def test_one_task_is_not_several(bought: Program) -> None:
    run = bought("show", "last:2", "--json")

    assert (run.exit_code, run.error["message"]) == (2, "`vidu show` takes one task; 2 are last:2.")


def test_the_last_task_of_another_account_is_not_this_ones(bought: Program) -> None:
    run = bought("poll", "last", "--json", VIDU_API_KEY=f"{KEY}2")

    assert (run.exit_code, run.error["option"]) == (2, "TASK")


def test_a_subject_is_no_task(bought: Program, platform: Scripted) -> None:
    platform.answers("POST /ent/v2/subjects", says({"id": "77", "name": "cat", "credits": 5}))
    bought("subjects", "create", "--name", "cat", "--image", "https://example.com/cat.png")

    run = bought("poll", "last", "--format", "ids")

    assert (run.exit_code, run.stdout) == (0, "13\n")


def test_last_on_standard_input_is_no_id(bought: Program) -> None:
    run = bought("poll", "-", "--json", stdin="last\n")

    assert (run.exit_code, run.error["message"]) == (
        2,
        "'last' is no task id: a task id is a number of about 18 digits.",
    )


def test_asking_for_the_last_task_makes_no_ledger(customer: Program, tmp_path: Path) -> None:
    customer("poll", "last")

    assert list(tmp_path.rglob("ledger*")) == []


def test_a_state_folder_that_may_not_be_looked_into_stops_no_look(customer: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success"))

    run = customer("poll", "11", "--format", "ids", XDG_STATE_HOME=NO_STATE)

    assert (run.exit_code, run.stdout) == (0, "11\n")


def test_of_tasks_that_were_taken_over_the_last_one_is_the_newest(rehearsal: Program, tmp_path: Path) -> None:
    made = [rehearsal("submit", "text2video", word).stdout for word in ("one", "two", "three")]
    for path in tmp_path.rglob("ledger*"):
        path.unlink()
    rehearsal("recover", "--adopt")

    run = rehearsal("history", "--format", "ids")

    assert (run.exit_code, run.stdout) == (0, "".join(reversed(made)))
