"""The platform over HTTP: one exchange, and what may be repeated of it.

The key travels in a header to the base URL and nowhere else: redirects are not followed.
"""

import asyncio  # noqa: TID253  # this module is the adapter for HTTP
import ssl  # noqa: TID253  # this module is the adapter for HTTP
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from types import ModuleType
from typing import cast
from urllib.parse import urlencode

import httpx  # noqa: TID253  # this module is the adapter for HTTP

from vidu_cli.api.calls import LARGEST_ANSWER_BYTES, LOOK, Call, TimeLimits
from vidu_cli.api.content import headers_of, json_bytes, pieces_of
from vidu_cli.api.departure import Departure
from vidu_cli.errors.catalogue import NETWORK_UNREACHABLE, TLS_OR_PROXY, USAGE_ERROR, Retry
from vidu_cli.errors.failure import Failure, ViduError, failed
from vidu_cli.policy.backoff import Patience, pause_before
from vidu_cli.policy.clock import Chance, Clock
from vidu_cli.policy.curl import curl_line
from vidu_cli.policy.moments import clock_error_s
from vidu_cli.policy.replies import Answer, failure_in, success_in
from vidu_cli.schema.routes import target

# At each of its locks httpcore looks for sniffio: where that is not there, the search is a quarter of every request.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = cast("ModuleType", None)

Log = Callable[[int, str], None]

# httpx takes no longer one.
LONGEST_ADDRESS = 65_536

# What httpx raises before a byte of the request has left.
NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.InvalidURL,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
# What httpx raises for a proxy or a certificate file in the environment that it cannot use.
UNFIT_MACHINE = (ImportError, OSError, ValueError, httpx.InvalidURL)


class NoAnswerError(Exception):
    """No HTTP answer came. `left` is whether a byte of the request may have reached the other side."""

    def __init__(self, failure: Failure, *, left: bool) -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.left = left


class Transport:
    """One platform's HTTP: `secret` gives the key when the first request needs it.

    `handler` replaces the network, as the sandbox in this process does. `log` takes a level (1 requests, 2 their curl
    line) and a line that never holds the key.
    """

    def __init__(
        self,
        base_url: str,
        *,
        secret: Callable[[], str],
        clock: Clock,
        chance: Chance,
        handler: httpx.AsyncBaseTransport | None = None,
        log: Log | None = None,
    ) -> None:
        self.base_url = base_url
        self.clock = clock
        self.chance = chance
        self._secret = secret
        self.handler = handler
        self.log = log or (lambda _level, _line: None)
        self._dated: tuple[str, float] | None = None
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> "Transport":
        """Open nothing yet: a command may end before its first request."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections that are kept."""
        if self._client is not None:
            await self._client.aclose()

    @property
    def clock_error_s(self) -> float | None:
        """Seconds that the platform's clock was ahead of ours at its last dated answer, None before there was one."""
        return None if self._dated is None else clock_error_s(*self._dated)

    async def look(self, call: Call, *, patience: Patience) -> Mapping[str, object]:
        """The JSON object that answers a call which is safe to repeat; ViduError when patience is at its end."""
        started = self.clock.monotonic()
        attempt = 1
        while True:
            outcome = await self._attempt(call)
            if not isinstance(outcome, Failure):
                return outcome
            attempt += 1
            pause = self.pause_before(attempt, patience, outcome, elapsed_s=self.clock.monotonic() - started)
            if pause is None or outcome.entry.retry is not Retry.SAME:
                raise ViduError(told_when(outcome))
            await self.clock.sleep(pause)

    def pause_before(self, attempt: int, patience: Patience, refused: Failure, *, elapsed_s: float) -> float | None:
        """Seconds to wait before the attempt of that number, None when it is not worth it."""
        asked = refused.retry_after_s
        return pause_before(attempt, patience, elapsed_s=elapsed_s, retry_after_s=asked, chance=self.chance)

    async def _attempt(self, call: Call) -> Mapping[str, object] | Failure:
        try:
            answer = await self.exchange(call, limits=LOOK)
        except NoAnswerError as error:
            return error.failure
        success = success_in(answer)
        return failure_in(answer, now=self.clock.now()) if success is None else success

    async def exchange(self, call: Call, *, limits: TimeLimits, fresh: bool = False) -> Answer:
        """One answer, whatever its status; NoAnswerError when none came. `fresh` uses a connection of its own."""
        if limits.whole_s <= 0:
            raise NoAnswerError(Failure(entry=NETWORK_UNREACHABLE, message="no time was left to ask"), left=False)
        if fresh:
            async with self._new_client() as client:
                return await self._exchange(client, call, limits)
        self._client = self._client or self._new_client()
        return await self._exchange(self._client, call, limits)

    async def _exchange(self, client: httpx.AsyncClient, call: Call, limits: TimeLimits) -> Answer:
        departure = Departure(call.method)
        request = self._request(client, call, limits, departure)
        self.log(2, curl_line(call.method, str(request.url), call.body))
        started = self.clock.monotonic()
        try:
            async with asyncio.timeout(limits.whole_s):
                response = await client.send(request, stream=True)
                answered = await _content_of(response)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ExceptionGroup) as error:
            failure = _failure_of(error, request.url.host)
            self._log_exchange(request, failure.message, started)
            raise NoAnswerError(failure, left=not isinstance(error, NEVER_LEFT) and departure.may_have_left) from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        if "date" in headers:
            self._dated = headers["date"], self.clock.now()
        trace_id = headers.get("x-md-trace-id")
        told = str(response.status_code) + (f", trace {trace_id}" if trace_id else "")
        self._log_exchange(request, told, started)
        return Answer(status=response.status_code, headers=headers, body=answered)

    def _request(
        self, client: httpx.AsyncClient, call: Call, limits: TimeLimits, departure: Departure
    ) -> httpx.Request:
        content = None if call.body is None else json_bytes(call.body)
        described = {} if content is None else headers_of(content, "application/json")
        return client.build_request(
            call.method,
            self._address_of(call),
            content=None if content is None else pieces_of(content),
            headers={"Authorization": f"Token {self._secret()}", **described},
            timeout=httpx.Timeout(limits.silence_s, connect=limits.connect_s, pool=limits.connect_s),
            # A GET may be repeated, whether it left or not.
            extensions={} if call.method == "GET" else {"trace": departure.trace},
        )

    def _address_of(self, call: Call) -> str:
        # Joined here, because httpx parses the whole anew to add a query.
        address = self.base_url + target(call.path) + (f"?{urlencode(call.params)}" if call.params else "")
        if len(address) > LONGEST_ADDRESS:
            message = (
                f"The address of the request would have {len(address):,} characters, and it may have "
                f"{LONGEST_ADDRESS:,}: a filter, or the platform's word for the next page, is too long."
            )
            raise failed(USAGE_ERROR, message)
        return address

    def _log_exchange(self, request: httpx.Request, told: str, started: float) -> None:
        self.log(1, f"{request.method} {request.url}: {told} ({self.clock.monotonic() - started:.2f} s)")

    def _new_client(self) -> httpx.AsyncClient:
        if self.handler is not None:
            return httpx.AsyncClient(transport=self.handler)
        try:
            # Reading the certificates takes 20 ms, and plain http has no use for them.
            is_secure = self.base_url.startswith("https")
            verify = httpx.create_ssl_context() if is_secure else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            return httpx.AsyncClient(
                verify=verify, limits=httpx.Limits(max_connections=8), headers={"User-Agent": "vidu-cli"}
            )
        except UNFIT_MACHINE as error:
            message = f"the proxy or the certificates set on this machine cannot be used: {_reason(error)}"
            raise NoAnswerError(Failure(entry=TLS_OR_PROXY, message=message), left=False) from error


