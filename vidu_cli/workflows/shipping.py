"""Bring the files of a request along: uploaded before it and referred to, or inside of it as `data:`."""

import asyncio  # noqa: TID253  # the workflow is concurrent
from base64 import b64encode
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Protocol

from vidu_cli.errors.catalogue import REPLY_NOT_UNDERSTOOD
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.addresses import is_data
from vidu_cli.policy.headers import MediaFacts
from vidu_cli.policy.packing import Packing
from vidu_cli.policy.phrases import file_words
from vidu_cli.policy.slots import with_addresses
from vidu_cli.schema.kinds.shape import Kind

UPLOADS_AT_ONCE = 4
AS_A_URL = "Give the picture as a URL that the platform can reach: then there is nothing to upload."


class SourceFile(Protocol):
    """A file whose bytes are read when their turn comes."""

    @property
    def facts(self) -> MediaFacts:
        """What its bytes said when they were looked at."""

    def read(self) -> bytes:
        """Give the bytes; ViduError 40 when that cannot be done any more."""


class Uploader(Protocol):
    """Where files are uploaded to."""

    async def upload(self, content: bytes, *, mime: str) -> str:
        """Give the reference under which a request may name the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadCount:
    """How far the uploads are."""

    done_files: int = 0
    total_files: int
    done_bytes: int = 0
    total_bytes: int


class Watcher(Protocol):
    """Who is told while files are uploaded."""

    def begun(self, so_far: UploadCount) -> None:
        """Note what is to be uploaded."""

    def uploaded(self, address: str, size_bytes: int, so_far: UploadCount) -> None:
        """Note a file that is there now."""


async def shipped(
    kind: Kind,
    body: Mapping[str, object],
    packing: Packing,
    files: Mapping[str, SourceFile],
    *,
    uploader: Uploader,
    watcher: Watcher,
) -> dict[str, object]:
    """The body as it leaves; ViduError names the file that could not be brought, and then nothing was bought.

    `files` are by their address in the body. The same content is uploaded once, whatever its names are.
    """
    references: dict[str, str] = {}
    if packing.uploads:
        chosen = {address: files[address] for address in packing.uploads}
        references = await _Shipment(files=chosen, uploader=uploader, watcher=watcher).references()
    inline = {address: _data_uri(files[address]) for address in packing.inline if not is_data(address)}
    return with_addresses(kind, body, {**references, **inline})


def _data_uri(file: SourceFile) -> str:
    return f"data:{file.facts.mime};base64,{b64encode(file.read()).decode('ascii')}"


@dataclass(slots=True)
class _Shipment:
    """The uploads of one request. `by_content` are those that were begun, by the digest of the bytes."""

    files: Mapping[str, SourceFile]
    uploader: Uploader
    watcher: Watcher
    by_content: dict[bytes, asyncio.Task[str]] = field(default_factory=dict)
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(UPLOADS_AT_ONCE))

    async def references(self) -> dict[str, str]:
        """The reference of each file by its address; the first failure ends the other uploads."""
        total_bytes = sum(file.facts.size_bytes for file in self.files.values())
        so_far = UploadCount(total_files=len(self.files), total_bytes=total_bytes)
        self.watcher.begun(so_far)
        given: dict[str, str] = {}

        async def one(address: str, file: SourceFile) -> None:
            nonlocal so_far
            async with self.places:
                given[address] = await self._reference(address, file)
            size = file.facts.size_bytes
            so_far = replace(so_far, done_files=so_far.done_files + 1, done_bytes=so_far.done_bytes + size)
            self.watcher.uploaded(address, size, so_far)

        await _all_or_none([one(address, file) for address, file in self.files.items()])
        if len(set(given.values())) < len(self.by_content):
            message = (
                "The platform gave one reference for different pictures. Nothing was submitted, nothing was spent."
            )
            raise failed(REPLY_NOT_UNDERSTOOD, message)
        return given

    async def _reference(self, address: str, file: SourceFile) -> str:
        upload = self._upload_of(file)
        try:
            return await upload
        except ViduError as error:
            raise ViduError(_not_uploaded(error.failure, address)) from error

    def _upload_of(self, file: SourceFile) -> asyncio.Task[str]:
        # The bytes are held by the upload alone, and go with it.
        content = file.read()
        digest = sha256(content).digest()
        if digest not in self.by_content:
            work = self.uploader.upload(content, mime=file.facts.mime)
            self.by_content[digest] = asyncio.ensure_future(work)
        return self.by_content[digest]


async def _all_or_none(works: Sequence[Coroutine[object, object, None]]) -> None:
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _not_uploaded(failure: Failure, address: str) -> Failure:
    reason = failure.message.rstrip(".")
    message = f"{file_words(address)} could not be uploaded: {reason}. Nothing was submitted, nothing was spent."
    return replace(failure, message=message, remedies=(*failure.remedies, AS_A_URL), names={"path": address})
