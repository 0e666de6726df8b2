"""What a fresh process imports: a start has a budget."""

import pytest

from tests.support.answers import LIST, SUBMIT, accepted
from tests.support.program import Program
from tests.support.scripted import Scripted, says
from vidu_cli.schema.kinds import KIND_NAMES

KIND_MODULES = {f"vidu_cli.schema.kinds.{name.replace('-', '_')}" for name in KIND_NAMES}
SLOW = {"httpx", "rich", "asyncio", "sqlite3", "pydantic"}


# The interpreter's own record of imports leaves out what is imported by name at run time.
RECORDED = """
import sys
from vidu_cli.cli.main import main
main(sys.argv[1:], stdin=None, stdout=None, stderr=None)
sys.__stdout__.write("\\n".join(sys.modules))
"""


def imported_by(vidu: Program, *words: str) -> set[str]:
    """The names of all modules that a run imports."""
    return set(vidu.python(RECORDED, *words).splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ("--version",),
        ("explain", "NoFaceDetected", "--json"),
        ("models", "--json"),
        ("config", "show", "--json"),
    ],
    ids=" ".join,
)
def test_a_command_that_asks_nobody_imports_nothing_slow(words: tuple[str, ...], vidu: Program) -> None:
    imported = imported_by(vidu, *words)

    assert ("typer" in imported, imported & SLOW) == (True, set())


def test_a_list_builds_no_kind_of_task(customer: Program, platform: Scripted) -> None:
    platform.answers(LIST, says({"tasks": []}))

    assert imported_by(customer, "list") & KIND_MODULES == set()


def test_a_submit_builds_its_own_kind_alone(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    assert imported_by(customer, "submit", "text2video", "a boat") & KIND_MODULES == {
        "vidu_cli.schema.kinds.text2video"
    }


def test_a_submit_without_files_imports_no_reader_of_files(customer: Program, platform: Scripted) -> None:
    platform.answers(SUBMIT, accepted())

    assert imported_by(customer, "submit", "text2video", "a boat") & {"imagesize", "tinytag", "vidu_cli.media"} == set()


def test_a_history_needs_its_ledger_and_nothing_else_that_is_slow(rehearsal: Program) -> None:
    rehearsal("submit", "text2video", "a boat")

    assert imported_by(rehearsal, "history", "--json") & (SLOW | KIND_MODULES) == {"sqlite3"}