async def _content_of(response: httpx.Response) -> bytes:
    """Give the whole body, decompressed; an answer that no memory should hold is a broken one."""
    content = bytearray()
    try:
        async for piece in response.aiter_bytes():
            content += piece
            if len(content) > LARGEST_ANSWER_BYTES:
                raise httpx.DecodingError(f"the answer is larger than {LARGEST_ANSWER_BYTES:,} bytes")
    finally:
        await response.aclose()
    return bytes(content)


def told_when(failure: Failure) -> Failure:
    """The failure, its message with the time that the platform asked to wait."""
    if not failure.retry_after_s:
        return failure
    return replace(failure, message=f"{failure.message} (the platform asks to wait {failure.retry_after_s:.0f} s)")


def _failure_of(error: Exception, host: str) -> Failure:
    reason = _reason(error)
    # Later than in the handshake, a broken TLS stream is a broken connection like any other.
    if isinstance(error, httpx.ProxyError) or (isinstance(error, httpx.ConnectError) and comes_of(error, ssl.SSLError)):
        what = "the proxy refused" if isinstance(error, httpx.ProxyError) else "no secure connection"
        return Failure(entry=TLS_OR_PROXY, message=f"{host}: {what}: {reason}")
    if isinstance(error, ExceptionGroup):
        # Connecting to a port that no machine has, as a proxy's address may name one.
        return Failure(entry=TLS_OR_PROXY, message=f"{host}: no such address, or a proxy's: {error.exceptions[0]}")
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        what = "no connection in time" if isinstance(error, httpx.ConnectTimeout) else "no answer in time"
        return Failure(entry=NETWORK_UNREACHABLE, message=f"{host}: {what}")
    return Failure(entry=NETWORK_UNREACHABLE, message=f"{host}: {reason}")


def comes_of(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether an error is of a kind, or one is beneath it that is."""
    beneath = [one for one in (error.__cause__, error.__context__) if one is not None]
    return isinstance(error, kind) or any(comes_of(one, kind) for one in beneath)


def _reason(error: Exception) -> str:
    return str(error).strip() or type(error).__name__
