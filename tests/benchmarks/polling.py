"""What it costs to wait for a thousand tasks, beside a loop that asks for each of them at every tick.

Run it: `python -m tests.benchmarks.polling`. It prints requests, seconds and memory beside their budgets, and fails
nothing. The pace of `vidu poll` grows with the age of a task: a delay is measured by the pace when the task ended.
"""

import asyncio
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from operator import truediv
from pathlib import Path
from statistics import median

import httpx

from tests.support.program import SCRIPTS
from vidu_cli.policy.polling import next_poll
from vidu_cli.sandbox.server import Server, serve
from vidu_cli.sandbox.world import World

TASKS = 1000
FAILING = 20
# The sandbox works at five tasks at a time, ten seconds each: so a thousand take some forty seconds.
PACE = 50.0
TICK_S = 3.0
LOOKS_AT_ONCE = 8


class Counted:
    """A served sandbox that counts its requests, with a thousand tasks that have just been submitted."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "world.db"
        self.counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._world = World.open(self.file)
        self.server: Server = serve(self._world, clock_now=time.time, port=0, pace=PACE, on_request=self._count)
        self.ids = asyncio.run(self._submitted())

    def _count(self, method: str, path: str, _: int) -> None:
        with self._lock:
            self.counts["page" if path.endswith("/tasks") else "look" if path.endswith("/creations") else method] += 1

    async def _submitted(self) -> list[str]:
        headers = {"Authorization": "Token sandbox"}
        async with httpx.AsyncClient(base_url=self.server.origin, headers=headers) as client:
            ids = []
            for number in range(TASKS):
                wish = " sandbox:task=NoFaceDetected" if number % (TASKS // FAILING) == 0 else ""
                body = {"model": "viduq3-turbo", "prompt": f"a cat{wish}", "resolution": "540p", "duration": 1}
                ids.append(str((await client.post("/ent/v2/text2video", json=body)).json()["task_id"]))
            return ids

    def ends(self) -> dict[str, float]:
        """When each task ended, in seconds since 1970."""
        rows = sqlite3.connect(self.file).execute("SELECT id, ended_at FROM tasks").fetchall()
        return {str(task_id): float(at) for task_id, at in rows}

    def close(self) -> None:
        """Close the port and the world."""
        self.server.close()
        self._world.close()


@dataclass(frozen=True, kw_only=True, slots=True)
class Waited:
    """How a wait went: of each task the seconds from its end to the notice and the pace at its end, in one order."""

    delays: list[float]
    paces: list[float]
    rounds: float


Wait = Callable[[Counted, Path], Waited]


def main() -> None:
    """Print what a wait costs, and what a naive loop does."""
    with tempfile.TemporaryDirectory() as folder:
        told = [_told("vidu poll", Path(folder), _poll), _told("a naive loop", Path(folder), _naive)]
    sys.stdout.write("\n".join(told) + "\n")


def _told(name: str, folder: Path, wait: Wait) -> str:
    home = folder / name.replace(" ", "-")
    home.mkdir()
    platform = Counted(home)
    platform.counts.clear()
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    waited = wait(platform, home)
    passed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    pages, looks = platform.counts["page"], platform.counts["look"]
    platform.close()
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return (
        f"{name}: {TASKS} tasks in {passed:.0f} s, {pages} pages of the list (budget {TASKS // 100} a round, "
        f"{waited.rounds:.0f} rounds at the quickest pace), {looks} single looks (budget {FAILING}), "
        f"CPU {cpu:.1f} s, peak {after.ru_maxrss / 1024:.0f} MB, "
        f"median delay {median(waited.delays):.1f} s, "
        f"{median(map(truediv, waited.delays, waited.paces)):.2f} of the pace (budget 0.5)"
    )


def _poll(platform: Counted, home: Path) -> Waited:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "VIDU_API_KEY": "sandbox",
        "VIDU_BASE_URL": platform.server.origin,
    }
    started = time.time()
    words = [str(SCRIPTS / "vidu"), "poll", "-", "--events", "-q"]
    process = subprocess.Popen(
        words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n".join(platform.ids))
    process.stdin.close()
    noticed = {}
    for line in process.stdout:
        _, task_id, state, *_ = line.split("\t")
        if state in ("success", "failed"):
            noticed[task_id] = time.time()
    process.wait()
    ends = platform.ends()
    return Waited(
        delays=[max(at - ends[task_id], 0.0) for task_id, at in noticed.items()],
        paces=[next_poll(ends[task_id] - started) for task_id in noticed],
        rounds=(time.time() - started) / TICK_S,
    )


def _naive(platform: Counted, home: Path) -> Waited:
    script = _NAIVE.format(origin=platform.server.origin, tick=TICK_S, at_once=LOOKS_AT_ONCE)
    started = time.time()
    told = subprocess.run(
        [sys.executable, "-c", script],
        input="\n".join(platform.ids),
        capture_output=True,
        text=True,
        check=True,
        cwd=home,
    )
    ends = platform.ends()
    noticed = (line.split() for line in told.stdout.splitlines())
    delays = [max(float(at) - ends[task_id], 0.0) for task_id, at in noticed]
    return Waited(delays=delays, paces=[TICK_S] * len(delays), rounds=(time.time() - started) / TICK_S)


_NAIVE = """
import asyncio, httpx, sys, time

async def main():
    running, places = set(sys.stdin.read().split()), asyncio.Semaphore({at_once})
    async with httpx.AsyncClient(base_url="{origin}", headers={{"Authorization": "Token sandbox"}}) as client:
        async def look(task_id):
            async with places:
                task = (await client.get(f"/ent/v2/tasks/{{task_id}}/creations")).json()
            if task["state"] in ("success", "failed"):
                print(task_id, time.time())
                running.discard(task_id)
        while running:
            await asyncio.gather(*(look(task_id) for task_id in list(running)))
            await asyncio.sleep({tick})

asyncio.run(main())
"""


if __name__ == "__main__":
    main()
