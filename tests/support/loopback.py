"""A server on this machine that behaves as a test says, and keeps every byte it was told."""

import asyncio  # the server is asynchronous
import re
import ssl  # it may speak TLS
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from socket import SO_LINGER, SOL_SOCKET

Manner = Callable[["Peer", asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Peer:
    """What a server heard: one entry a request, and how many connections there were."""

    port: int = 0
    connections: int = 0
    heard: list[bytes] = field(default_factory=list)

    @property
    def targets(self) -> list[bytes]:
        """The raw request targets."""
        return [request.split(b" ", 2)[1] for request in self.heard]


@asynccontextmanager
async def listening(manner: Manner, *, tls: ssl.SSLContext | None = None) -> AsyncIterator[Peer]:
    """A server of that manner, gone with all its connections at the end."""
    peer = Peer()
    visits: set[asyncio.Task[None]] = set()

    async def visited(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await manner(peer, reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    def arrived(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer.connections += 1
        visits.add(asyncio.ensure_future(visited(reader, writer)))

    server = await asyncio.start_server(arrived, "127.0.0.1", 0, ssl=tls)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        server.close()
        for visit in visits:
            visit.cancel()
        await asyncio.gather(*visits, return_exceptions=True)
        await server.wait_closed()


async def hear(peer: Peer, reader: asyncio.StreamReader) -> None:
    """Take in one whole request."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    peer.heard.append(head + await reader.readexactly(int(length[1]) if length else 0))


def saying(*answers: bytes) -> Manner:
    """Answers every request on a connection, the last answer for ever."""

    async def manner(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await hear(peer, reader)
            writer.write(answers[min(len(peer.heard), len(answers)) - 1])
            await writer.drain()

    return manner


def hanging_up_after(answer: bytes) -> Manner:
    """Answers one request with these bytes, whatever its headers promise, and closes."""

    async def manner(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hear(peer, reader)
        writer.write(answer)
        await writer.drain()

    return manner


async def resets_at_once(_: Peer, __: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Resets the connection before it has read anything."""
    _reset(writer)


async def resets_after_the_request(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hears the whole request, then resets the connection."""
    await hear(peer, reader)
    _reset(writer)


async def speaks_plain_http(_: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes whatever comes for a bad request, as a plain server does when it is spoken to in TLS."""
    await reader.read(1)
    writer.write(answer(b"", status="400 Bad Request"))
    await writer.drain()


async def never_answers(peer: Peer, reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Hears the whole request and says nothing until the other side goes."""
    await hear(peer, reader)
    await reader.read()


def dripping(beginning: bytes) -> Manner:
    """Begins an answer with these bytes and goes on with single ones, for ever."""

    async def manner(peer: Peer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hear(peer, reader)
        writer.write(beginning)
        while True:
            writer.write(b"a")
            await writer.drain()
            await asyncio.sleep(0.005)

    return manner


# A header that never ends.
drips = dripping(b"HTTP/1.1 200 OK\r\nX-Drip: ")


def _reset(writer: asyncio.StreamWriter) -> None:
    # To linger for no time is to send RST in place of FIN.
    writer.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def answer(body: bytes, *, status: str = "200 OK", headers: str = "", length: int | None = None) -> bytes:
    """An HTTP/1.1 answer; `length` is what it promises, by default the truth."""
    promised = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {promised}\r\n{headers}\r\n".encode("latin-1") + body
