"""One request to the sandbox and the reply it gets, free of any HTTP library."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from math import ceil

from vidu_cli.errors.catalogue import Entry

BODY_LIMIT_BYTES = 20 * 1024 * 1024


class Drop(StrEnum):
    """How a connection is lost: before anything was done, after it was done, or halfway through the body."""

    BEFORE = "before"
    AFTER = "after"
    TRUNCATED = "truncated"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A request as it stood on the wire.

    `target` is the raw path with its query, byte for byte (one character a byte); the names of `headers` are lower
    case; `origin` is scheme and host as the client wrote them, such as `http://127.0.0.1:8787`.
    """

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    origin: str

    @property
    def path(self) -> str:
        """The raw path, without the query."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The raw query, "" when there is none."""
        return self.target.partition("?")[2]

    def trace_id(self, now: float) -> str:
        """32 hex digits that stand for this request at that time."""
        text = f"{now!r} {self.method} {self.target}".encode()
        return hashlib.sha256(text + self.body[:4096]).hexdigest()[:32]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What goes back. With `Drop.TRUNCATED` the headers promise the whole `body` and half of it is sent.

    `delay_s` is how long to wait before the first byte.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    drop: Drop | None = None
    delay_s: float = 0.0


class Refusal(Exception):  # noqa: N818  # a refused request is an answer, not an error of this program
    """A request that the imitated platform refuses, with what its error body says."""

    def __init__(
        self, *, status: int, reason: str, message: str, fields: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.fields = fields
        self.retry_after_s = retry_after_s


def refusal(entry: Entry, message: str = "", *, fields: str = "") -> Refusal:
    """The refusal that a row of the catalogue stands for, in the platform's own words unless `message` is given."""
    words = message or entry.message.format(fields=fields)
    return Refusal(status=entry.http_status or 400, reason=entry.code, message=words, fields=fields)


def json_reply(content: object, *, status: int = 200) -> Reply:
    """A reply with a JSON body in ASCII."""
    return Reply(status=status, headers={"content-type": "application/json"}, body=json.dumps(content).encode())


def refusal_reply(refused: Refusal, trace_id: str) -> Reply:
    """The error body of a go-kratos service: code, reason, message and metadata."""
    metadata = {"trace_id": trace_id} | ({"fields": refused.fields} if refused.fields else {})
    content = {"code": refused.status, "reason": refused.reason, "message": refused.message, "metadata": metadata}
    reply = json_reply(content, status=refused.status)
    return Reply(status=reply.status, headers={**reply.headers, **retry_after(refused.retry_after_s)}, body=reply.body)


def gateway_reply(status: int, *, retry_after_s: float | None = None) -> Reply:
    """What a proxy in front of the service says on its own: a page of HTML from 500 on, nothing below."""
    headers = {"content-type": "text/html", **retry_after(retry_after_s)}
    body = html_page(f"{status} {_phrase(status)}") if status >= 500 else b""
    return Reply(status=status, headers=headers, body=body)


def html_page(title: str) -> bytes:
    """A page of HTML such as a proxy sends."""
    text = f"<html>\r\n<head><title>{title}</title></head>\r\n<body><center><h1>{title}</h1></center></body>\r\n</html>"
    return text.encode()


def retry_after(seconds: float | None) -> dict[str, str]:
    """The Retry-After header for that many seconds, rounded up as HTTP has no fractions there; none for None."""
    return {} if seconds is None else {"retry-after": str(ceil(seconds))}


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else "Error"
