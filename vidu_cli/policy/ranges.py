"""Which bytes of a file are still to come, and whether an answer goes on where an earlier one broke off.

Source: RFC 9110, sections 8.8 (validators), 13.1.5 (If-Range) and 14 (range requests).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from vidu_cli.policy.links import LinkError

# A strong one; `W/"..."` promises the same picture, not the same bytes.
_STRONG = re.compile(r'"[\x21\x23-\x7e]*"')
_DATE = re.compile(r"[A-Za-z0-9,: +-]{20,40}")
_PART = re.compile(r"bytes (?P<first>[0-9]{1,18})-(?P<last>[0-9]{1,18})/(?P<size>[0-9]{1,18})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What tells one version of a file from another: its strong ETag, when it was changed last, its length."""

    etag: str | None = None
    modified: str | None = None
    size_bytes: int | None = None

    @property
    def tells(self) -> str | None:
        """What an If-Range asks for, None where the server gave nothing that it could."""
        return self.etag or self.modified

    def is_of_the_same_bytes_as(self, other: "Mark") -> bool:
        """Whether both are of one version: by ETag where both have one, else by length and time."""
        sizes = {self.size_bytes, other.size_bytes} - {None}
        if len(sizes) != 1:
            return False
        if self.etag and other.etag:
            return self.etag == other.etag
        return self.modified is not None and self.modified == other.modified


def mark_of(etag: object, modified: object, size_bytes: object = None) -> Mark:
    """The mark that an answer or a journal tells; what an If-Range cannot carry tells nothing."""
    return Mark(
        etag=etag if isinstance(etag, str) and _STRONG.fullmatch(etag) else None,
        modified=modified if isinstance(modified, str) and _DATE.fullmatch(modified) else None,
        size_bytes=size_bytes if isinstance(size_bytes, int) else None,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The first `size_bytes` of a file that are here already, and the mark of the file that they are of."""

    mark: Mark
    size_bytes: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is to come."""
        return self.size_bytes == self.mark.size_bytes

    @property
    def headers(self) -> dict[str, str]:
        """The headers that ask for the rest of the same version, and for all of another one."""
        tells = self.mark.tells
        return {"Range": f"bytes={self.size_bytes}-", "If-Range": tells} if tells and self.size_bytes else {}


@dataclass(slots=True)
class Poured:
    """What of a file was handed on already: its size and digest, and the mark of the version that it is of."""

    mark: Mark = field(default_factory=Mark)
    size_bytes: int = 0
    digest: Any = field(default_factory=sha256)

    def add(self, piece: bytes) -> None:
        """Note that more was handed on."""
        self.digest.update(piece)
        self.size_bytes += len(piece)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """What an answer brings: the bytes from `start` to the end of a file of that mark."""

    start: int
    mark: Mark


def stretch_in(status: int, headers: Mapping[str, str], kept: Kept | None) -> Stretch:
    """The stretch that a good answer (200 or 206) brings, `kept` being what was asked to be gone on with.

    Names of headers in lower case. LinkError for a part that is not the rest of what is kept: that is worth nothing
    then, and the file has to begin anew.
    """
    mark = _mark_in(headers)
    if status == 200:
        length = headers.get("content-length", "")
        # Of a compressed answer the length is that on the wire, not that of the file.
        size = int(length) if is_plain(headers) and re.fullmatch("[0-9]{1,18}", length) else None
        return Stretch(start=0, mark=Mark(etag=mark.etag, modified=mark.modified, size_bytes=size))
    if kept is None or not kept.headers:
        raise LinkError("a part of the file came that nobody had asked for", status=status)
    part = _PART.fullmatch(headers.get("content-range", ""))
    if part is None or not is_plain(headers):
        raise LinkError("a part of the file came that does not say which", status=status, is_stale=True)
    first, last, size = int(part["first"]), int(part["last"]), int(part["size"])
    whole = Mark(etag=mark.etag, modified=mark.modified, size_bytes=size)
    if first != kept.size_bytes or last != size - 1 or not whole.is_of_the_same_bytes_as(kept.mark):
        raise LinkError("the rest of another file came", status=status, is_stale=True)
    return Stretch(start=first, mark=whole)


def is_plain(headers: Mapping[str, str]) -> bool:
    """Whether the bytes on the wire are those of the file."""
    return headers.get("content-encoding", "identity").strip().lower() in ("", "identity")


def _mark_in(headers: Mapping[str, str]) -> Mark:
    if not is_plain(headers):
        # What is compressed anew each time cannot be gone on with.
        return Mark()
    return mark_of(headers.get("etag", "").strip(), headers.get("last-modified", "").strip())
