"""A request as a line of shell that anyone can run, with the key as a variable and media shortened."""

import json
from collections.abc import Mapping
from shlex import quote

_LONGEST_MEDIA = 120


def curl_line(method: str, url: str, body: Mapping[str, object] | None = None) -> str:
    """One `curl` command for the call; the key stands as `$VIDU_API_KEY` and is never in it."""
    words = ["curl", "-sS", "-X", method, quote(url), "-H", '"Authorization: Token $VIDU_API_KEY"']
    if body is not None:
        words += ["-H", quote("Content-Type: application/json")]
        words += ["-d", quote(json.dumps(shortened(body), ensure_ascii=False))]
    return " ".join(words)


def shortened(body: Mapping[str, object]) -> dict[str, object]:
    """The body with every long `data:` URI cut to its media type and size."""
    return {key: _short(value) for key, value in body.items()}


def _short(value: object) -> object:
    if isinstance(value, Mapping):
        return shortened(value)
    if isinstance(value, list | tuple):
        return [_short(one) for one in value]
    if isinstance(value, str) and value.startswith("data:") and len(value) > _LONGEST_MEDIA:
        return f"{value.partition(',')[0]},<{len(value)} characters>"
    return value
