"""Completion in a real fish."""

import subprocess

import pytest

from tests.support.program import Program
from tests.support.shells import INSTALL
from tests.support.tools import needs

pytestmark = needs("fish")


@pytest.fixture
def fish(vidu: Program) -> Program:
    """The program with its completion for fish installed as the README says, and two files in its home."""
    (vidu.home / "boat.mp4").touch()
    (vidu.home / "two words.txt").touch()
    run(vidu, INSTALL["fish"])
    return vidu


def run(program: Program, script: str, *words: str) -> str:
    finished = subprocess.run(
        ["fish", "-c", script, *words],
        env=program.variables,
        cwd=program.home,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return finished.stdout + finished.stderr


def offered(program: Program, line: str) -> list[str]:
    """What fish offers at the end of the line, with the descriptions behind tabs."""
    return run(program, "complete --do-complete $argv[1]", line).splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("vidu subm", ["submit\tSubmit a task; it costs credits."]),
        ("vidu submit multi", ["multiframe\tA clip through a chain of key frames."]),
        ("vidu list --for", ["--format\tHow to print the answer."]),
        ("vidu list --format t", ["table"]),
        ("vidu list --format=t", ["--format=table"]),
        ("vidu explain creditins", ["CreditInsufficient\tNot enough credits"]),
        ("vidu submit text2video --aspect-ratio 1", ["16:9", "1:1"]),
        ("vidu submit text2video --aspect-ratio 16:", ["16:9"]),
        ("vidu submit text2video --aspect-ratio=16:", ["--aspect-ratio=16:9"]),
        ('vidu submit text2video --aspect-ratio "16:', ["16:9"]),
        ('vidu submit text2video "two words" --wai', ["--wait\tWait until the task has ended."]),
        ('vidu submit text2video "" --wai', ["--wait\tWait until the task has ended."]),
        ("vidu submit text2video two\\ words --wai", ["--wait\tWait until the task has ended."]),
        ("vidu submit text2video 'two\nlines' --wai", ["--wait\tWait until the task has ended."]),
        ("true; FOO=1 vidu --color al", ["always"]),
    ],
)
def test_what_fits_is_offered_with_its_help(fish: Program, line: str, expected: list[str]) -> None:
    assert offered(fish, line) == expected


@pytest.mark.parametrize(
    "line", ['vidu submit text2video "a b --wai', "vidu submit text2video 'it", "vidu show ", "vidu nonsense "]
)
def test_where_nothing_is_known_not_even_files_are_offered(fish: Program, line: str) -> None:
    assert offered(fish, line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("vidu poll 1 -o bo", ["boat.mp4"]),
        ("vidu poll 1 --output=bo", ["--output=boat.mp4"]),
        ("vidu poll 1 -o tw", ["two words.txt"]),
        ("vidu submit text2video --body bo", ["boat.mp4"]),
        ("vidu sandbox run -- ls bo", ["boat.mp4"]),
    ],
)
def test_files_are_offered_where_a_file_belongs(fish: Program, line: str, expected: list[str]) -> None:
    assert offered(fish, line) == expected


def test_after_sandbox_run_another_command_completes_as_it_does_alone(fish: Program) -> None:
    assert offered(fish, "vidu sandbox run -- vidu --color al") == ["always"]
