"""What a fresh process imports: a start has a budget."""

import subprocess
import sys

import pytest

from tests.support.program import SCRIPTS, Program

SLOW = {"httpx", "rich", "asyncio", "sqlite3", "pydantic"}


def imported_by(vidu: Program, *words: str) -> set[str]:
    """The top-level names of all modules that a run imports."""
    finished = subprocess.run(
        [sys.executable, "-X", "importtime", str(SCRIPTS / "vidu"), *words],
        capture_output=True,
        text=True,
        timeout=60,
        env=vidu.variables,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    rows = [line for line in finished.stderr.splitlines() if line.startswith("import time:")]
    return {row.rpartition("|")[2].strip().partition(".")[0] for row in rows}


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
