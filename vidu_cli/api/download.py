"""The bytes behind a signed link, from there or to there.

The link leaves as it was given, and nothing of ours goes along: no key, no cookie.
"""

import asyncio  # noqa: TID253  # this module is the adapter for HTTP
import ssl  # noqa: TID253  # this module is the adapter for HTTP
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cached_property

import httpcore  # noqa: TID253  # beneath httpx, and where it says how much is read at once
import httpx  # noqa: TID253  # this module is the adapter for HTTP

from vidu_cli.api.content import headers_of, pieces_of
from vidu_cli.api.pace import Limits, Pace
from vidu_cli.api.transport import UNFIT_MACHINE, comes_of
from vidu_cli.errors.catalogue import TLS_OR_PROXY
from vidu_cli.errors.failure import failed
from vidu_cli.policy.endings import Ending
from vidu_cli.policy.links import Link, LinkError, link_of, next_link
from vidu_cli.policy.ranges import Kept, Stretch, is_plain, stretch_in

# The event loop reads 256 kB at once; cut into 64 kB, as they are otherwise, 500 MB take twice the time of a processor.
httpcore.AsyncHTTP11Connection.READ_NUM_BYTES = 1 << 20

_LARGER_THAN_ANY_PIECE = 1 << 24

MOST_REDIRECTS = 20
# So many digits a Retry-After may have that is taken for one.
MOST_DIGITS = 9
# The largest picture over a line of 40 kB/s.
LONGEST_PUT_S = 250


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A file on its way, or the rest of one; LinkError also while the pieces come, and where they end too soon."""

    content_type: str
    stretch: Stretch
    pieces: AsyncIterator[bytes]


@dataclass
class Downloader:
    """Opens links. `handler` replaces the network, as the sandbox in this process does."""

    handler: httpx.AsyncBaseTransport | None = None
    log: Callable[[int, str], None] = field(kw_only=True)
    limits: Limits = field(default_factory=Limits, kw_only=True)

    def __post_init__(self) -> None:
        # Until it has seen a larger block freed, glibc gives every piece back to the system and gets it again page by
        # page: a fifth of the time of 500 MB. Nobody writes to this one, so it takes no memory.
        bytes(_LARGER_THAN_ANY_PIECE)

    @asynccontextmanager
    async def open(self, url: str, kept: Kept | None = None) -> AsyncIterator[Arrival]:
        """What is behind a link; of a file whose beginning is `kept` the rest, where the server still has that file.

        Raises LinkError, and ViduError 97 where this machine cannot trust the server, or its own settings are unfit.
        """
        link = link_of(url)
        with _told_of_the_link(f"less than {self.limits.least_bytes} bytes came in {self.limits.slow_s:g} s"):
            async with asyncio.timeout(None) as patience, self._client() as client:
                pace = Pace(self.limits, patience)
                response = await self._follow(client, link, kept)
                try:
                    yield self._arrival(response, kept, pace)
                finally:
                    await response.aclose()

    async def _follow(self, client: httpx.AsyncClient, link: Link, kept: Kept | None) -> httpx.Response:
        asked = {} if kept is None else kept.headers
        for _ in range(MOST_REDIRECTS):
            client.cookies.clear()
            request = client.build_request("GET", link.origin, headers=asked, extensions={"target": link.target})
            with _told_of_the_line():
                response = await client.send(request, stream=True)
            self.log(1, _logged("GET", link, response))
            if not response.has_redirect_location:
                if response.status_code not in (200, 206):
                    await response.aclose()
                    raise _refused(response, is_stale=bool(asked) and response.status_code == 416)
                return response
            await response.aclose()
            link = next_link(link, response.headers["location"])
        raise LinkError("the link leads through too many redirects")

    def _arrival(self, response: httpx.Response, kept: Kept | None, pace: Pace) -> Arrival:
        stretch = stretch_in(response.status_code, response.headers, kept)
        content_type = response.headers.get("content-type", "")
        return Arrival(content_type=content_type, stretch=stretch, pieces=_pieces(response, stretch, pace))

    def _client(self) -> httpx.AsyncClient:
        verify = self._certificates if self.handler is None else True
        return _client(self.handler, silence_s=self.limits.silence_s, verify=verify)

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        # Reading them takes 20 ms, and fifty files need them once.
        with _told_of_the_machine():
            return httpx.create_ssl_context()


class Depositor:
    """Brings bytes to links that were signed for them. `handler` replaces the network, as for `Downloader`."""

    def __init__(self, *, handler: httpx.AsyncBaseTransport | None = None, log: Callable[[int, str], None]) -> None:
        self._handler = handler
        self._log = log

    async def put(self, url: str, content: bytes, *, mime: str) -> str:
        """The ETag that the storage gives the file, without its quotes; LinkError when it did not take it whole.

        A redirect is a refusal: the link was signed for one place.
        """
        link = link_of(url)
        with _told_of_the_link(f"it took longer than {LONGEST_PUT_S} s"), _told_of_the_line():
            async with asyncio.timeout(LONGEST_PUT_S), _client(self._handler) as client:
                request = client.build_request(
                    "PUT",
                    link.origin,
                    content=pieces_of(content),
                    headers=headers_of(content, mime),
                    extensions={"target": link.target},
                )
                response = await client.send(request, stream=True)
                await response.aclose()
        self._log(1, _logged("PUT", link, response))
        if not response.is_success:
            raise _refused(response)
        etag: str = response.headers.get("etag", "").strip().strip('"')
        if not etag:
            raise LinkError("the storage took the file and gave no ETag for it")
        return etag


@contextmanager
def _told_of_the_link(too_slow: str) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise LinkError(too_slow) from error
    except httpx.ConnectError as error:
        if not comes_of(error, ssl.SSLCertVerificationError):
            raise LinkError(_reason(error)) from error
        # To ask again does not help: this machine trusts whom it trusts.
        raise failed(TLS_OR_PROXY, f"The server of the link is not to be trusted: {_reason(error)}") from error
    except (httpx.HTTPError, httpx.InvalidURL, ExceptionGroup) as error:
        raise LinkError(_reason(error)) from error


@contextmanager
def _told_of_the_line() -> Iterator[None]:
    """What the network itself raises; a broken record of TLS comes as it is, and is no error of this machine's disk."""
    try:
        yield
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise LinkError(_reason(error)) from error


