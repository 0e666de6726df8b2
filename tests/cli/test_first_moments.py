"""A signal in the first moments of the program, while it is still being imported."""

import subprocess
import sys

from tests.support.program import Program

INTERRUPTED_BY_ITS_IMPORTS = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == "vidu_cli.cli.main":
            os.kill(os.getpid(), signal.SIGINT)
from vidu_cli.cli.entry import run
sys.meta_path.insert(0, Interrupting())
run()
"""


def run_interrupted(vidu: Program, script: str) -> subprocess.CompletedProcess[bytes]:
    """What comes of a program that Ctrl-C reaches while it is imported."""
    return subprocess.run(
        [sys.executable, "-c", script],
        env=vidu.variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_ctrl_c_while_the_program_is_imported_ends_it_without_a_word(vidu: Program) -> None:
    ended = run_interrupted(vidu, INTERRUPTED_BY_ITS_IMPORTS)

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")


def test_a_signal_that_was_switched_off_for_the_program_stays_so(vidu: Program) -> None:
    ended = run_interrupted(
        vidu, f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN){INTERRUPTED_BY_ITS_IMPORTS}"
    )

    assert (ended.returncode, b"Usage" in ended.stderr) == (2, True)
