"""Two minutes of bad weather: two hundred tasks over HTTP, a fifth of the answers faulty, every file brought home.

Run it: `python -m tests.harness.weather`. It prints what came of it and ends with 1 where an end is not the true one, a
file is not whole, or the exit number is wrong.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

import httpx

from tests.support.program import SCRIPTS
from tests.support.weather import Weather
from vidu_cli.sandbox.files import content
from vidu_cli.sandbox.links import ResultFile
from vidu_cli.sandbox.server import serve
from vidu_cli.sandbox.world import World

TASKS = 200
# The sandbox works at five tasks at a time, ten seconds each at pace 1.
PACE = 3.3
CODES = ("", "", "", "NoFaceDetected", "InternalServiceFailure", "CreationPolicyViolation")


def main() -> int:
    """The exit number: 0 when everything came to its true end."""
    with tempfile.TemporaryDirectory() as folder:
        home, weather = Path(folder), Weather(7)
        world = World.open(home / "world.db")
        server = serve(world, clock_now=time.time, port=0, pace=PACE, faults=weather)
        codes = _submitted(server.origin)
        started = time.monotonic()
        finished = _polled(home, server.origin, list(codes))
        passed = time.monotonic() - started
        server.close()
        world.close()
        return _judged(home, codes, finished, f"{passed:.0f} s, {weather.count} faulty answers")


def _submitted(origin: str) -> dict[str, str]:
    codes = {}
    with httpx.Client(base_url=origin, headers={"Authorization": "Token sandbox"}) as client:
        for number in range(TASKS):
            code = CODES[number % len(CODES)]
            wish = f" sandbox:task={code}" if code else ""
            body = {"model": "viduq3-turbo", "prompt": f"a cat{wish}", "resolution": "540p", "duration": 1}
            codes[client.post("/ent/v2/text2video", json=body).json()["task_id"]] = code
    return codes


def _polled(home: Path, origin: str, ids: list[str]) -> "subprocess.CompletedProcess[str]":
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "VIDU_API_KEY": "sandbox",
        "VIDU_BASE_URL": origin,
    }
    words = [str(SCRIPTS / "vidu"), "poll", "-", "-o", f"{home}/clips/", "--json", "-q"]
    return subprocess.run(
        words, env=environment, input="\n".join(ids), capture_output=True, text=True, timeout=600, check=False
    )


def _judged(home: Path, codes: dict[str, str], finished: "subprocess.CompletedProcess[str]", told: str) -> int:
    whole = sha256(content(ResultFile.VIDEO)).hexdigest()
    rows = {row["id"]: row for row in json.loads(finished.stdout)}
    untrue = [task_id for task_id, code in codes.items() if (rows[task_id].get("err_code") or "") != code]
    files = {path.stem: sha256(path.read_bytes()).hexdigest() for path in (home / "clips").glob("*.mp4")}
    succeeded = [task_id for task_id, code in codes.items() if not code]
    broken = [task_id for task_id in succeeded if files.get(task_id) != whole]
    sys.stdout.write(
        f"{TASKS} tasks in {told}: exit {finished.returncode}, {len(untrue)} untrue ends, "
        f"{len(succeeded) - len(broken)} of {len(succeeded)} files whole\n"
        + "".join(f"  {task_id}: {rows[task_id]['error']}\n" for task_id in broken)
    )
    return 0 if (finished.returncode, untrue, broken) == (3, [], []) else 1


if __name__ == "__main__":
    sys.exit(main())
