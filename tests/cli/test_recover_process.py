"""Submits without an answer, as a process finds out what became of them."""

import shutil
from pathlib import Path

import pytest

from tests.support.program import Program

LOSES_THE_ANSWER = "submit=drop-after,list=not-json"
STATE = Path(".local") / "state" / "vidu"


@pytest.fixture
def elsewhere(rehearsal: Program, tmp_path: Path) -> Program:
    """Another machine with an empty ledger, for the same account."""
    home = tmp_path / "elsewhere"
    (home / STATE).mkdir(parents=True)

    for name in ("sandbox.db", "sandbox.db-wal", "sandbox.db-shm"):
        if (rehearsal.home / STATE / name).exists():
            shutil.copy(rehearsal.home / STATE / name, home / STATE / name)
    return Program(home, rehearsal.environment)


def moved(rehearsal: Program, elsewhere: Program) -> Program:
    """The other machine, with what the platform knows by now."""
    for name in ("sandbox.db", "sandbox.db-wal", "sandbox.db-shm"):
        source = rehearsal.home / STATE / name
        if source.exists():
            shutil.copy(source, elsewhere.home / STATE / name)
    return elsewhere


def test_a_submit_whose_answer_is_lost_is_found_by_itself(rehearsal: Program) -> None:
    run = rehearsal("submit", "text2video", "a cat", "--json", VIDU_SANDBOX_FAIL="submit=drop-after")

    listed = rehearsal("list", "--json").json
    assert (run.exit_code, [task["id"] for task in listed]) == (0, [run.json["id"]])


def test_what_the_command_could_not_find_recover_finds(rehearsal: Program) -> None:
    lost = rehearsal("submit", "text2video", "a cat", VIDU_SANDBOX_FAIL=LOSES_THE_ANSWER)
    run = rehearsal("recover", "--json")

    (task,) = rehearsal("list", "--json").json
    told = [(row["outcome"], row["id"], row["kind"], row["prompt"]) for row in run.json]
    assert (lost.exit_code, lost.stdout, run.exit_code, told) == (
        95,
        "",
        0,
        [("found", task["id"], "text2video", "a cat")],
    )


def test_the_words_of_speech_are_told_as_its_prompt(rehearsal: Program) -> None:
    rehearsal(
        "submit", "audio-tts", "good morning", "--voice-setting-voice-id", "male-1", VIDU_SANDBOX_FAIL="submit=502"
    )
    run = rehearsal("recover", "--json")

    assert [(row["kind"], row["prompt"]) for row in run.json] == [("audio-tts", "good morning")]


def test_what_was_never_taken_stays_unknown_for_a_quarter_of_an_hour_and_says_until_when(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", VIDU_SANDBOX_FAIL="submit=502,list=not-json")
    run = rehearsal("recover", "--json")

    (row,) = run.json
    assert (run.exit_code, row["outcome"], row["id"], "can be said from" in row["why"], run.error["exit_code"]) == (
        95,
        "unknown",
        None,
        True,
        95,
    )


def test_a_look_before_the_search_changes_nothing(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", VIDU_SANDBOX_FAIL=LOSES_THE_ANSWER)

    runs = [rehearsal("recover", "--dry-run", "--json"), rehearsal("recover", "--json"), rehearsal("recover", "--json")]

    assert [(run.exit_code, [row["outcome"] for row in run.json]) for run in runs] == [
        (0, ["found"]),
        (0, ["found"]),
        (0, []),
    ]


def test_whoever_looked_himself_may_say_that_it_was_not_accepted(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--once", "k", VIDU_SANDBOX_FAIL="submit=502")
    held = rehearsal("submit", "text2video", "a cat", "--once", "k")
    number = str(rehearsal("recover", "--json").json[0]["entry"])

    forgotten = rehearsal("recover", "--forget", number, "--json")
    free = rehearsal("submit", "text2video", "a cat", "--once", "k")

    assert (held.exit_code, forgotten.json[0]["outcome"], free.exit_code) == (95, "forgotten", 0)


@pytest.mark.parametrize("number", ["1", "77"])
def test_a_submit_that_is_not_unknown_cannot_be_forgotten(number: str, rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a cat")

    run = rehearsal("recover", "--forget", number, "--json")

    assert (run.exit_code, run.stdout) == (2, "")


def test_another_machine_takes_over_what_carries_our_marker_with_its_keys(
    rehearsal: Program, elsewhere: Program
) -> None:
    first = rehearsal("submit", "text2video", "a cat", "--once", "shot").stdout.strip()
    second = rehearsal("submit", "text2video", "a dog").stdout.strip()
    rehearsal("submit", "text2video", "a frog", "--payload", "mine")
    there = moved(rehearsal, elsewhere)

    run = there("recover", "--adopt", "--since", "2h", "--json")
    again = there("submit", "text2video", "a cat", "--once", "shot", "--json")

    told = sorted((row["outcome"], row["id"]) for row in run.json)
    assert (run.exit_code, told, again.json["id"], again.json["reused"]) == (
        0,
        sorted([("adopted", first), ("adopted", second)]),
        first,
        True,
    )


def test_a_second_runner_with_an_empty_ledger_and_the_same_key_pays_nothing(
    rehearsal: Program, elsewhere: Program
) -> None:
    first = rehearsal("submit", "text2video", "a cat", "--once", "shot").stdout
    there = moved(rehearsal, elsewhere)

    run = there("submit", "text2video", "a cat", "--once", "shot")

    assert (run.exit_code, run.stdout, len(there("list", "--json").json)) == (0, first, 1)


def test_a_key_of_another_request_is_refused_by_a_second_runner_too(rehearsal: Program, elsewhere: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--once", "shot")
    there = moved(rehearsal, elsewhere)

    run = there("submit", "text2video", "a dog", "--once", "shot", "--json")

    assert (run.exit_code, run.stdout, "it differs in prompt" in run.error["message"]) == (84, "", True)


def test_a_second_runner_that_cannot_search_the_account_sends_nothing(rehearsal: Program, elsewhere: Program) -> None:
    rehearsal("submit", "text2video", "a cat", "--once", "shot")
    there = moved(rehearsal, elsewhere)

    run = there("submit", "text2video", "a cat", "--once", "shot", "--json", VIDU_SANDBOX_FAIL="list=502")

    assert (run.exit_code, run.stdout, run.error["charged"], len(there("list", "--json").json)) == (58, "", False, 1)


def test_nothing_to_recover_is_an_empty_answer(rehearsal: Program) -> None:
    run = rehearsal("recover", "--json")

    assert (run.exit_code, run.json) == (0, [])
