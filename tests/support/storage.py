"""A storage that holds one file, and what a download of it leaves on the disk."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from tests.support.clock import FakeClock
from tests.support.outcomes import link_error_in_driving
from vidu_cli.api.download import Downloader
from vidu_cli.api.parts import Part
from vidu_cli.api.saving import Saver
from vidu_cli.policy.parcels import Parcel, Saved
from vidu_cli.policy.ranges import Mark

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4096
OTHER = b"\x00\x00\x00\x18ftypmp42" + bytes(range(255, -1, -1)) * 4096
DIGEST = sha256(CLIP).hexdigest()
LINK = "https://store.test/clip.mp4?sig=1"


@dataclass
class Store(httpx.AsyncBaseTransport):
    """A storage of one file.

    `breaks_after` cuts an answer off with `broken_by`; `asked` are the ranges that were asked for.
    """

    content: bytes = CLIP
    etag: str = '"v1"'
    modified: str = ""
    breaks_after: list[int] = field(default_factory=list)
    broken_by: Exception = field(default_factory=lambda: httpx.ReadError("the line broke"))
    knows_ranges: bool = True
    asked: list[str] = field(default_factory=list)
    sent_bytes: int = 0
    piece_bytes: int = 65_536

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.headers.get("range", ""))
        marks = {"etag": self.etag, "last-modified": self.modified}
        headers = {name: value for name, value in marks.items() if value}
        start = self._start(request.headers)
        if start is None:
            return httpx.Response(416, request=request)
        body = self.content[start:]
        if start:
            headers["content-range"] = f"bytes {start}-{len(self.content) - 1}/{len(self.content)}"
        headers["content-length"] = str(len(body))
        return httpx.Response(206 if start else 200, headers=headers, stream=self._stream(body), request=request)

    def _start(self, headers: Mapping[str, str]) -> int | None:
        asked = re.fullmatch(r"bytes=(\d+)-", headers.get("range", ""))
        if not asked or not self.knows_ranges or headers["if-range"] not in (self.etag, self.modified):
            return 0
        return int(asked[1]) if int(asked[1]) < len(self.content) else None

    def _stream(self, body: bytes) -> httpx.AsyncByteStream:
        store, cut = self, self.breaks_after.pop(0) if self.breaks_after else None

        class Stream(httpx.AsyncByteStream):
            async def __aiter__(self) -> Any:
                for place in range(0, len(body) if cut is None else cut, store.piece_bytes):
                    piece = body[place : place + store.piece_bytes]
                    store.sent_bytes += len(piece)
                    yield piece
                if cut is not None:
                    raise store.broken_by

        return Stream()


def saver_on(store: Store) -> Saver:
    return Saver(Downloader(store, log=lambda _level, _line: None))


def broken_off(store: Store, parcel: Parcel, clock: FakeClock, *, after: int = 700_000) -> Store:
    """The storage behind a first attempt that broke off."""
    store.breaks_after.append(after)
    link_error_in_driving(clock, saver_on(store).save(LINK, parcel))
    return store


def save(store: Store, parcel: Parcel, clock: FakeClock) -> Saved:
    """The file at home, all of it done."""
    saver = saver_on(store)
    saved = clock.drive(saver.save(LINK, parcel))
    if parcel.facts is None:
        clock.drive(saver.let_go(parcel))
    return saved


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left_behind(parcel: Parcel, content: bytes, *, sealed: bool, digest: str | None = None) -> None:
    """What a run leaves that dies when the last byte is there, before or after it was brought to the disk."""
    part = Part(parcel.home, parcel.key)
    part.begin(Mark(etag='"v1"', size_bytes=len(content)))
    part.write([content])
    if sealed:
        part.seal(parcel.target(".mp4"), modified_at=None)
    part.close()
    if digest is not None:
        told_otherwise(parcel, sha256=digest)


def told_otherwise(parcel: Parcel, **told: object) -> None:
    """The journal of what was left behind, as if it had been written so."""
    journal = parcel.home / f".{parcel.key}.part.json"
    journal.write_text(json.dumps({**json.loads(journal.read_text()), **told}))


def sealed(parcel: Parcel, target: Path) -> Part:
    """A run that was killed when its file was whole and about to get its name."""
    part = Part(parcel.home, parcel.key)
    part.begin(Mark(etag='"v1"', size_bytes=len(CLIP)))
    part.write([CLIP])
    part.seal(target, modified_at=None)
    return part


async def fetched(downloader: Downloader, url: str) -> bytes:
    async with downloader.open(url) as arrival:
        return b"".join([piece async for piece in arrival.pieces])
