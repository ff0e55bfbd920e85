"""A bare bot with the real library, to try the server that plays Discord."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.platforms.discord.server import Discord

Answering = Callable[[discord.Interaction[Any]], Awaitable[None]]


class Bot(discord.AutoShardedClient):
    """Hands interactions to `answering`, and keeps what it was told."""

    def __init__(self, answering: Answering | None, **options: Any) -> None:
        options.setdefault("intents", discord.Intents(guilds=True, dm_messages=True))
        super().__init__(guild_ready_timeout=0, allowed_mentions=discord.AllowedMentions.none(), **options)
        self._answering = answering
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.members: asyncio.Queue[str] = asyncio.Queue()
        self.resumes: asyncio.Queue[None] = asyncio.Queue()
        self.failed: list[Exception] = []

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library would wait 5 s before each further IDENTIFY."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if self._answering is not None:
            try:
                await self._answering(interaction)
            except discord.HTTPException as failed:
                self.failed.append(failed)

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message)

    async def on_member_join(self, member: discord.Member) -> None:
        self.members.put_nowait(f"{member.name} joined")

    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        self.members.put_nowait(f"{payload.user.name} left")

    async def on_resumed(self) -> None:
        self.resumes.put_nowait(None)


@asynccontextmanager
async def bot_on(there: Discord, answering: Answering | None = None, **options: Any) -> AsyncIterator[Bot]:
    """A bot that is logged in and ready."""
    bot = Bot(answering, **options)
    with speaking_to(there):
        running = asyncio.create_task(bot.start(there.token))
        ready = asyncio.create_task(bot.wait_until_ready())
        try:
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED, timeout=5)
            if running.done():
                running.result()
            yield bot
        finally:
            ready.cancel()
            await bot.close()
            await asyncio.wait({running})


@contextmanager
def speaking_to(there: Discord) -> Iterator[None]:
    """The library speaks to this server instead of Discord."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{there.api_url}/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(there.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
