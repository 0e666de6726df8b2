"""A result's bytes over HTTP. The link leaves as it was given, and nothing of ours goes along: no key, no cookie."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx  # noqa: TID253  # this module is the adapter for HTTP

from vidu_cli.api.transport import UNFIT_MACHINE
from vidu_cli.policy.boxes import Boxes
from vidu_cli.policy.links import Link, LinkError, link_of, next_link

MOST_REDIRECTS = 5


class Downloader:
    """Opens links. `handler` replaces the network, as the sandbox in this process does."""

    def __init__(self, *, handler: httpx.AsyncBaseTransport | None = None, log: Callable[[int, str], None]) -> None:
        self._handler = handler
        self._log = log

    @asynccontextmanager
    async def open(self, url: str) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
        """The content type and the pieces of the file behind a link; LinkError also while the pieces come."""
        try:
            async with self._client() as client:
                response = await self._follow(client, link_of(url))
                try:
                    yield response.headers.get("content-type", ""), _pieces(response)
                finally:
                    await response.aclose()
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ExceptionGroup) as error:
            raise LinkError(str(error) or type(error).__name__) from error

    async def _follow(self, client: httpx.AsyncClient, link: Link) -> httpx.Response:
        for _ in range(MOST_REDIRECTS):
            client.cookies.clear()
            request = client.build_request("GET", link.origin, extensions={"target": link.target})
            response = await client.send(request, stream=True)
            self._log(1, f"GET {link.origin}{link.target.partition(b'?')[0].decode()}: {response.status_code}")
            if not response.has_redirect_location:
                if response.status_code != 200:
                    await response.aclose()
                    raise LinkError(
                        f"the link was answered with HTTP {response.status_code}", status=response.status_code
                    )
                return response
            await response.aclose()
            link = next_link(link, response.headers["location"])
        raise LinkError("the link leads through too many redirects")

    def _client(self) -> httpx.AsyncClient:
        # Identity: the length on the wire is then the length of the file.
        headers = {"Accept-Encoding": "identity", "User-Agent": "vidu-cli"}
        limits = httpx.Timeout(30, connect=10)
        try:
            return httpx.AsyncClient(transport=self._handler, headers=headers, timeout=limits)
        except UNFIT_MACHINE as error:
            raise LinkError(f"the proxy or the certificates set on this machine cannot be used: {error}") from error


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
