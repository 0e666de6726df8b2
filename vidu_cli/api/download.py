"""The bytes behind a signed link, from there or to there.

The link leaves as it was given, and nothing of ours goes along: no key, no cookie.
"""

import asyncio  # noqa: TID253  # this module is the adapter for HTTP
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx  # noqa: TID253  # this module is the adapter for HTTP

from vidu_cli.api.content import headers_of, pieces_of
from vidu_cli.api.transport import UNFIT_MACHINE
from vidu_cli.policy.boxes import Boxes
from vidu_cli.policy.links import Link, LinkError, link_of, next_link

MOST_REDIRECTS = 5
# The largest picture over a line of 40 kB/s.
LONGEST_PUT_S = 250


class Downloader:
    """Opens links. `handler` replaces the network, as the sandbox in this process does."""

    def __init__(self, *, handler: httpx.AsyncBaseTransport | None = None, log: Callable[[int, str], None]) -> None:
        self._handler = handler
        self._log = log

    @asynccontextmanager
    async def open(self, url: str) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
        """The content type and the pieces of the file behind a link; LinkError also while the pieces come."""
        with _told_of_the_link():
            async with _client(self._handler) as client:
                response = await self._follow(client, link_of(url))
                try:
                    yield response.headers.get("content-type", ""), _pieces(response)
                finally:
                    await response.aclose()

    async def _follow(self, client: httpx.AsyncClient, link: Link) -> httpx.Response:
        for _ in range(MOST_REDIRECTS):
            client.cookies.clear()
            request = client.build_request("GET", link.origin, extensions={"target": link.target})
            response = await client.send(request, stream=True)
            self._log(1, _logged("GET", link, response))
            if not response.has_redirect_location:
                if response.status_code != 200:
                    await response.aclose()
                    raise _refused(response)
                return response
            await response.aclose()
            link = next_link(link, response.headers["location"])
        raise LinkError("the link leads through too many redirects")


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
        with _told_of_the_link():
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
def _told_of_the_link() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise LinkError(f"it took longer than {LONGEST_PUT_S} s") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ExceptionGroup) as error:
        raise LinkError(str(error) or type(error).__name__) from error


def _client(handler: httpx.AsyncBaseTransport | None) -> httpx.AsyncClient:
    # Identity: the length on the wire is then the length of the file.
    headers = {"Accept-Encoding": "identity", "User-Agent": "vidu-cli"}
    limits = httpx.Timeout(30, connect=10)
    try:
        return httpx.AsyncClient(transport=handler, headers=headers, timeout=limits)
    except UNFIT_MACHINE as error:
        raise LinkError(f"the proxy or the certificates set on this machine cannot be used: {error}") from error


def _logged(method: str, link: Link, response: httpx.Response) -> str:
    return f"{method} {link.origin}{link.target.partition(b'?')[0].decode()}: {response.status_code}"


def _refused(response: httpx.Response) -> LinkError:
    status = response.status_code
    return LinkError(f"the link was answered with HTTP {status}", status=status)


async def _pieces(response: httpx.Response) -> AsyncIterator[bytes]:
    # Of a compressed answer the length is that on the wire, not that of the file.
    is_plain = response.headers.get("content-encoding", "identity") == "identity"
    promised = response.headers.get("content-length", "") if is_plain else ""
    received = 0
    boxes = Boxes()
    async for piece in response.aiter_bytes():
        received += len(piece)
        boxes.feed(piece)
        yield piece
    # Where the end of the connection is the end of the file, only the file itself tells whether it is whole.
    is_bounded = promised or "transfer-encoding" in response.headers
    if not is_bounded and boxes.is_mp4 and not boxes.is_whole:
        raise LinkError(f"the file broke off after {received} bytes")
    if promised.isdecimal() and received != int(promised):
        raise LinkError(f"{received} of {promised} bytes came")
