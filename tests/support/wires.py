"""The network, written by hand: outcomes in turn, and chance that always falls on the middle."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx  # the wire is one of its transports


@dataclass(frozen=True, kw_only=True)
class Says:
    """One answer; `document` is its body as JSON unless `body` gives the bytes."""

    status: int = 200
    document: object = None
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self, request: httpx.Request) -> httpx.Response:
        body = json.dumps(self.document).encode() if self.body is None else self.body
        return httpx.Response(self.status, headers=dict(self.headers), content=body, request=request)


def refuses(status: int, reason: str, message: str = "no", **headers: str) -> Says:
    """A refusal in the platform's own shape; `retry_after="7"` is a header."""
    document = {"code": status, "reason": reason, "message": message, "metadata": {"trace_id": "04e5"}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Says(status=status, document=document, headers=named)


class Wire(httpx.AsyncBaseTransport):
    """Gives one outcome after the other, the last one for ever; `asked` is every request as method and target."""

    def __init__(self, *outcomes: Says | Exception) -> None:
        self._outcomes = list(outcomes)
        self.requests: list[httpx.Request] = []

    @property
    def asked(self) -> list[str]:
        return [f"{request.method} {request.url.raw_path.decode()}" for request in self.requests]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        self.requests.append(request)
        outcome = self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome.response(request)


class Middle:
    """Chance that always falls on the middle: a spread of 75 to 125 % is then 100 %."""

    def random(self) -> float:
        return 0.5
