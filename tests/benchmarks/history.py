"""What a long history costs: `vidu history` over 100,000 submits against the same over one, and other readers of it.

Run it: `python -m tests.benchmarks.history`. It prints ratios, a budget and memory, and fails nothing.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.support.memory import measured
from tests.support.pasts import fill
from tests.support.program import SCRIPTS, Program
from vidu_cli.ledger.ledger import Account
from vidu_cli.policy.base_url import SANDBOX

ROUNDS = 11
MANY = 100_000
BUDGET = 2.0
VIDU = str(SCRIPTS / "vidu")
LEDGER = ".local/state/vidu/ledger.db"
WHOLE = ("history", "--limit", "0", "--format", "jsonl")


def program(home: Path, count: int) -> Program:
    """The program on the sandbox, with so many submits behind it; none makes no ledger."""
    home.mkdir()
    if count:
        fill(home / LEDGER, Account(base_url=SANDBOX, key="sandbox"), count)
    return Program(home, {"VIDU_SANDBOX": "1"})


def seconds(vidu: Program, words: Sequence[str]) -> float:
    """How long one run takes."""
    started = time.perf_counter()
    subprocess.run([VIDU, *words], env=vidu.variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def ratio(many: Program, few: Program, *words: str, rounds: int = ROUNDS) -> tuple[float, float]:
    """The median time with a long history, and how many times as long it is as with a short one, run in turns."""
    pairs = [(seconds(many, words), seconds(few, words)) for _ in range(rounds)]
    long = median(pair[0] for pair in pairs)
    return long, long / median(pair[1] for pair in pairs)


def main() -> None:
    """Print every row."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        none, one, many = program(home / "none", 0), program(home / "one", 1), program(home / "many", MANY)
        for name, few in (("no ledger", none), ("one submit", one)):
            long, times = ratio(many, few, "history")
            sys.stdout.write(f"vidu history, against {name:22} {long:6.3f} s {times:5.2f} x   (budget {BUDGET} x)\n")
        for words in (("history", "--search", "boat"), ("history", "--search", "nowhere"), WHOLE, ("stats",)):
            long, times = ratio(many, one, *words, rounds=3)
            sys.stdout.write(f"vidu {' '.join(words):39} {long:6.3f} s {times:5.2f} x\n")
        _, peak_bytes = measured(many, *WHOLE)
        sys.stdout.write(f"memory of {MANY:,} submits as jsonl {peak_bytes / 1e6:14.1f} MB\n")


if __name__ == "__main__":
    main()
