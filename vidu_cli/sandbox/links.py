"""Signed links to results: valid for a day, a cover's for an hour, and only byte for byte; and links to upload to.

Both forms on record are awkward on purpose: one holds text that was encoded twice, the other raw `;` and `=`.
The signature covers the raw target, with the expiry in it.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

VIDEO_LIFE_S = 24 * 3600
COVER_LIFE_S = 3600
UPLOAD_LIFE_S = 15 * 60

FOLDER = "/infer/tasks/"
UPLOADS = "/infer/uploads/"
_TARGET = re.compile(r"(?P<head>.*[?&](?:X-Amz-)?Signature=)(?P<signature>[^&]*)(?P<tail>.*)", re.DOTALL)
_PATH = re.compile(r"/infer/tasks/\d\d/\d{4}/\d\d/(?P<task_id>\d+)/creation-\d\d/(?P<file>[a-z0-9.-]+)\?.*", re.DOTALL)
_UPLOAD = re.compile(r"/infer/uploads/(?P<upload_id>\d+)\?.*", re.DOTALL)
_UNTIL = re.compile(r"&Expires=(?P<until>\d+)&")
_FROM = re.compile(r"&X-Amz-Date=(?P<date>\d{8}T\d{6}Z)&X-Amz-Expires=(?P<life>\d+)&")


class ResultFile(StrEnum):
    """The files of one result, by their names in a link."""

    VIDEO = "video.mp4"
    WATERMARKED = "video-watermarked.mp4"
    COVER = "cover.jpeg"
    IMAGE = "image.png"
    AUDIO = "audio.mp3"


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """What a good link leads to."""

    task_id: str
    file: ResultFile


class BadLink(Exception):  # noqa: N818  # a refused link is an answer, not an error of this program
    """A link that is refused, with the code and message of the storage that serves results."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def link_to(
    file: ResultFile, *, task_id: int, created_at: float, ended_at: float, now: float, secret: bytes, number: int = 1
) -> str:
    """The raw target of a link to a task's result of that number, signed at `now`; the host goes before it."""
    folder = datetime.fromtimestamp(created_at, UTC).strftime("%y/%m%d/%H")
    path = f"{FOLDER}{folder}/{task_id}/creation-{number:02}/{file}"
    life_s = COVER_LIFE_S if file is ResultFile.COVER else VIDEO_LIFE_S
    ended = datetime.fromtimestamp(ended_at, UTC).strftime("%Y-%m-%dT%H")
    ending = file.rpartition(".")[2]
    if (task_id >> 22) % 2:
        name = f"attachment;filename=general-5-{ended}.{ending}"
        head = f"{path}?response-content-disposition={name}&Expires={int(now) + life_s}&Signature="
        return _signed(head, "&Key-Pair-Id=SANDBOX", secret)
    minute = datetime.fromtimestamp(ended_at, UTC).strftime("%%253A%M%%253A%SZ")
    name = f"attachment%3Bfilename%3Dgeneral-5-{ended}{minute}.{ending}"
    return _signed(f"{path}?response-content-disposition={name}&{_amz(now, life_s)}", "", secret)


def upload_link(upload_id: int, *, now: float, secret: bytes) -> str:
    """The raw target that takes the bytes of an upload, signed at `now`."""
    return _signed(f"{UPLOADS}{upload_id}?{_amz(now, UPLOAD_LIFE_S)}", "", secret)


def verified(target: str, *, now: float, secret: bytes) -> Link:
    """What a raw target leads to; BadLink when one byte of it was changed or its time is over."""
    _refuse_unsigned(target, now=now, secret=secret)
    path = _PATH.fullmatch(target)
    assert path is not None  # what was signed here has this shape
    return Link(task_id=path["task_id"], file=ResultFile(path["file"]))


def upload_behind(target: str, *, now: float, secret: bytes) -> int:
    """The id of the upload that a raw target takes bytes for; BadLink as for `verified`."""
    _refuse_unsigned(target, now=now, secret=secret)
    path = _UPLOAD.fullmatch(target)
    assert path is not None  # what was signed here has this shape
    return int(path["upload_id"])


def _refuse_unsigned(target: str, *, now: float, secret: bytes) -> None:
    match = _TARGET.fullmatch(target)
    if match is None:
        raise BadLink("AccessDenied", "Access Denied")
    wanted = _signature(match["head"], match["tail"], secret)
    if not hmac.compare_digest(wanted.encode(), match["signature"].encode()):
        raise BadLink(
            "SignatureDoesNotMatch", "The request signature we calculated does not match the one you provided"
        )
    if now >= _expiry(target):
        raise BadLink("AccessDenied", "Request has expired")


def _amz(now: float, life_s: int) -> str:
    date = datetime.fromtimestamp(now, UTC)
    return (
        f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=SANDBOX%2F{date:%Y%m%d}%2Fsandbox%2Fs3%2Faws4_request"
        f"&X-Amz-Date={date:%Y%m%dT%H%M%SZ}&X-Amz-Expires={life_s}&X-Amz-SignedHeaders=host&X-Amz-Signature="
    )


def _expiry(target: str) -> float:
    until = _UNTIL.search(target)
    if until is not None:
        return float(until["until"])
    signed = _FROM.search(target)
    if signed is None:
        return 0.0
    date = datetime.strptime(signed["date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return date.timestamp() + float(signed["life"])


def _signed(head: str, tail: str, secret: bytes) -> str:
    return f"{head}{_signature(head, tail, secret)}{tail}"


def _signature(head: str, tail: str, secret: bytes) -> str:
    digest = hmac.new(secret, f"{head}\n{tail}".encode(), hashlib.sha256).digest()
    # The alphabet and the tilde are those of links on record; clients that tidy a URL stumble over them.
    return "s~" + base64.b64encode(digest).decode().translate(str.maketrans("+/=", "-~_"))
