"""A reverse proxy: it speaks TLS in front of the pages, and hands on what the bot needs to know."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("localhost.pem")
"""For localhost, by itself, for a hundred years; with its key, which opens nothing but these tests."""
_HEAD = b"\r\n\r\n"


@dataclass(slots=True, kw_only=True)
class ReverseProxy:
    """As nginx and Caddy are set up: Host is handed on, who asks is added to X-Forwarded-For."""

    at: int
    """The port that it hands on to."""
    seen_from: str = "203.0.113.7"
    """From where those seem to come who come through it."""
    hands_on_host: bool = True

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, and whatever follows on a socket."""
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(_HEAD)
            behind, before = await asyncio.open_connection("127.0.0.1", self.at)
            before.write(self._told(head))
            await asyncio.gather(_pour(reader, before), _pour(behind, writer))
            before.close()
        writer.close()

    def _told(self, head: bytes) -> bytes:
        first, *lines = head.removesuffix(_HEAD).split(b"\r\n")
        headers = [line.partition(b":")[::2] for line in lines]
        named = {name.lower(): value.strip() for name, value in headers}
        upgrades = b"upgrade" in named
        came_from = [named.pop(b"x-forwarded-for", b""), self.seen_from.encode()]
        named |= {
            b"x-forwarded-for": b", ".join(filter(None, came_from)),
            b"x-forwarded-proto": b"https",
            b"x-forwarded-host": named[b"host"],
        }
        if not upgrades:
            # Else further requests would go past it.
            named[b"connection"] = b"close"
        if not self.hands_on_host:
            named[b"host"] = f"127.0.0.1:{self.at}".encode()
        return b"\r\n".join((first, *(b": ".join(pair) for pair in named.items()))) + _HEAD


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while piece := await source.read(65_536):
            target.write(piece)
            await target.drain()
    with suppress(OSError, NotImplementedError):
        target.close()


def trusting() -> ssl.SSLContext:
    """What a browser knows that opens the pages by it."""
    return ssl.create_default_context(cafile=CERTIFICATE)


@asynccontextmanager
async def in_front(proxy: ReverseProxy, port: int) -> AsyncIterator[None]:
    """Serve it at this port."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    server = await asyncio.start_server(proxy.carry, "127.0.0.1", port, ssl=tls)
    async with server:
        yield
        server.close()
