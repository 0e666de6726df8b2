"""`vidu show` as a process: what the ledger adds to the platform's word, and that nothing hangs on it."""

from pathlib import Path

import pytest

from tests.support.answers import LIST, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, says

ADDED = ("kind", "submitted_at", "waited_s", "estimate", "once", "paths", "entry")


@pytest.fixture
def bought(customer: Program, platform: Scripted) -> Program:
    """The program with task 11 in its ledger."""
    platform.answers(LIST, says({"tasks": []}))
    platform.answers(SUBMIT, accepted("11"))
    platform.answers(look_at("11"), task("11", "success"))
    customer("submit", "text2video", "a boat", "--duration", "5", "--once", "boat")
    return customer


def test_what_the_platform_leaves_out_is_told_by_the_ledger(bought: Program) -> None:
    run = bought("show", "11", "--json")

    told = {name: run.json[name] for name in ("model", "prompt", "duration", "kind", "estimate", "once", "entry")}
    assert (run.exit_code, told) == (
        0,
        {
            "model": "viduq3-turbo",
            "prompt": "a boat",
            "duration": 5,
            "kind": "text2video",
            "estimate": {"credits": 60, "credits_max": 60},
            "once": "boat",
            "entry": 1,
        },
    )


def test_the_word_of_the_platform_stands(bought: Program, platform: Scripted) -> None:
    platform.answers(look_at("11"), task("11", "success", prompt="a better boat", duration=8))

    run = bought("show", "11", "--json")

    assert (run.exit_code, run.json["prompt"], run.json["duration"]) == (0, "a better boat", 8)


def test_what_is_added_stands_behind_what_was_there(bought: Program) -> None:
    run = bought("show", "11")

    names = [line.partition("\t")[0] for line in run.lines]
    added = [name for name in ADDED if name in names]
    assert (run.exit_code, names[-len(added) :]) == (0, added)


def test_without_a_ledger_nothing_is_added_and_none_is_made(
    customer: Program, platform: Scripted, tmp_path: Path
) -> None:
    platform.answers(look_at("11"), task("11", "success"))

    run = customer("show", "11", "--json")

    assert (run.exit_code, run.json.keys() & set(ADDED), list(tmp_path.rglob("ledger*"))) == (0, set(), [])


def test_a_damaged_ledger_is_told_once_and_stops_nothing(bought: Program, tmp_path: Path) -> None:
    (ledger,) = tmp_path.rglob("ledger.db")
    ledger.write_bytes(b"no ledger at all" * 100)

    run = bought("show", "11", "--fields", "id,once")

    assert (run.exit_code, run.stdout, run.stderr.count("ledger.db")) == (0, "id\t11\n", 1)
