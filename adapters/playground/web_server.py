"""The web server of the playground, in the event loop of the bot, bound to one address."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.types import ASGIApp

from bot.errors import InputError

TRIES = 20
"""So many ports are tried, one after the other, where the first need not be the one."""
GOOD_BYE = 1
"""Seconds that open pages are given at the end."""


class _Server(uvicorn.Server):
    """One that leaves signals to the program that it is a part of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def bound(host: str, port: int, *, tries: int = 1) -> socket.socket:
    """A socket at this port, or at the next one that is free. InputError where there is none."""
    for number in range(port, port + tries):
        try:
            return _listening(host, number)
        except OSError as refused:
            if number == port + tries - 1:
                last = f" to {number}" if tries > 1 else ""
                raise InputError(
                    f"no page can be served at {host}, port {port}{last}"
                    f" ({(refused.strerror or 'no reason given').lower()}); name another port"
                ) from refused
    raise ValueError(f"at least one port is tried, not {tries}")


def _listening(host: str, port: int) -> socket.socket:
    # Of a protocol that is named: else asyncio leaves it to wait 40 ms before each small answer.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    at = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        at.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        at.bind((host, port))
        at.listen()
    except BaseException:
        at.close()
        raise
    return at


@asynccontextmanager
async def served(app: ASGIApp, at: socket.socket, *, proxied: bool = False) -> AsyncIterator[str]:
    """Serve there until the end; the address that a browser opens.

    `proxied` says that people come through what serves TLS in front: it is believed for whom it asks.
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        proxy_headers=proxied,
        timeout_graceful_shutdown=GOOD_BYE,
        server_header=False,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[at]))
    try:
        while not server.started and not serving.done():
            await asyncio.wait((serving,), timeout=0.01)
        if serving.done():
            await serving
        host, port = at.getsockname()[:2]
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        await serving
