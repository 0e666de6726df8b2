"""What it costs to list a hundred thousand tasks as jsonl, beside a bare loop of httpx and json over the same pages.

Run it: `python -m tests.benchmarks.listing`. It prints throughput and memory beside their budgets, and fails nothing.
The pages are there at once, where nothing but the processor's work counts, and then after 10 ms each, as over the
shortest of lines, where the clock counts.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.program import SCRIPTS

TASKS = 100_000
PAGE = 100
RUNS = 5
BUDGET_MB = 70
BUDGET_RATIO = 0.8
LINE_S = 0.01
_NUMBER = re.compile(rb"pager\.page=(\d+)")
_SIGNATURE = "Expires=1785563045&Signature=" + "s~MwJ-" * 40 + "&Key-Pair-Id=K0"
_FIRST_ID = 947_400_000_000_000_000


class Pages:
    """A platform that lists a hundred thousand tasks, with all that its documentation has in a row.

    `answers_after_s` is how long an answer takes. No page is kept: what this process holds when it starts another one
    counts as that one's memory.
    """

    def __init__(self) -> None:
        self.answers_after_s = 0.0
        row = {
            "key_id": "0",
            "type": "text2video",
            "model": "viduq3-turbo",
            "prompt": "a paper boat on a quiet lake, seen from above",
            "images": [],
            "duration": 5,
            "resolution": "720p",
            "aspect_ratio": "16:9",
            "state": "success",
            "creations": [
                {
                    "id": "947400000000000001",
                    "url": f"https://ex.test/a.mp4?{_SIGNATURE}",
                    "cover_url": f"https://ex.test/a.jpg?{_SIGNATURE}",
                    "watermarked_url": "",
                    "moderation_url": [],
                    "video": {"duration": 5.0, "fps": 24, "resolution": {"width": 1280, "height": 720}},
                }
            ],
            "created_at": "2026-08-01T05:44:05Z",
            "credits": 60,
        }
        self._row = json.dumps(row).removeprefix("{")
        self.port = 0
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await server.serve_forever()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head_from(reader):
            found = _NUMBER.search(head)
            number = int(found[1]) if found else 0
            if self.answers_after_s:
                await asyncio.sleep(self.answers_after_s)
            body = self._page(number * PAGE).encode()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body))
            writer.write(body)
            await writer.drain()

    def _page(self, start: int) -> str:
        ids = range(_FIRST_ID + start, _FIRST_ID + min(start + PAGE, TASKS))
        return '{"tasks": [' + ", ".join(f'{{"id": "{number}", {self._row}' for number in ids) + "]}"


async def _head_from(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""


_BARE = """
import asyncio, httpx, json, sys

async def main():
    async with httpx.AsyncClient(base_url="http://127.0.0.1:{port}") as client:
        number = 0
        while True:
            answer = await client.get("/ent/v2/tasks", params={{"pager.page": number, "pager.pagesz": 100}})
            tasks = json.loads(answer.content)["tasks"]
            if not tasks:
                return
            for task in tasks:
                sys.stdout.write(json.dumps(task) + "\\n")
            number += 1

asyncio.run(main())
"""


def main() -> None:
    """Print the throughput of both, and the memory of ours."""
    pages = Pages()
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "VIDU_API_KEY": "vda_0",
            "VIDU_BASE_URL": f"http://127.0.0.1:{pages.port}",
        }
        bare = [sys.executable, "-c", _BARE.format(port=pages.port)]
        ours = [str(SCRIPTS / "vidu"), "list", "--limit", "0", "--format", "jsonl", "--since", "2020-01-01"]
        runs = [(_cost_of(bare, environment), _cost_of(ours, environment)) for _ in range(RUNS)]
        bare_s, ours_s = (min(cost.cpu_s for cost in costs) for costs in zip(*runs, strict=True))
        ratios = sorted(one.cpu_s / other.cpu_s for one, other in runs)
        peak_mb = max(cost.peak_mb for _, cost in runs)
        pages.answers_after_s = LINE_S
        on_a_line = _cost_of(bare, environment).wall_s / _cost_of(ours, environment).wall_s
    sys.stdout.write(
        f"{TASKS:,} tasks as jsonl: {bare_s / ours_s:.2f} x the throughput of a bare loop "
        f"(the best of {RUNS} runs each; in turns {ratios[0]:.2f} to {ratios[-1]:.2f}; budget {BUDGET_RATIO} x), "
        f"{on_a_line:.2f} x where an answer takes {LINE_S * 1000:.0f} ms, "
        f"peak {peak_mb:.0f} MB (budget {BUDGET_MB} MB)\n"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cost:
    """What a run took: seconds of the processor and of the clock, and megabytes at the height of it."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def _cost_of(words: Sequence[str], environment: dict[str, str]) -> _Cost:
    """Run it to its end; every line is counted."""
    started = time.perf_counter()
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    lines = sum(1 for _ in process.stdout)
    _, _, usage = os.wait4(process.pid, 0)
    assert lines == TASKS, f"{lines} lines"
    return _Cost(
        cpu_s=usage.ru_utime + usage.ru_stime,
        wall_s=time.perf_counter() - started,
        peak_mb=usage.ru_maxrss / (1 if sys.platform == "linux" else 1024) / 1024,
    )


if __name__ == "__main__":
    main()
