"""What machine formats cost at start-up: a fresh process each."""

import sys
from shlex import quote

import pytest

from tests.support.program import Program

_SPY = """
import sys
# Where click is installed, httpx imports rich for a command of its own.
sys.modules["click"] = None
from vidu_cli.cli import main
code = main.main(sys.argv[1:], stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr)
heavy = sorted({name.partition(".")[0] for name in sys.modules} & {"rich", "asyncio", "httpx", "sqlite3", "pydantic"})
sys.stderr.write(f"{code} {' '.join(heavy)}")
"""


def _imported_by(program: Program, words: str) -> str:
    run = program.shell(f"{quote(sys.executable)} -c {quote(_SPY)} {words} >/dev/null")
    return run.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "words",
    ["explain CreditInsufficient --json", "explain --list --format csv", "models --format plain", "models --json"],
)
def test_what_is_known_without_a_call_imports_nothing_heavy(words: str, vidu: Program) -> None:
    assert _imported_by(vidu, words) == "0 "


def test_a_list_for_a_machine_is_printed_without_rich(rehearsal: Program) -> None:
    assert "rich" not in _imported_by(rehearsal, "list --json").split()


def test_a_list_for_people_is_drawn_with_rich(rehearsal: Program) -> None:
    assert "rich" in _imported_by(rehearsal, "list --format table").split()
