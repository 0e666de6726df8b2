"""Request bodies as they come over a connection: with a length, or in chunks."""

import re
from collections.abc import Mapping
from io import BufferedIOBase

_LINE_LIMIT = 8192
_PIECE = 65536
_LENGTH = re.compile(r"[0-9]{1,18}")
_CHUNK = re.compile(rb"(?P<size>[0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")


class BodyTooLarge(Exception):  # noqa: N818  # an answer is made of it
    """The body is longer than is taken; the rest of it is still unread."""


class BrokenBody(Exception):  # noqa: N818  # an answer is made of it
    """The body does not keep to the rules of HTTP, or ended too early."""


def body_of(stream: BufferedIOBase, headers: Mapping[str, str], *, limit: int) -> bytes:
    """The body that the headers (names in lower case) announce, decoded, of at most `limit` bytes.

    Raises BodyTooLarge before more than `limit` bytes are kept, and BrokenBody.
    """
    if "chunked" in headers.get("transfer-encoding", "").casefold():
        return _chunked(stream, limit)
    size = promised_size(headers)
    if size > limit:
        raise BodyTooLarge
    return _exactly(stream, size)


def promised_size(headers: Mapping[str, str]) -> int:
    """The Content-Length, 0 when there is none; BrokenBody when it is no number."""
    given = headers.get("content-length", "0").strip()
    if not _LENGTH.fullmatch(given):
        raise BrokenBody(f"Content-Length {given!r}")
    return int(given)


def discard(stream: BufferedIOBase, *, limit: int) -> None:
    """Read on and forget, up to `limit` bytes or the end; OSError as the stream raises it."""
    left = limit
    while left > 0:
        piece = stream.read(min(_PIECE, left))
        if not piece:
            return
        left -= len(piece)


def _chunked(stream: BufferedIOBase, limit: int) -> bytes:
    pieces = bytearray()
    while True:
        match = _CHUNK.fullmatch(stream.readline(_LINE_LIMIT))
        if match is None:
            raise BrokenBody("a chunk without a size")
        size = int(match["size"], 16)
        if size == 0:
            _skip_trailers(stream)
            return bytes(pieces)
        if len(pieces) + size > limit:
            raise BodyTooLarge
        pieces += _exactly(stream, size)
        if stream.readline(_LINE_LIMIT) not in (b"\r\n", b"\n"):
            raise BrokenBody("a chunk without an end")


def _skip_trailers(stream: BufferedIOBase) -> None:
    while stream.readline(_LINE_LIMIT) not in (b"\r\n", b"\n", b""):
        pass


def _exactly(stream: BufferedIOBase, size: int) -> bytes:
    body = stream.read(size)
    if len(body) < size:
        raise BrokenBody("the connection ended before the body")
    return body
