"""What tells one request from every other, and the marker in `payload` by which its task is found again."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from vidu_cli.policy.requests import Body
from vidu_cli.policy.slots import with_addresses
from vidu_cli.schema.kinds.shape import Kind

# The word of `--once` that stands for the fingerprint of the request.
AUTO = "auto"

_SHORT = 16
_MARKER = re.compile(r"vidu-[0-9a-f]{15}(?:-(?P<key>[0-9a-f]{16})-(?P<fingerprint>[0-9a-f]{16}))?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Marker:
    """What one of our markers says: the hash of a `--once` key and the start of a fingerprint, "" without one."""

    once_hash: str
    fingerprint: str


def fingerprint(kind: Kind, body: Body, digests: Mapping[str, str]) -> str:
    """The digest of a request, its files by what is in them: `digests` are by their addresses in the body."""
    told = with_addresses(kind, body, digests)
    document = json.dumps([kind.path, told], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return digest(document)


def digest(text: str) -> str:
    """The SHA-256 of a text in hexadecimal; half characters, which no UTF-8 has, count as they are."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def once_hash(key: str) -> str:
    """What the marker says of a `--once` key."""
    return digest(f"once\0{key}")[:_SHORT]


def marker(number: int, *, key: str | None = None, fingerprint: str = "") -> str:
    """A marker; `number` has 60 bits of chance. With a key it says its hash and that of the request."""
    tail = "" if key is None else f"-{once_hash(key)}-{fingerprint[:_SHORT]}"
    return f"vidu-{number:015x}{tail}"


def marker_in(payload: str) -> Marker | None:
    """What a payload says if it is one of our markers, else None."""
    found = _MARKER.fullmatch(payload)
    if found is None:
        return None
    return Marker(once_hash=found["key"] or "", fingerprint=found["fingerprint"] or "")


def is_same_request(kept: str, new: str) -> bool:
    """Whether two fingerprints are of one request; an adopted task's was cut to fit into its marker."""
    return bool(kept) and kept == new[: len(kept)]
