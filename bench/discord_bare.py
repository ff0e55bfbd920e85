"""Bare bots of discord.py, as anybody would write them: they keep nothing, and are what is compared with."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import discord
from discord import app_commands

from adapters.discord.address import set_address
from bench.discord_peer import Peer

ECHO = "Week 20 of 26: 17 done, 1 open, 41 still to come."


class Bare(discord.AutoShardedClient):
    """Connects as the bot's own client does, and keeps no messages either."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=0,
        )
        self.tree = app_commands.CommandTree(self)


async def send_all(
    client: discord.Client, rooms: Sequence[int], content: str, labels: Sequence[str], at_once: int
) -> None:
    """Send the same to every room by channel.send, each message with buttons that carry its own key."""
    left = iter(rooms)

    async def send() -> None:
        for room in left:
            await client.get_partial_messageable(room).send(content, view=_buttons(labels, room))

    await asyncio.gather(*(send() for _ in range(at_once)))


def _buttons(labels: Sequence[str], room: int) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for number, label in enumerate(labels):
        key = f"lesson/{room:024}/{label.lower()}/{room:024}/{number}"
        view.add_item(discord.ui.Button(label=label, custom_id=key))
    return view


@asynccontextmanager
async def bare(peer: Peer, prepare: Callable[[Bare], Awaitable[None]] | None = None) -> AsyncIterator[Bare]:
    """A bare bot that is ready; `prepare` is done once it may call Discord."""
    set_address(peer.api_url)
    async with Bare() as client:
        await client.login(peer.token)
        if prepare is not None:
            await prepare(client)
        running = asyncio.create_task(client.connect())
        await client.wait_until_ready()
        yield client
    await asyncio.gather(running, return_exceptions=True)


async def echo(client: Bare) -> None:
    """Declare /program progress, which says something that it has at hand."""
    program = app_commands.Group(name="program", description="Your programme")

    @program.command(name="progress", description="See how far you are")
    async def _progress(click: discord.Interaction[Bare]) -> None:
        await click.response.send_message(ECHO)

    client.tree.add_command(program)
    await client.tree.sync()
