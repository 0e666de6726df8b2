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


def test_ctrl_c_while_the_program_is_imported_ends_it_without_a_word(vidu: Program) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_BY_ITS_IMPORTS],
        env=vidu.variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")
