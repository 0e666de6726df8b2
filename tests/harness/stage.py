"""A served platform and a home for the program, both of one campaign, and what can be counted on either side."""

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import IO

from tests.harness.doomed import BEGUN
from tests.support.program import Program, Run
from vidu_cli.sandbox.faults import Call, Fault, FaultBook, fault_named
from vidu_cli.sandbox.lifecycle import phases_of
from vidu_cli.sandbox.server import serve
from vidu_cli.sandbox.world import Draft, Record, Search, World

DOOMED = Path(__file__).with_name("doomed.py")
KILLED = -9
STRANGER = "somebody else's"
# An attempt so long ago may be declared not accepted.
AGED_S = 2000.0
PACE = 1000.0
_PATIENCE_S = 120.0


class Weather(FaultBook):
    """What goes wrong at the moment: for all submits in a share of the cases, for the list always."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.list: Fault | None = None
        self.lost_share = 0.0
        self._chance = chance
        self._among_threads = Lock()

    def take(self, call: Call) -> Fault | None:
        """The fault of a call, by chance for a submit."""
        if call is Call.LIST:
            return self.list
        with self._among_threads:
            is_lost = call is Call.SUBMIT and self._chance.random() < self.lost_share
            return fault_named(self._chance.choice(("drop-before", "drop-after"))) if is_lost else None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One entry of the ledger, as its file has it."""

    outcome: str
    task_id: str | None
    prompt: str


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One platform, one home. `said` are the ids that the program printed."""

    world: World
    weather: Weather
    program: Program
    said: list[str] = field(default_factory=list)

    def run(self, plan: str, *words: str) -> Run:
        """One run of the program under a plan of `doomed`."""
        finished = subprocess.run(
            [sys.executable, str(DOOMED), plan, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE_S,
            env=self.program.variables,
            cwd=self.program.home,
            encoding="utf-8",
            check=False,
        )
        return self._heard(Run(exit_code=finished.returncode, stdout=finished.stdout, stderr=finished.stderr))

    def run_for(self, seconds: float, beginning: str, *words: str) -> Run:
        """One run that is killed from outside, so long after a step of `doomed`."""
        process = subprocess.Popen(
            [sys.executable, str(DOOMED), f"{beginning} > tell", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.program.variables,
            cwd=self.program.home,
            encoding="utf-8",
        )
        with process:
            assert process.stderr is not None
            said = "".join(_lines_before(BEGUN, process.stderr))
            with suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            process.kill()
            stdout, stderr = process.communicate()
        return self._heard(Run(exit_code=process.returncode, stdout=stdout, stderr=said + stderr))

    def run_whole(self, *words: str) -> Run:
        """One run of the program that nobody kills."""
        return self._heard(self.program(*words, timeout_s=_PATIENCE_S))

    def _heard(self, run: Run) -> Run:
        self.said.extend(line for line in run.lines if line.isdigit())
        return run

    def recover(self) -> int:
        """The exit number of `vidu recover`."""
        return self.program("recover", timeout_s=_PATIENCE_S).exit_code

    def age(self, prompt: str = "%") -> None:
        """Let it be long ago that the open submits were made: by the ledger, as no test can wait."""
        sql = (
            "UPDATE entries SET began_at = began_at - ?, uptime_s = uptime_s - ?"
            " WHERE outcome = 'unknown' AND json_extract(body, '$.prompt') LIKE ?"
        )
        with closing(sqlite3.connect(self._ledger_file, timeout=60)) as ledger, ledger:
            ledger.execute(sql, (AGED_S, AGED_S, prompt))

    def settle(self) -> int:
        """The exit number of the last `vidu recover` it takes to know what became of every submit."""
        if self.recover() == 0:
            return 0
        self.age()
        return self.recover()

    @property
    def _ledger_file(self) -> Path:
        return next(self.program.home.rglob("ledger.db"))

    @property
    def entries(self) -> list[Kept]:
        """What the ledger knows."""
        sql = "SELECT outcome, task_id, json_extract(body, '$.prompt') FROM entries"
        with closing(sqlite3.connect(self._ledger_file, timeout=60)) as ledger:
            return [Kept(outcome=row[0], task_id=row[1], prompt=row[2]) for row in ledger.execute(sql)]

    @property
    def tasks(self) -> list[Record]:
        """What the platform has made of the program's submits."""
        made = self.world.tasks(Search(since=0, limit=1_000_000), now=time.time())
        return [record for record in made if record.request.get("prompt") != STRANGER]

    @property
    def adopted(self) -> int:
        """How many tasks the ledger has because they were found."""
        with closing(sqlite3.connect(self._ledger_file, timeout=60)) as ledger:
            return int(ledger.execute("SELECT COUNT(*) FROM entries WHERE is_adopted").fetchone()[0])


def _lines_before(last: str, stream: IO[str]) -> Iterator[str]:
    """Give the lines before one, or all when it never comes."""
    for line in stream:
        if line == last:
            return
        yield line


@contextmanager
def staged(home: Path, *, list_fault: str = "", strangers: int = 0, seed: int = 1) -> Iterator[Stage]:
    """A stage until the end of the block, its platform with a list of that fault and so many tasks of other people."""
    world = World.in_memory()
    weather = Weather(random.Random(seed))
    weather.list = fault_named(list_fault) if list_fault else None
    server = serve(world, clock_now=time.time, port=0, pace=PACE, faults=weather)
    variables = {"VIDU_API_KEY": "sandbox", "VIDU_BASE_URL": server.origin, "PYTHONDONTWRITEBYTECODE": "1"}
    stage = Stage(world=world, weather=weather, program=Program(home, variables))
    for number in range(strangers):
        order_of_a_stranger(world, number, now=time.time())
    try:
        yield stage
    finally:
        server.close()
        world.close()


def order_of_a_stranger(world: World, number: int, *, now: float) -> None:
    """Let somebody else buy a clip on the same account, every other one with a payload of their own."""
    request = {"prompt": STRANGER, "payload": f"order {number}" if number % 2 else ""}
    draft = Draft(
        kind="text2video",
        model="viduq3-turbo",
        resolution="720p",
        request=request,
        credits=0,
        phases=phases_of(pace=PACE),
    )
    world.add_task(draft, now=now)
