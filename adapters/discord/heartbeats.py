"""Heartbeats: the threads that discord.py leaves behind when a connection is given up while it begins."""

import asyncio
import threading

from discord.gateway import KeepAliveHandler


def stop_heartbeats() -> None:
    """End the heartbeats of this loop's connections, for use once all of them are closed.

    discord.py forgets a connection that is cancelled between its first word and the session, and the
    thread that keeps it alive goes on until it finds the loop gone.
    """
    for thread in _beating():
        thread.stop()


async def hang_up_begun() -> None:
    """Close the connections that were forgotten so, and end their heartbeats."""
    begun = _beating()
    stop_heartbeats()
    for thread in begun:
        await thread.ws.socket.close()


def _beating() -> list[KeepAliveHandler]:
    loop = asyncio.get_running_loop()
    return [
        thread
        for thread in threading.enumerate()
        if isinstance(thread, KeepAliveHandler) and thread.ws.loop is loop
    ]
