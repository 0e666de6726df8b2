"""A platform whose tasks have large files, on a port of its own: it knows ranges, and counts the bytes it sends."""

import json
import os
import re
import socket
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from socketserver import StreamRequestHandler
from threading import Event, Lock

from tests.support.served import Listener, Served

_LOOK = re.compile(r"/ent/v2/tasks/([0-9]+)/creations")
_FILE = re.compile(r"/files/([0-9]+)\.mp4\?signature=[0-9]+~_-")
_HEAD_BYTES = 24
PATIENCE = 1500


def clip(path: Path, size_bytes: int, *, seed: int = 0) -> str:
    """Write an MP4 of that size whose bytes nobody can guess; give its SHA-256."""
    block = sha256(str(seed).encode()).digest() * 32_768
    with path.open("wb") as file:
        file.write(b"\x00\x00\x00\x18ftypmp42" + bytes(12))
        left = size_bytes - _HEAD_BYTES
        number = 0
        while left > 0:
            number += 1
            file.write((number.to_bytes(8, "big") + block)[:left])
            left -= len(block) + 8
        file.truncate(size_bytes)
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


class Depot(Served):
    """Serves the clips by the ids of their tasks. `pause_s` follows each piece of 64 kB; without one, all goes at once.

    `asked` are the files that were asked for with the byte they were asked from; `sent` counts bytes by file.
    """

    def __init__(self, clips: Mapping[str, Path], *, pause_s: float = 0.0) -> None:
        self.clips = clips
        self.pause_s = pause_s
        self.asked: list[tuple[str, int]] = []
        self.sent: Counter[str] = Counter()
        self.is_asked = Event()
        self._numbers = count(1)
        self._lock = Lock()
        super().__init__(_Visit)

    def task(self, task_id: str) -> object:
        """The task as GET creations tells of it, its link freshly signed."""
        link = f"{self.origin}/files/{task_id}.mp4?signature={next(self._numbers)}~_-"
        return {"id": task_id, "state": "success", "creations": [{"id": f"{task_id}0", "url": link}]}

    def note(self, task_id: str, start: int) -> None:
        """Keep that a file was asked for."""
        with self._lock:
            self.asked.append((task_id, start))
        self.is_asked.set()

    def wait_for_bytes(self, task_id: str, least: int) -> None:
        """Return when so much of a file was sent."""
        for _ in range(PATIENCE):
            if self.sent[task_id] >= least:
                return
            time.sleep(0.02)
        raise AssertionError(f"only {self.sent[task_id]} bytes were asked for")

    def count(self, task_id: str, sent: int) -> None:
        """Keep how much was sent."""
        with self._lock:
            self.sent[task_id] += sent


class _Visit(StreamRequestHandler):
    server: Listener[Depot]

    def handle(self) -> None:
        target = self.rfile.readline().decode("latin-1").split(" ")[1]
        lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        look, file = _LOOK.fullmatch(target), _FILE.fullmatch(target)
        if file:
            with suppress(OSError):
                self._send_file(file[1], headers)
            return
        document = self.server.owner.task(look[1]) if look else {"tasks": [], "next_page_token": ""}
        self._head("200 OK", {"Content-Type": "application/json"}, json.dumps(document).encode())

    def _head(self, status: str, headers: Mapping[str, str], body: bytes = b"", length: int | None = None) -> None:
        told = {**headers, "Content-Length": str(len(body) if length is None else length), "Connection": "close"}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        self.wfile.write(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    def _send_file(self, task_id: str, headers: Mapping[str, str]) -> None:
        depot = self.server.owner
        path = depot.clips[task_id]
        size, etag = path.stat().st_size, f'"{task_id}-v1"'
        asked = re.fullmatch(r"bytes=([0-9]+)-", headers.get("range", ""))
        start = int(asked[1]) if asked and headers.get("if-range") == etag else 0
        depot.note(task_id, start)
        told = {"Content-Type": "video/mp4", "ETag": etag}
        if start:
            told["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        self._head("206 Partial Content" if start else "200 OK", told, length=size - start)
        # What waits in the system is sent and perhaps never read: little of it may wait.
        if depot.pause_s:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65_536)
        with path.open("rb") as file:
            while start < size:
                sent = os.sendfile(self.connection.fileno(), file.fileno(), start, 65_536 if depot.pause_s else size)
                start += sent
                depot.count(task_id, sent)
                if depot.pause_s:
                    time.sleep(depot.pause_s)
