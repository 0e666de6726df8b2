"""How long after Ctrl-C, a second one, or SIGTERM the prompt is back, while `vidu poll` waits for tasks over HTTP.

Run it: `python -m tests.benchmarks.ctrl_c`. It prints seconds beside their budget, and exit numbers; it fails nothing.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import httpx

from vidu_cli.sandbox.server import serve
from vidu_cli.sandbox.world import World

ROUNDS = 7
TASKS = 400
# The second signal falls into the clean-up after the first.
BETWEEN_S = 0.004
SIGNALS = {
    "Ctrl-C": (signal.SIGINT,),
    "Ctrl-C twice": (signal.SIGINT, signal.SIGINT),
    "SIGTERM": (signal.SIGTERM,),
    "Ctrl-C, then SIGTERM": (signal.SIGINT, signal.SIGTERM),
}
VIDU = str(Path(sys.executable).parent / "vidu")


def main() -> None:
    """Print the median time from the signal to the end of the process."""
    with tempfile.TemporaryDirectory() as home:
        server = serve(World.in_memory(), clock_now=time.time, port=0)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "VIDU_API_KEY": "sandbox",
            "VIDU_BASE_URL": server.origin,
        }
        ids = _submitted(server.origin)
        words = [VIDU, "poll", *ids, "--interval", "0.05"]
        for name, signals in SIGNALS.items():
            ends = [_stopped_after(words, environment, signals) for _ in range(ROUNDS)]
            took, numbers = median(took for took, _ in ends), sorted({number for _, number in ends})
            sys.stdout.write(f"{name} with {TASKS} tasks: {took:.3f} s (budget 0.1 s), exit {numbers}\n")
        server.close()


def _submitted(origin: str) -> list[str]:
    body = {"model": "viduq3-turbo", "prompt": "a cat sandbox:seconds=600", "resolution": "540p", "duration": 1}
    with httpx.Client(base_url=origin, headers={"Authorization": "Token sandbox"}) as client:
        return [client.post("/ent/v2/text2video", json=body).json()["task_id"] for _ in range(TASKS)]


def _stopped_after(
    words: list[str], environment: dict[str, str], signals: tuple[signal.Signals, ...]
) -> tuple[float, int]:
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    for _ in range(TASKS):
        process.stderr.readline()
    started = time.perf_counter()
    for number in signals:
        process.send_signal(number)
        time.sleep(BETWEEN_S)
    process.communicate()
    return time.perf_counter() - started, process.returncode


if __name__ == "__main__":
    main()
