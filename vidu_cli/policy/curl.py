"""A request as a line of shell that anyone can run, with the key as a variable and media shortened."""

import json
import re
from collections.abc import Mapping
from shlex import quote

_LONGEST_MEDIA = 120
_DATA = re.compile(r"data:(?P<type>[^;,\s]*)(?P<coding>[^,\s]*),", re.IGNORECASE)
_NO_FILES: Mapping[str, str] = {}


def curl_line(method: str, url: str, body: Mapping[str, object] | None = None) -> str:
    """One `curl` command for the call; the key stands as `$VIDU_API_KEY` and is never in it."""
    words = ["curl", "-sS", "-X", method, quote(url), "-H", '"Authorization: Token $VIDU_API_KEY"']
    if body is not None:
        words += ["-H", quote("Content-Type: application/json")]
        words += ["-d", quote(json.dumps(shortened(body), ensure_ascii=False))]
    return " ".join(words)


def shortened(body: Mapping[str, object], files: Mapping[str, str] = _NO_FILES) -> dict[str, object]:
    """The body with its media in words: `files` gives those of an address, a `data:` URI becomes its type and size."""
    return {key: _short(value, files) for key, value in body.items()}


def _short(value: object, files: Mapping[str, str]) -> object:
    if isinstance(value, Mapping):
        return shortened(value, files)
    if isinstance(value, list | tuple):
        return [_short(one, files) for one in value]
    if not isinstance(value, str):
        return value
    if value in files:
        return files[value]
    head = _DATA.match(value) if len(value) > _LONGEST_MEDIA else None
    return value if head is None else f"<data: {head['type'] or 'text/plain'}, {_size_bytes(value, head):,} bytes>"


def _size_bytes(address: str, head: re.Match[str]) -> int:
    length = len(address) - head.end()
    padding = len(address) - len(address.rstrip("="))
    return length * 3 // 4 - padding if head["coding"].lower().endswith("base64") else length
