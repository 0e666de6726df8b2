"""How much memory a run of the program takes at its height."""

import subprocess
import sys

from tests.support.program import SCRIPTS, Program, Run

# A process of its own stands between: what is forked counts the memory of its parent as its own.
_MEASURE = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(peak if sys.platform == "darwin" else peak * 1024, file=sys.stderr)
sys.exit(code)
"""


def measured(program: Program, *words: str, **environment: str) -> tuple[Run, int]:
    """The run, and the most bytes of memory that it held at once."""
    finished = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(SCRIPTS / "vidu"), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        env={**program.variables, **environment},
        cwd=program.home,
        encoding="utf-8",
        check=False,
    )
    said, _, peak = finished.stderr.rstrip("\n").rpartition("\n")
    return Run(exit_code=finished.returncode, stdout=finished.stdout, stderr=said), int(peak)
