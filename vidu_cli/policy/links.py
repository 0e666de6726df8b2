"""A result's link as it must go over the wire: byte for byte, because its query is signed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import SplitResult, quote, urlsplit

from vidu_cli.policy.base_url import check_host
from vidu_cli.policy.times import rfc3339

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class LinkError(Exception):
    """A link gave no whole file; `status` is the HTTP status, None when no answer came.

    `is_stale` is whether what is kept of the file is of another one and of no use; `here_bytes` is how much of the file
    is here all the same. `retry_after_s` is for how long the server asks to be left alone.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, is_stale: bool = False, retry_after_s: float = 0.0
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.is_stale = is_stale
        self.retry_after_s = retry_after_s
        self.here_bytes = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link split without decoding anything: `origin` is scheme and host, `target` the rest as it was given."""

    origin: str
    target: bytes


def link_of(url: str) -> Link:
    """The link of a URL; LinkError when it is none that may be fetched.

    Only what HTTP cannot carry (spaces, letters outside ASCII) is percent-encoded; `%253A`, `;`, `~` stay as they are.
    """
    parts = _split(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise LinkError("the link is no http address")
    if any(ord(character) < 32 or ord(character) == 127 for character in url):
        raise LinkError("the link holds control characters")
    if parts.username is not None:
        raise LinkError("the link holds a user name")
    origin = f"{parts.scheme}://{parts.netloc}"
    rest = url[url.index("//") + 2 + len(parts.netloc) :].partition("#")[0]
    if not rest.startswith("/"):
        rest = "/" + rest
    return Link(origin=origin, target=quote(rest, safe="%/:?#[]@!$&'()*+,;=~-._\"<>\\^`{|}").encode("ascii"))


def _split(url: str) -> SplitResult:
    try:
        url.encode()
        parts = urlsplit(url)
        parts.port  # noqa: B018  # reading it is what checks it
        check_host(parts.hostname or "")
    except ValueError as error:
        raise LinkError(f"the link is no address: {error}") from error
    return parts


def redacted(url: str) -> str:
    """The link without its query, where the signature stands, and without a user and password before its host."""
    link = url.partition("?")[0]
    scheme, _, rest = link.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}//{host.rpartition('@')[2]}{slash}{path}" if "@" in host else link


def next_link(link: Link, location: str) -> Link:
    """The link that a redirect points to; LinkError when it leads nowhere that may be fetched."""
    try:
        return _redirected(link, location)
    except LinkError as error:
        raise LinkError(f"the link redirects to {redacted(location)!r}: {error}") from error


def _redirected(link: Link, location: str) -> Link:
    if location.startswith("//"):
        return link_of(link.origin.partition(":")[0] + ":" + location)
    if location.startswith("/"):
        return link_of(link.origin + location)
    if not location or _SCHEME.match(location):
        return link_of(location)
    path = link.target.partition(b"?")[0].decode("ascii")
    if location.startswith("?"):
        return link_of(link.origin + path + location)
    place, mark, query = location.partition("?")
    return link_of(link.origin + _without_dots(path.rpartition("/")[0] + "/" + place) + mark + query)


def _without_dots(path: str) -> str:
    """The path without its `.` and `..`, as RFC 3986, section 5.2.4 has it."""
    parts: list[str] = []
    for part in path.split("/")[1:]:
        if part == "..":
            parts[-1:] = []
        elif part != ".":
            parts.append(part)
    is_folder = bool(parts) and path.endswith(("/.", "/.."))
    return "/" + "/".join(parts) + ("/" if is_folder else "")


def expires_at(urls: Iterable[str], now: float) -> str | None:
    """When the first of freshly signed links dies, as RFC 3339; None when none of them says it."""
    ends = [end for url in urls if (end := _end(url, now)) is not None]
    try:
        return rfc3339(min(ends)) if ends else None
    except ValueError:
        return None


def _end(url: str, now: float) -> float | None:
    query = dict(part.partition("=")[::2] for part in url.partition("?")[2].split("&"))
    lasts, until = query.get("X-Amz-Expires", ""), query.get("Expires", "")
    if lasts.isdecimal() and len(lasts) < 9:
        return _signed_at(query.get("X-Amz-Date", ""), now) + int(lasts)
    return float(until) if until.isdecimal() and len(until) < 11 else None


def _signed_at(stamp: str, now: float) -> float:
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return now
