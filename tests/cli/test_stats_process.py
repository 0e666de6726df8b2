"""`vidu stats` as a process: offline, one object, and a view in every width."""

from pathlib import Path

import pytest

from tests.support.program import Program


@pytest.fixture
def past(rehearsal: Program) -> Program:
    """The program on the sandbox with one task that succeeded, one that failed and a refused submit."""
    rehearsal("submit", "text2video", "a boat", "--wait")
    rehearsal("submit", "text2video", "a cat sandbox:task=NoFaceDetected", "--wait", "--duration", "8")
    rehearsal("submit", "img2video", "it moves", "--image", "https://example.com/a.png sandbox:x")
    rehearsal("submit", "text2video", "x sandbox:submit=CreditInsufficient")
    return rehearsal


def test_past_submits_come_to_one_object(past: Program) -> None:
    run = past("stats", "--json", "--kind", "text2video")

    told = {name: run.json[name] for name in ("submits", "succeeded", "failed", "refused", "success_rate", "credits")}
    assert (run.exit_code, told) == (
        0,
        {"submits": 3, "succeeded": 1, "failed": 1, "refused": 1, "success_rate": 0.5, "credits": 60},
    )


def test_what_was_sent_earlier_is_left_out(past: Program) -> None:
    run = past("stats", "--json", "--since", "2099-01-01")

    assert (run.exit_code, run.json["submits"], run.json["since"]) == (0, 0, "2099-01-01T00:00:00Z")


def test_only_ascii_is_drawn_where_nothing_else_can_be(past: Program) -> None:
    run = past("stats", "--format", "table", PYTHONIOENCODING="ascii", PYTHONUTF8="0", COLUMNS="40")

    assert (run.exit_code, "  NoFaceDetected      1  ####" in run.stdout) == (0, True)


def test_without_a_ledger_everything_is_nothing_and_none_is_made(vidu: Program, tmp_path: Path) -> None:
    run = vidu("stats", "--format", "jsonl")

    assert (run.exit_code, run.json["submits"], run.json["by_day"], list(tmp_path.rglob("ledger*"))) == (0, 0, [], [])


@pytest.mark.parametrize(
    "words",
    [("--since", "soon"), ("--kind", "film"), ("--fields", "colour"), ("--format", "ids"), ("all",)],
    ids=" ".join,
)
def test_a_word_that_means_nothing_is_a_usage_error(words: tuple[str, ...], vidu: Program) -> None:
    run = vidu("stats", *words, "--json" if "ids" not in words else "-q")

    assert (run.exit_code, run.stdout) == (2, "")
