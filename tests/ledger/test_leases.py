import subprocess
import sys
from pathlib import Path

import pytest

from vidu_cli.ledger.leases import Leases

HOLD = """
import sys
from pathlib import Path
from vidu_cli.ledger.leases import Leases
Leases(Path(sys.argv[1])).take(7)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def leases(tmp_path: Path) -> Leases:
    return Leases(tmp_path / "ledger.leases")


def test_the_own_lease_is_held_until_it_is_let_go(leases: Leases) -> None:
    before = leases.is_held(7)
    leases.take(7)
    held = leases.is_held(7)
    leases.let_go(7)

    assert (before, held, leases.is_held(7)) == (False, True, False)


def test_a_lease_of_another_process_is_held_until_that_process_is_killed(leases: Leases, tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "ledger.leases")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        seen = (leases.is_held(7), leases.is_held(8))
        holder.kill()
        holder.wait()

    assert (seen, leases.is_held(7)) == ((True, False), False)


def test_looking_at_a_lease_does_not_take_it(leases: Leases, tmp_path: Path) -> None:
    leases.is_held(7)

    assert Leases(tmp_path / "ledger.leases").is_held(7) is False
