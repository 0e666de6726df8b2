"""The requests of tests/platform/documented_requests.json, and how one that left is laid beside them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Kind -> `source` (the slug of the vendor's page), `path`, and `requests` by name: `words` behind `vidu submit KIND`
# and the JSON `body` that must come of them.
KINDS: Mapping[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "platform" / "documented_requests.json").read_text(encoding="utf-8")
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One documented request and the words of the command line for it."""

    kind: str
    name: str
    path: str
    words: tuple[str, ...]
    body: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


def requests_of(kind: str) -> tuple[Case, ...]:
    """The documented requests of a kind."""
    page = KINDS[kind]
    return tuple(
        Case(kind=kind, name=name, path=page["path"], words=tuple(request["words"]), body=request["body"])
        for name, request in page["requests"].items()
    )


CASES = tuple(case for kind in KINDS for case in requests_of(kind))


def lines_of(body: Mapping[str, object]) -> list[str]:
    """A body as lines of JSON, where 1, 1.0 and true are three different things; the program's own mark is left out."""
    mark = str(body.get("payload", "")).startswith("vidu-")
    kept = {name: value for name, value in body.items() if not (mark and name == "payload")}
    return json.dumps(kept, indent=1, sort_keys=True).splitlines()
