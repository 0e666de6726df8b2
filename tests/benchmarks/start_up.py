"""How long a start takes, against `python -c "import typer"` in the same environment and the same run.

Run it: `python -m tests.benchmarks.start_up`. It prints ratios beside their budgets and fails nothing.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

from vidu_cli.sandbox.server import serve
from vidu_cli.sandbox.world import World

ROUNDS = 21
VIDU = str(Path(sys.executable).parent / "vidu")
BARE = [sys.executable, "-c", "import typer"]
# The least that any client of this kind does: parse words, make a loop, ask once, print.
BARE_LIST = """
import typer, asyncio, httpx, os
async def main():
    async with httpx.AsyncClient(headers={"Authorization": "Token sandbox"}) as client:
        print((await client.get(os.environ["VIDU_BASE_URL"] + "/ent/v2/tasks")).text)
asyncio.run(main())
"""


def seconds(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """How long one fresh process takes."""
    started = time.perf_counter()
    subprocess.run(words, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - started


def ratio(words: Sequence[str], against: Sequence[str], environment: Mapping[str, str]) -> float:
    """The median time of a command over that of another, both run in turns."""
    pairs = [(seconds(words, environment), seconds(against, environment)) for _ in range(ROUNDS)]
    return median(pair[0] for pair in pairs) / median(pair[1] for pair in pairs)


def main() -> None:
    """Print every row of the budget that a start can meet."""
    with tempfile.TemporaryDirectory() as home:
        server = serve(World.in_memory(), clock_now=time.time, port=0)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "VIDU_API_KEY": "sandbox",
            "VIDU_BASE_URL": server.origin,
        }
        tab = {**environment, "_VIDU_COMPLETE": "complete_bash", "COMP_WORDS": "vidu po", "COMP_CWORD": "1"}
        rows: list[tuple[str, float, Callable[[], float]]] = [
            ("vidu --version", 1.3, lambda: ratio([VIDU, "--version"], BARE, environment)),
            ("one TAB press", 1.3, lambda: ratio([VIDU], BARE, tab)),
            ("vidu explain 66 --json", 1.3, lambda: ratio([VIDU, "explain", "66", "--json"], BARE, environment)),
            ("vidu --help", 2.5, lambda: ratio([VIDU, "--help"], BARE, environment)),
            (
                "vidu list --json",
                1.3,
                lambda: ratio([VIDU, "list", "--json"], [sys.executable, "-c", BARE_LIST], environment),
            ),
        ]
        for name, budget, measure in rows:
            sys.stdout.write(f"{name:24} {measure():5.2f} x   (budget {budget} x)\n")
        server.close()


if __name__ == "__main__":
    main()
