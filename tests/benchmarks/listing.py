"""What it costs to list a hundred thousand tasks as jsonl, beside a bare loop of httpx and json over the same pages.

Run it: `python -m tests.benchmarks.listing`. It prints throughput and memory beside their budgets, and fails nothing.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence

from tests.support.program import SCRIPTS

TASKS = 100_000
PAGE = 100
BUDGET_MB = 70
BUDGET_RATIO = 0.8
_NUMBER = re.compile(rb"pager\.page=(\d+)")
_FIRST_ID = 947_400_000_000_000_000


class Pages:
    """A platform that lists a hundred thousand tasks: each page was written before anybody asks."""

    def __init__(self) -> None:
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
            "creations": [{"id": "1", "url": "https://ex.test/a.mp4?sig=1", "cover_url": "https://ex.test/a.jpg"}],
            "created_at": "2026-08-01T05:44:05Z",
            "credits": 60,
        }
        self._pages = [
            json.dumps(
                {"tasks": [{"id": str(_FIRST_ID + start + n), **row} for n in range(PAGE)], "next_page_token": ""}
            )
            for start in range(0, TASKS, PAGE)
        ]
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
            body = (self._pages[number] if number < len(self._pages) else '{"tasks": []}').encode()
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body))
            writer.write(body)
            await writer.drain()


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
        bare, _ = _timed([sys.executable, "-c", _BARE.format(port=pages.port)], environment)
        words = ["list", "--limit", "0", "--format", "jsonl", "--since", "2020-01-01"]
        ours, peak_mb = _timed([str(SCRIPTS / "vidu"), *words], environment)
    sys.stdout.write(
        f"{TASKS:,} tasks as jsonl: {bare / ours:.2f} x the throughput of a bare loop (budget {BUDGET_RATIO} x), "
        f"peak {peak_mb:.0f} MB (budget {BUDGET_MB} MB)\n"
    )


def _timed(words: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of the processor, and megabytes at the height of it; every line is counted."""
    process = subprocess.Popen(words, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    lines = sum(1 for _ in process.stdout)
    _, _, usage = os.wait4(process.pid, 0)
    assert lines == TASKS, f"{lines} lines"
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 if sys.platform == "linux" else 1024) / 1024


if __name__ == "__main__":
    main()
