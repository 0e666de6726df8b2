"""Downloads that are killed at random moments and started again.

Run it: `python -m tests.harness.downloads [KILLS] [SEED]`, 100 kills unless told. After every kill no file stands under
its final name that is not whole, and the next run asks for each file from the last block on that is on the disk: the
server says from which byte. At the end of each round every file is whole by its SHA-256 and has its sidecar, and
nothing else is left in the folder. It ends with 1 when one of these does not hold.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from tests.support.depot import Depot, clip
from tests.support.program import SCRIPTS, Program
from vidu_cli.policy.leftovers import BLOCK_BYTES

SIZES = (200_000, 1_500_000, 3_000_000, 5_000_000)
PAUSE_S = 0.02
PATIENCE_S = 60
# How long a kill waits behind the first byte that is asked for; the longest lets the small files come to their names.
LONGEST_S = 0.5


@dataclass
class Report:
    """What was seen: broken promises in words, and how much there was of everything."""

    kills: int = 0
    rounds: int = 0
    resumed: int = 0
    sent_bytes: int = 0
    needed_bytes: int = 0
    complaints: list[str] = field(default_factory=list)


@dataclass
class Harness:
    """Rounds of kills over the same clips, each round in a folder of its own."""

    home: Path
    chance: random.Random
    report: Report = field(default_factory=Report)

    def run(self, kills: int) -> Report:
        """The report after so many kills."""
        source = self.home / "source"
        source.mkdir(parents=True)
        digests = {
            str(number): clip(source / f"{number}.mp4", size, seed=number) for number, size in enumerate(SIZES, 1)
        }
        with Depot({task_id: source / f"{task_id}.mp4" for task_id in digests}, pause_s=PAUSE_S) as depot:
            while self.report.kills < kills:
                self._round(depot, digests, kills)
            self.report.sent_bytes = sum(depot.sent.values())
        return self.report

    def _round(self, depot: Depot, digests: Mapping[str, str], kills: int) -> None:
        self.report.rounds += 1
        self.report.needed_bytes += sum(SIZES)
        folder = self.home / f"round-{self.report.rounds}"
        folder.mkdir()
        while self._is_killed(depot, folder, digests, at_all=self.report.kills < kills):
            self.report.kills += 1
        left = sorted(path.name for path in folder.iterdir())
        wanted = sorted(name for task_id in digests for name in (f"{task_id}.mp4", f"{task_id}.mp4.vidu.json"))
        if left != wanted:
            self._complain(f"at the end there is {left}")
        self._check_files(folder, digests)

    def _is_killed(self, depot: Depot, folder: Path, digests: Mapping[str, str], *, at_all: bool) -> bool:
        """Whether the run was killed before it came to its end."""
        expected = {task_id: self._expected_start(folder, task_id) for task_id in digests}
        asked_before = len(depot.asked)
        process = self._start(depot, folder, tuple(digests))
        try:
            if at_all:
                self._wait(depot, process)
                process.kill()
            said = process.communicate(timeout=PATIENCE_S)[1]
        finally:
            process.kill()
        if process.returncode not in (0, -9):
            self._complain(f"a run ended with {process.returncode}: {said.decode()}")
        self._check_files(folder, digests)
        for task_id, start in depot.asked[asked_before:]:
            self.report.resumed += bool(start)
            if start != expected[task_id]:
                self._complain(f"{task_id} was asked for from byte {start}, not {expected[task_id]}")
        return process.returncode == -9

    def _start(self, depot: Depot, folder: Path, ids: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        depot.is_asked.clear()
        program = Program(self.home, {"VIDU_API_KEY": "vda_made_up", "VIDU_BASE_URL": depot.origin})
        return subprocess.Popen(
            [str(SCRIPTS / "vidu"), "download", *ids, "-o", f"{folder}/"],
            env=program.variables,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def _wait(self, depot: Depot, process: "subprocess.Popen[bytes]") -> None:
        began = time.monotonic()
        while not depot.is_asked.wait(0.02) and process.poll() is None and time.monotonic() - began < PATIENCE_S:
            continue
        time.sleep(self.chance.uniform(0, LONGEST_S))

    def _expected_start(self, folder: Path, task_id: str) -> int | None:
        """The byte from which a file must be asked for now, None where nothing is to come."""
        part, target = folder / f".{task_id}-1-result.part", folder / f"{task_id}.mp4"
        journal = part.with_suffix(".part.json")
        if target.exists() or (journal.exists() and "sha256" in json.loads(journal.read_text())):
            return None
        # Of a part that is all there and was not brought to the disk yet, the last block is asked for again.
        size = part.stat().st_size if part.exists() else 0
        return size - size % BLOCK_BYTES

    def _check_files(self, folder: Path, digests: Mapping[str, str]) -> None:
        for task_id, digest in digests.items():
            path = folder / f"{task_id}.mp4"
            if path.exists() and sha256(path.read_bytes()).hexdigest() != digest:
                self._complain(f"{path.name} is not whole: {path.stat().st_size} bytes")

    def _complain(self, words: str) -> None:
        self.report.complaints.append(f"round {self.report.rounds}, kill {self.report.kills}: {words}")


def main() -> int:
    """Print what was seen; 1 when a promise was broken."""
    kills, seed = (int(given or usual) for given, usual in zip_longest(sys.argv[1:3], (100, 5)))
    with tempfile.TemporaryDirectory() as folder:
        report = Harness(Path(folder), random.Random(seed)).run(kills)
    sent = report.sent_bytes / report.needed_bytes
    sys.stdout.write(
        f"{report.kills} kills in {report.rounds} rounds, {report.resumed} files gone on with, "
        f"{sent:.3f} x the bytes sent (the rest was under way when a run was killed)\n"
    )
    sys.stdout.writelines(f"{complaint}\n" for complaint in report.complaints)
    return 1 if report.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
