"""The first bytes of a download: enough of them to tell what it is."""

from collections.abc import AsyncIterator

from vidu_cli.policy.links import LinkError
from vidu_cli.policy.naming import LONGEST_MAGIC_BYTES, media_extension


async def beginning(pieces: AsyncIterator[bytes]) -> bytes:
    """Give enough of the file to tell what it is, or all of it; a slow line brings single bytes."""
    first = b""
    async for piece in pieces:
        first += piece
        if len(first) >= LONGEST_MAGIC_BYTES:
            break
    return first


def extension_of(first: bytes, content_type: str) -> str:
    """The extension that the first bytes of a file call for; LinkError where they are no media."""
    extension = media_extension(first)
    if extension is None:
        came = content_type or "nothing in particular"
        raise LinkError(f"what came is no video, image or sound (sent as {came})" if first else "what came is empty")
    return extension