@contextmanager
def _told_of_the_machine() -> Iterator[None]:
    try:
        yield
    except UNFIT_MACHINE as error:
        message = f"The proxy or the certificates set on this machine cannot be used: {error}"
        raise failed(TLS_OR_PROXY, message) from error


def _reason(error: Exception) -> str:
    return str(error) or f"the line broke ({type(error).__name__})"


def _client(
    handler: httpx.AsyncBaseTransport | None, *, silence_s: float = 30, verify: ssl.SSLContext | bool = True
) -> httpx.AsyncClient:
    # Identity: the length on the wire is then the length of the file.
    headers = {"Accept-Encoding": "identity", "User-Agent": "vidu-cli"}
    limits = httpx.Timeout(silence_s, connect=10)
    with _told_of_the_machine():
        return httpx.AsyncClient(transport=handler, headers=headers, timeout=limits, verify=verify)


def _logged(method: str, link: Link, response: httpx.Response) -> str:
    return f"{method} {link.origin}{link.target.partition(b'?')[0].decode()}: {response.status_code}"


def _refused(response: httpx.Response, *, is_stale: bool = False) -> LinkError:
    status, asked = response.status_code, response.headers.get("retry-after", "").strip()
    # As a date it would need a clock that agrees with the server's.
    retry_after_s = float(asked) if asked.isdecimal() and len(asked) <= MOST_DIGITS else 0.0
    told = f" and asks to wait {retry_after_s:.0f} s" if retry_after_s else ""
    message = f"the link was answered with HTTP {status}{told}"
    return LinkError(message, status=status, is_stale=is_stale, retry_after_s=retry_after_s)


async def _pieces(response: httpx.Response, stretch: Stretch, pace: Pace) -> AsyncIterator[bytes]:
    promised = None if stretch.mark.size_bytes is None else stretch.mark.size_bytes - stretch.start
    received = 0
    # Where the end of the connection is the end of the file, only the file itself tells whether it is whole.
    is_chunked = "transfer-encoding" in response.headers and is_plain(response.headers)
    ending = Ending() if promised is None and not is_chunked else None
    with _told_of_the_line():
        async for piece in response.aiter_bytes():
            received += len(piece)
            pace.brought(len(piece))
            if ending is not None:
                ending.feed(piece)
            yield piece
            pace.wait()
    # The taker may need longer for the last of it than a line may.
    pace.end()
    if ending is not None and ending.is_cut_off:
        raise LinkError(f"the file broke off after {received} bytes")
    if promised is not None and received != promised:
        raise LinkError(f"{received} of {promised} bytes came")
