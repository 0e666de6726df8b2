"""What local files cost: to check and encode them against `cat` of the same bytes, and the memory of an upload.

Run it: `python -m tests.benchmarks.media`. It prints seconds, ratios and a budget, and fails nothing.
"""

import base64
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from tests.support import zoo
from tests.support.memory import measured
from tests.support.program import SCRIPTS, Program
from vidu_cli.media import opened
from vidu_cli.policy.checks import problems_in
from vidu_cli.policy.packing import packed
from vidu_cli.sandbox.server import serve
from vidu_cli.sandbox.world import World
from vidu_cli.schema.kinds import kind_named

ROUNDS = 11
PICTURES = 7
BUDGET_MB = 120
VIDU = str(SCRIPTS / "vidu")
KIND = kind_named("reference2video")


def pictures(folder: Path, size_bytes: int) -> list[str]:
    """Seven pictures of that size, no two alike."""
    paths = [folder / f"{number}-{size_bytes}.png" for number in range(PICTURES)]
    for number, path in enumerate(paths):
        path.write_bytes(zoo.png(640, 480 + number, bytes=size_bytes))
    return [str(path) for path in paths]


def seconds(act: Callable[[], object]) -> float:
    """The median time that it takes."""
    return median(_timed(act) for _ in range(ROUNDS))


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def words_for(paths: Sequence[str]) -> list[str]:
    """A request with those pictures."""
    return ["submit", KIND.name, "seven cats", *(word for path in paths for word in ("--image", path))]


def checked_and_encoded(paths: Sequence[str]) -> int:
    """The size of the body that seven small files make, after the check: the work of a submit without its process."""
    body = {"model": KIND.default_model, "prompt": "seven cats", "images": list(paths)}
    files = {path: opened(path, option="--image", stdin=None) for path in paths}
    facts = {path: file.facts for path, file in files.items()}
    assert not problems_in(KIND, body, facts)
    packing = packed(KIND, body, facts)
    inline = [
        f"data:{files[path].facts.mime};base64,{base64.b64encode(files[path].read()).decode()}"
        for path in packing.inline
    ]
    return len(json.dumps({**body, "images": inline}))


def main() -> None:
    """Print every row."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        program = Program(home)
        small, large = pictures(home, 2_000_000), pictures(home, 4_000_000)

        def run(*words: str) -> None:
            subprocess.run(words, env=program.variables, stdout=subprocess.DEVNULL, check=True)

        cat = seconds(lambda: run("cat", *small))
        functions = seconds(lambda: checked_and_encoded(small))
        empty = seconds(
            lambda: run(VIDU, "submit", KIND.name, "x", "--image", "https://example.com/a.png", "--dry-run")
        )
        whole = seconds(lambda: run(VIDU, *words_for(small), "--dry-run"))
        _print(f"cat of {PICTURES} x 2 MB", cat, cat)
        _print("check and encode in one process", functions, cat)
        _print("--dry-run of one URL", empty, cat)
        _print(f"--dry-run of {PICTURES} x 2 MB", whole, cat)
        _print("  of that for the files", whole - empty, cat)
        _upload(program, large)


def _print(name: str, taken_s: float, cat_s: float) -> None:
    sys.stdout.write(f"{name:34} {taken_s:7.3f} s   {taken_s / cat_s:6.1f} x cat\n")


def _upload(program: Program, paths: Sequence[str]) -> None:
    server = serve(World.in_memory(), clock_now=time.time, port=0)
    run, peak_bytes = measured(program, *words_for(paths), VIDU_API_KEY="sandbox", VIDU_BASE_URL=server.origin)
    server.close()
    state = "" if run.exit_code == 0 else f"   FAILED with {run.exit_code}: {run.stderr}"
    sys.stdout.write(
        f"memory of {PICTURES} uploads of 4 MB {peak_bytes / 1e6:10.1f} MB   (budget {BUDGET_MB} MB){state}\n"
    )


if __name__ == "__main__":
    main()
