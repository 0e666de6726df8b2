"""The sandbox behind httpx, in process: no port and no network."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import httpx  # noqa: TID253  # this module is the adapter

from vidu_cli.errors.catalogue import LEDGER_UNUSABLE
from vidu_cli.errors.failure import failed
from vidu_cli.sandbox import engine
from vidu_cli.sandbox.exchange import Drop
from vidu_cli.sandbox.faults import FaultBook
from vidu_cli.sandbox.world import World
from vidu_cli.storage.database import StorageError

ORIGIN = "https://sandbox.vidu.invalid"
API_KEY = "sandbox"


class SandboxTransport(httpx.AsyncBaseTransport):
    """A transport whose other end is the sandbox: its API and the files that its links lead to.

    `clock_now` gives unix seconds and `sleep` waits for so many; `api_key` is a further key that is good. Lost
    connections are the exceptions that httpx raises for them: ConnectError when nothing was done, ReadError when it
    was, RemoteProtocolError in the middle of a body.
    """

    def __init__(
        self,
        world: World,
        *,
        clock_now: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]],
        faults: FaultBook | None = None,
        pace: float = 1.0,
        api_key: str = API_KEY,
    ) -> None:
        self._world = world
        self._clock_now = clock_now
        self._sleep = sleep
        self._faults = faults or FaultBook()
        self._pace = pace
        self._api_key = api_key

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The sandbox's answer; raises what httpx raises when a connection is lost or too slow."""
        asked = engine.Request(
            method=request.method,
            # Byte for byte: a link's signature covers the raw path with its query.
            target=request.extensions.get("target", request.url.raw_path).decode("latin-1"),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=await request.aread(),
            origin=_origin(request.url),
        )
        try:
            reply = engine.answer(
                asked, self._world, self._clock_now(), faults=self._faults, pace=self._pace, key=self._api_key
            )
        except StorageError as error:
            raise failed(LEDGER_UNUSABLE, f"The sandbox's world cannot be used: {error}") from error
        if reply.drop is Drop.BEFORE:
            raise httpx.ConnectError("the sandbox refused the connection", request=request)
        await self._wait(reply.delay_s, request)
        if reply.drop is Drop.AFTER:
            raise httpx.ReadError("the sandbox dropped the connection", request=request)
        return _response(reply, request)

    async def _wait(self, delay_s: float, request: httpx.Request) -> None:
        limits: Mapping[str, float | None] = request.extensions.get("timeout", {})
        patience_s = limits.get("read")
        if patience_s is not None and delay_s > patience_s:
            await self._sleep(patience_s)
            raise httpx.ReadTimeout("the sandbox is slow", request=request)
        if delay_s:
            await self._sleep(delay_s)


class _Body(httpx.AsyncByteStream):
    """A body, whole or torn in the middle."""

    def __init__(self, content: bytes, *, request: httpx.Request, torn: bool) -> None:
        self._content = content
        self._request = request
        self._torn = torn

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content[: len(self._content) // 2] if self._torn else self._content
        if self._torn:
            message = "peer closed connection without sending complete message body"
            raise httpx.RemoteProtocolError(message, request=self._request)


def _response(reply: engine.Reply, request: httpx.Request) -> httpx.Response:
    headers = {**reply.headers, "content-length": str(len(reply.body))}
    content = b"" if request.method == "HEAD" else reply.body
    body = _Body(content, request=request, torn=reply.drop is Drop.TRUNCATED)
    return httpx.Response(reply.status, headers=headers, stream=body, request=request)


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
