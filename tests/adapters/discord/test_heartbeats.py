"""No heartbeat goes on after its connection."""

import asyncio
import threading

from discord.gateway import DiscordWebSocket, KeepAliveHandler

from adapters.discord.heartbeats import stop_heartbeats


class Forgotten(DiscordWebSocket):
    """A connection that nobody closed."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.thread_id = threading.get_ident()
        self._max_heartbeat_timeout = 60.0


async def test_a_forgotten_heartbeat_is_ended() -> None:
    """The thread of a connection that was given up while it began."""
    beating = KeepAliveHandler(ws=Forgotten(), interval=60.0, shard_id=0)
    beating.start()

    stop_heartbeats()

    await asyncio.to_thread(beating.join, 5)
    assert not beating.is_alive()
