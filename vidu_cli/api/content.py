"""What a request carries, as it leaves: in pieces, of a length that is said beforehand."""

import json
from collections.abc import AsyncIterator, Mapping

PIECE_BYTES = 65_536


def json_bytes(body: Mapping[str, object]) -> bytes:
    """The JSON of a request's body, without blanks; ValueError for what JSON cannot hold."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


async def pieces_of(content: bytes) -> AsyncIterator[bytes]:
    """The content in small pieces: the limit for a silence is then one for each of them, whatever the line bears."""
    for start in range(0, len(content), PIECE_BYTES):
        yield content[start : start + PIECE_BYTES]


def headers_of(content: bytes, mime: str) -> dict[str, str]:
    """The headers without which the pieces would go out as chunks, which no signed link takes."""
    return {"Content-Type": mime, "Content-Length": str(len(content))}
