"""What a network does to a connection."""

import asyncio
import socket
import struct
from asyncio import BaseTransport, Transport

from aiohttp import web

# Closing with this option set sends a reset, not a goodbye.
_AT_ONCE = struct.pack("ii", 1, 0)


def reset(request: web.BaseRequest) -> None:
    """Break it without a word."""
    transport: BaseTransport | None = request.transport
    if isinstance(transport, Transport):
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        transport.abort()


async def pass_time(seconds: float) -> None:
    """Let real time pass."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    await over.wait()
