"""`vidu history` as a process: offline, without a key, and no ledger made where there is none."""

import json
from pathlib import Path

import pytest

from tests.support.answers import KEY, LIST, SUBMIT, accepted
from tests.support.program import Program
from tests.support.scripted import Scripted, refuses, says


@pytest.fixture
def past(customer: Program, platform: Scripted) -> Program:
    """The program with two tasks and a refused submit behind it, the platform gone."""
    platform.answers(SUBMIT, accepted("11"), refuses(400, "CreditInsufficient"), accepted("13"))
    platform.answers(LIST, says({"tasks": []}))
    customer("submit", "text2video", "a paper boat", "--duration", "5", "--once", "boat")
    customer("submit", "text2video", "a sea")
    customer("submit", "text2video", "a secret", "--private")
    platform.requests.clear()
    return customer


def test_the_history_is_told_newest_first_and_nobody_is_asked(past: Program, platform: Scripted) -> None:
    run = past("history", "--fields", "id,state,outcome,err_code,credits,prompt,once,entry")

    assert (run.exit_code, run.lines, platform.lines) == (
        0,
        [
            "13\tcreated\taccepted\t\t60\t\t\t3",
            "\t\trefused\tCreditInsufficient\t\ta sea\t\t2",
            "11\tcreated\taccepted\t\t60\ta paper boat\tboat\t1",
        ],
        [],
    )


@pytest.mark.parametrize(
    ("words", "entries"),
    [
        (("--search", "BOAT paper"), ["1"]),
        (("--search", "secret"), []),
        (("--state", "refused"), ["2"]),
        (("--state", "created", "--state", "refused"), ["3", "2", "1"]),
        (("--kind", "img2video"), []),
        (("--since", "1h"), ["3", "2", "1"]),
        (("--since", "2099-01-01"), []),
        (("--limit", "2"), ["3", "2"]),
        (("--limit", "0"), ["3", "2", "1"]),
    ],
    ids=" ".join,
)
def test_what_is_not_meant_is_left_out(words: tuple[str, ...], entries: list[str], past: Program) -> None:
    run = past("history", *words, "--fields", "entry")

    assert (run.exit_code, run.lines) == (0, entries)


@pytest.mark.parametrize(
    ("limit", "note"), [("2", "\N{MIDDLE DOT} 2 submits shown; there are more: --limit 0 shows all.\n"), ("3", "")]
)
def test_a_cut_is_said(limit: str, note: str, past: Program) -> None:
    run = past("history", "--limit", limit)

    assert (run.exit_code, run.stderr.endswith(note)) == (0, True)


def test_ids_are_those_of_tasks_alone(past: Program) -> None:
    run = past("history", "--format", "ids", "--limit", "2")

    assert (run.exit_code, run.lines) == (0, ["13", "11"])


def test_an_array_has_every_key_of_every_submit(past: Program) -> None:
    run = past("history", "--json")

    assert (run.exit_code, [len(row) for row in run.json], run.stderr) == (0, [25, 25, 25], "")


def test_lines_of_json_are_complete_documents(past: Program) -> None:
    run = past("history", "--format", "jsonl")

    assert (run.exit_code, [json.loads(line)["entry"] for line in run.lines]) == (0, [3, 2, 1])


def test_another_key_has_another_history(past: Program) -> None:
    run = past("history", "--json", VIDU_API_KEY=f"{KEY}2")

    assert (run.exit_code, run.json) == (0, [])


def test_without_a_key_the_history_of_the_address_is_told(past: Program) -> None:
    run = past("history", "--fields", "entry", VIDU_API_KEY="")

    assert (run.exit_code, run.lines, "every key" in run.stderr) == (0, ["3", "2", "1"], True)


def test_the_command_for_the_key_is_not_run(past: Program, tmp_path: Path, platform: Scripted) -> None:
    folder = tmp_path / ".config" / "vidu"
    folder.mkdir(parents=True)
    lines = f'[profile.work]\napi_key_command = "touch ran"\nbase_url = "{platform.origin}"\n'
    (folder / "config.toml").write_text(lines, encoding="utf-8")

    run = past("history", "--profile", "work", "--fields", "entry")

    assert (run.exit_code, run.lines, (tmp_path / "ran").exists()) == (0, ["3", "2", "1"], False)


@pytest.mark.parametrize(
    ("format_name", "answer"),
    [("json", "[]\n"), ("jsonl", ""), ("plain", ""), ("ids", ""), ("table", "Nothing found.\n")],
)
def test_without_a_ledger_the_answer_is_empty_and_none_is_made(
    format_name: str, answer: str, vidu: Program, tmp_path: Path
) -> None:
    run = vidu("history", "--format", format_name, VIDU_BASE_URL="http://127.0.0.1:9", VIDU_API_KEY=KEY)

    assert (run.exit_code, run.stdout, list(tmp_path.rglob("ledger*"))) == (0, answer, [])


def test_a_damaged_ledger_is_94(past: Program, tmp_path: Path) -> None:
    (ledger,) = tmp_path.rglob("ledger.db")
    ledger.write_bytes(b"no ledger at all" * 100)

    run = past("history", "--json")

    assert (run.exit_code, run.stdout, run.error["code"]) == (94, "", "ledger-unusable")


@pytest.mark.parametrize(
    "words",
    [("--state", "sleeping"), ("--kind", "text3video"), ("--since", "yesterday"), ("--limit", "-1"), ("boat",)],
    ids=" ".join,
)
def test_a_word_that_means_nothing_is_a_usage_error(words: tuple[str, ...], vidu: Program) -> None:
    run = vidu("history", *words, "--json")

    assert (run.exit_code, run.stdout) == (2, "")
