"""A bare bot with the real library, to try the server that plays Discord."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.heartbeats import stop_heartbeats
from tests.platforms.discord.server import Discord

Interaction = discord.Interaction[Any]
Answering = Callable[[Interaction], Awaitable[None]]


class Bot(discord.AutoShardedClient):
    """Hands interactions to `answering`, and keeps what it was told."""

    def __init__(self, answering: Answering | None, **options: Any) -> None:
        options.setdefault("intents", discord.Intents(guilds=True, dm_messages=True))
        super().__init__(guild_ready_timeout=0, allowed_mentions=discord.AllowedMentions.none(), **options)
        self._answering = answering
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.members: asyncio.Queue[str] = asyncio.Queue()
        self.resumes: asyncio.Queue[None] = asyncio.Queue()
        self.ended: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()
        self.failed: asyncio.Queue[discord.HTTPException] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """The library would wait 5 s before each further IDENTIFY."""

    async def close(self) -> None:
        """What only began is ended as well, or it would speak up in a later test."""
        await super().close()
        stop_heartbeats()

    @property
    def id(self) -> int:
        assert self.user is not None
        return self.user.id

    def end(self, running: asyncio.Task[None]) -> None:
        self.ended.set_result(None if running.cancelled() else running.exception())

    async def hears(self) -> discord.Message:
        return await asyncio.wait_for(self.heard.get(), 5)

    async def told(self) -> str:
        return await asyncio.wait_for(self.members.get(), 5)

    async def has_resumed(self) -> None:
        await asyncio.wait_for(self.resumes.get(), 9)

    async def failure(self) -> discord.HTTPException:
        return await asyncio.wait_for(self.failed.get(), 5)

    async def on_interaction(self, interaction: Interaction) -> None:
        if self._answering is not None:
            try:
                await self._answering(interaction)
            except discord.HTTPException as failed:
                self.failed.put_nowait(failed)

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
    async with bot_at(there.api_url, there.gateway_url, there.token, answering, **options) as bot:
        yield bot


@asynccontextmanager
async def bot_at(
    api_url: str, gateway_url: str, token: str, answering: Answering | None = None, **options: Any
) -> AsyncIterator[Bot]:
    """The same, for a server that may be in another process."""
    bot = Bot(answering, **options)
    with speaking_to(api_url, gateway_url):
        running = asyncio.create_task(bot.start(token))
        running.add_done_callback(bot.end)
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
def speaking_to(api_url: str, gateway_url: str) -> Iterator[None]:
    """The library speaks to this server instead of Discord."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE = f"{api_url}/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


def row(*labels: str) -> discord.ui.View:
    """A row of buttons; the custom id of each tells its label."""
    view = discord.ui.View(timeout=None)
    for label in labels:
        view.add_item(discord.ui.Button(label=label, custom_id=f"press:{label}"))
    return view


def code(refused: pytest.ExceptionInfo[discord.HTTPException]) -> tuple[int, int]:
    """The status and Discord's own code of a refusal."""
    return refused.value.status, refused.value.code
