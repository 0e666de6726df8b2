"""What downloads cost over loopback, against curl in the same run: one of 500 MB, and 50 of 10 MB at once.

Run it: `python -m tests.benchmarks.downloads`. It prints seconds, ratios, peak memory, budgets, and fails nothing. The
time of a whole run holds the start of the program and its look at the task; that of the transfer is what is left
without the time of a run that finds every file there. curl makes no digest and does not wait for the disk. The host of
a virtual machine takes idle memory back, and to get it again takes a second, which is nobody's of the two: before each
run it is asked for.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.support.depot import Depot, clip
from tests.support.memory import measured
from tests.support.program import Program, Run

ROUNDS = 9
LARGE_BYTES = 500_000_000
MANY, SMALL_BYTES = 50, 10_000_000
WARM_BYTES = 800_000_000
BUDGET = 1.2
BUDGET_MB = 70


class Bench:
    """A depot of clips, and a home to bring them to."""

    def __init__(self, home: Path, depot: Depot) -> None:
        self._home = home
        self._depot = depot
        self._program = Program(home, {"VIDU_API_KEY": "vda_made_up", "VIDU_BASE_URL": depot.origin})

    def compare(self, title: str, ids: tuple[str, ...]) -> None:
        """Print both, a round of each in turn: the machine may be busy now and idle then."""
        curls, runs, peaks = [], [], []
        for _ in range(ROUNDS):
            curls.append(self._fresh(lambda: self._curl(ids)))
            runs.append(self._fresh(lambda: peaks.append(self._vidu(ids)[1])))
        # Without its sidecar a file is not read to prove it.
        for sidecar in (self._home / "here").glob("*.vidu.json"):
            sidecar.unlink()
        idle = median(_seconds(lambda: self._vidu(ids, "--if-exists", "skip")) for _ in range(3))
        curl, whole, best = median(curls), median(runs), min(runs) - idle
        sys.stdout.write(
            f"{title}\n"
            f"  curl                {curl:6.2f} s   (best {min(curls):.2f})\n"
            f"  vidu, whole run     {whole:6.2f} s   {whole / curl:5.2f} x\n"
            f"  vidu, transfer      {whole - idle:6.2f} s   {(whole - idle) / curl:5.2f} x   (budget {BUDGET} x; "
            f"best against best {best / min(curls):.2f} x)\n"
            f"  peak memory         {max(peaks) / 1e6:6.1f} MB  (budget {BUDGET_MB} MB)\n"
        )

    def _fresh(self, act: Callable[[], object]) -> float:
        shutil.rmtree(self._home / "here", ignore_errors=True)
        (self._home / "here").mkdir()
        # What one of the two left for the disk is not to slow down the other.
        os.sync()
        _warm(self._home / "warm")
        return _seconds(act)

    def _curl(self, ids: tuple[str, ...]) -> None:
        links = [f"{self._depot.origin}/files/{task_id}.mp4?signature=1~_-" for task_id in ids]
        words = [word for task_id, link in zip(ids, links, strict=True) for word in ("-o", f"here/{task_id}.mp4", link)]
        subprocess.run(
            ["curl", "-sS", "--no-progress-meter", "-Z", "--parallel-max", "4", *words], cwd=self._home, check=True
        )

    def _vidu(self, ids: tuple[str, ...], *words: str) -> tuple[Run, int]:
        run, peak = measured(self._program, "download", *ids, "-o", "here/", *words)
        if run.exit_code:
            raise SystemExit(run.stderr)
        return run, peak


def _warm(path: Path) -> None:
    """Have as much memory at hand as a run fills with its files."""
    block = bytes(1 << 20)
    with path.open("wb", buffering=0) as file:
        for _ in range(WARM_BYTES // len(block)):
            file.write(block)
    path.unlink()


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main() -> None:
    """Print both comparisons."""
    _compare("one file of {} MB", 1, LARGE_BYTES)
    _compare(f"{MANY} files of {{}} MB", MANY, SMALL_BYTES)


def _compare(title: str, files: int, size_bytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        clips = {str(number): home / f"{number}.mp4" for number in range(1, files + 1)}
        for task_id, path in clips.items():
            clip(path, size_bytes, seed=int(task_id))
        with Depot(clips) as depot:
            Bench(home, depot).compare(title.format(size_bytes // 1_000_000), tuple(clips))


if __name__ == "__main__":
    main()
