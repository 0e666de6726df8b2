"""`vidu report` as a process: one file, never over another one, with and without a platform to ask."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.answers import KEY, LIST, SUBMIT, accepted, look_at, task
from tests.support.program import Program
from tests.support.scripted import Scripted, says

NAME = "vidu-report-11.json"
LINK = "https://files.invalid/a.mp4?Signature=s~lY"


@pytest.fixture
def bought(customer: Program, platform: Scripted) -> Program:
    """The program with task 11 in its ledger."""
    platform.answers(LIST, says({"tasks": []}))
    platform.answers(SUBMIT, accepted("11"))
    platform.answers(look_at("11"), task("11", "failed", "NoFaceDetected", links=(LINK,)))
    customer("submit", "text2video", f"a boat {KEY}", "--payload", "order 7")
    return customer


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["11", "last"])
def test_a_report_is_written_and_its_path_is_the_answer(which: str, bought: Program, tmp_path: Path) -> None:
    run = bought("report", which)

    report = read(tmp_path / NAME)
    told = (report["task_id"], report["submit"]["id"], report["code"]["exit_code"], report["platform_now"]["answered"])
    assert (run.exit_code, run.stdout, told) == (0, f"{NAME}\n", ("11", "11", 66, True))


def test_neither_key_nor_prompt_nor_signature_is_in_it(bought: Program, platform: Scripted, tmp_path: Path) -> None:
    bought("report", "11")

    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert [word for word in (KEY, "a boat", "order 7", "Signature", platform.origin) if word in text] == []


def test_the_prompt_is_in_it_when_it_is_asked_for_and_the_key_never(bought: Program, tmp_path: Path) -> None:
    bought("report", "11", "--with-prompt")

    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert [word for word in (KEY, "a boat", "order 7", "Signature") if word in text] == ["a boat", "order 7"]


@pytest.mark.parametrize(
    ("output", "path"),
    [("here.json", "here.json"), ("there/", f"there/{NAME}"), (".", NAME)],
    ids=["file", "new", "folder"],
)
def test_a_report_is_written_where_it_is_wanted(output: str, path: str, bought: Program, tmp_path: Path) -> None:
    run = bought("report", "11", "-o", output)

    assert (run.exit_code, run.stdout, (tmp_path / path).is_file()) == (0, f"{path}\n", True)


def test_an_existing_file_is_not_overwritten_and_nobody_is_asked(
    bought: Program, platform: Scripted, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_text("mine", encoding="utf-8")
    platform.requests.clear()

    run = bought("report", "11", "--json")

    assert (run.exit_code, run.stdout, (tmp_path / NAME).read_text(), platform.lines) == (91, "", "mine", [])


@pytest.mark.parametrize(("output", "number"), [("nowhere/report.json", 92), ("-", 2), ("", 2)])
def test_a_place_that_takes_no_report_is_refused(output: str, number: int, bought: Program) -> None:
    run = bought("report", "11", "-o", output, "--json")

    assert (run.exit_code, run.stdout, run.error["option"]) == (number, "", "--output")


@pytest.mark.parametrize(
    ("variables", "code"),
    [({"VIDU_API_KEY": ""}, "no-api-key"), ({"HTTP_PROXY": "http://127.0.0.1:9"}, "network-unreachable")],
    ids=["no key", "out of reach"],
)
def test_what_cannot_be_asked_is_said(variables: dict[str, Any], code: str, bought: Program, tmp_path: Path) -> None:
    run = bought("report", "last", **variables)

    report = read(tmp_path / NAME)
    assert (run.exit_code, report["submit"]["id"], report["platform_now"]["error"]["code"]) == (
        0,
        "11",
        code,
    )


def test_without_a_ledger_there_is_what_the_platform_says(
    customer: Program, platform: Scripted, tmp_path: Path
) -> None:
    platform.answers(look_at("11"), task("11", "success"))

    run = customer("report", "11")

    report = read(tmp_path / NAME)
    assert (
        run.exit_code,
        report["submit"],
        report["platform_now"]["task"]["state"],
        list(tmp_path.rglob("ledger*")),
    ) == (
        0,
        None,
        "success",
        [],
    )


def test_of_a_task_that_nobody_knows_nothing_is_written(bought: Program, tmp_path: Path) -> None:
    run = bought("report", "99", "--json")

    assert (run.exit_code, run.stdout, list(tmp_path.glob("*.json"))) == (82, "", [])


def test_a_report_is_an_answer_for_programs_too(bought: Program) -> None:
    run = bought("report", "11", "--json")

    assert (run.exit_code, run.json) == (0, {"path": NAME, "id": "11"})
