"""The files of results, served as a storage service serves them: signed links, ranges, errors in XML."""

import hashlib
import re
from functools import cache
from importlib import resources

from vidu_cli.sandbox.exchange import Reply, Request
from vidu_cli.sandbox.links import BadLink, Link, ResultFile, verified

_TYPES = {
    ResultFile.VIDEO: "video/mp4",
    ResultFile.WATERMARKED: "video/mp4",
    ResultFile.COVER: "image/jpeg",
    ResultFile.IMAGE: "image/png",
    ResultFile.AUDIO: "audio/mpeg",
}
_RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})")


@cache
def content(file: ResultFile) -> bytes:
    """The bytes of a file that really plays: five seconds of H.264 with AAC, an MP3, a JPEG or a PNG."""
    return (resources.files("vidu_cli.sandbox") / "media" / file.value).read_bytes()


def refuse_key(request: Request) -> None:
    """BadLink for a request that comes with a key: it has no business here, and whoever sends it along leaks it."""
    if "authorization" in request.headers:
        raise BadLink("InvalidArgument", "Only one auth mechanism allowed")


def linked(request: Request, *, secret: bytes, now: float) -> Link:
    """What the link of a request leads to; BadLink for one that is refused."""
    refuse_key(request)
    return verified(request.target, now=now, secret=secret)


def refused(bad: BadLink, trace_id: str) -> Reply:
    """403 with an error in XML."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<Error><Code>{bad.code}</Code><Message>{bad.message}</Message><RequestId>{trace_id[:16]}</RequestId></Error>"
    )
    return Reply(status=403, headers={"content-type": "application/xml"}, body=text.encode())


def served(request: Request, link: Link) -> Reply:
    """The file, or the one range of it that the request asks for."""
    body = content(link.file)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "content-type": _TYPES[link.file],
        "etag": tag,
        "accept-ranges": "bytes",
        "content-disposition": f"attachment; filename=general-{link.task_id}-{link.file}",
    }
    wanted = _RANGE.fullmatch(request.headers.get("range", ""))
    if wanted is None or not any(wanted.groups()) or request.headers.get("if-range", tag) != tag:
        return Reply(status=200, headers=headers, body=body)
    first, end = _bounds(wanted["first"], wanted["last"], len(body))
    if first >= end:
        return Reply(status=416, headers={**headers, "content-range": f"bytes */{len(body)}"})
    part = {"content-range": f"bytes {first}-{end - 1}/{len(body)}"}
    return Reply(status=206, headers={**headers, **part}, body=body[first:end])


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first byte of a range and the one after its last; an empty range is out of reach."""
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size
