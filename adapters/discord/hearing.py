"""Hearing: what Discord tells becomes events, each answered by itself, and what was missed is read."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import discord

from adapters.discord import inbound
from adapters.discord.answering import Answering, Click
from adapters.discord.places import DISCORD, account_of, channel_of, just_before
from adapters.discord.sending import Sending
from adapters.discord.trouble import BROKEN, told
from bot.chat.adapter import Door, OpenPlace
from bot.chat.command import Command
from bot.chat.event import CommandUsed, Event, PersonJoined, PersonLeft
from bot.chat.place import Channel, Place, Profile
from bot.chat.reply import Reply
from bot.chat.text import Say
from bot.chat.waiting import Waiting

AT_ONCE = 4
"""So many rooms are read at once."""
LATELY = 500
"""So many clicks are remembered: Discord tells some twice."""
MOST_MISSED = 500
"""So many messages of one room are read that came while the bot was away."""
TRIES = 100
"""So often a room is read from its beginning; most of these tries are half a minute apart."""


class Hearing:
    """The ears of one connection."""

    def __init__(
        self,
        door: Door,
        commands: Sequence[Command],
        words: Callable[[str | None], Say],
        clock: Callable[[], datetime],
        patience: float,
        servers: frozenset[str],
    ) -> None:
        self._door = door
        self._public = frozenset(command.name for command in commands if not command.private)
        self._words = words
        self._clock = clock
        self._patience = patience
        self._servers = servers
        self._sending: Sending | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self._lately: deque[str] = deque(maxlen=LATELY)

    def begin(self, sending: Sending) -> None:
        """From now on clicks can be answered."""
        self._sending = sending

    async def end(self) -> None:
        """Leave nothing running behind."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def interacted(self, click: Click) -> None:
        """A click, a command, a form, or a parameter that is being typed."""
        event = inbound.event_of(click)
        if event is None or self._sending is None:
            return
        told_before = event.id in self._lately
        self._lately.append(event.id)
        async with self._counted():
            if told_before:
                # The first time is being answered, and Discord takes one answer.
                await self._reply(event)
                return
            answering = self._answering(click, event, self._sending)
            late = await answering.answer(self._reply(event), self._patience)
            if late is not None:
                await self._door.came_too_late(event, late)

    async def written(self, message: discord.Message) -> None:
        """A message in a room; it is answered by a delivery."""
        event = inbound.text_of(message)
        if event is not None:
            async with self._counted():
                await self._reply(event)

    async def connected(self, client: discord.Client) -> None:
        """Read what was written while nobody listened."""
        at_once = asyncio.Semaphore(AT_ONCE)

        async def read(opened: OpenPlace) -> None:
            async with at_once:
                await self._read(client, opened)

        async with self._counted():
            rooms = await self._door.open_places(DISCORD)
            await asyncio.gather(*(read(opened) for opened in rooms if opened.place.thread is not None))

    async def joined(self, member: discord.Member) -> None:
        """Somebody came to a server of a cohort."""
        if str(member.guild.id) not in self._servers:
            return
        at = member.joined_at or self._clock()
        place = _server(member.guild.id)
        seen = Profile(name=member.display_name)
        id = f"discord/joined/{member.guild.id}/{member.id}/{at:%Y-%m-%dT%H:%M:%S}"
        account = account_of(member.id)
        async with self._counted():
            await self._reply(PersonJoined(id=id, at=at, account=account, place=place, seen=seen))

    async def left(self, gone: discord.RawMemberRemoveEvent) -> None:
        """Somebody left a server of a cohort; told twice within a minute, it happened once."""
        if str(gone.guild_id) not in self._servers:
            return
        at = self._clock()
        id = f"discord/left/{gone.guild_id}/{gone.user.id}/{at:%Y-%m-%dT%H:%M}"
        account = account_of(gone.user.id)
        async with self._counted():
            await self._reply(PersonLeft(id=id, at=at, account=account, place=_server(gone.guild_id)))

    def _answering(self, click: Click, event: Event, sending: Sending) -> Answering:
        private = not (isinstance(event, CommandUsed) and event.command in self._public)
        return Answering(click, event, sending, self._words(event.seen.locale), private=private)

    async def _reply(self, event: Event) -> Reply | None:
        answer = await self._door.accept(event)
        return None if answer is None else await answer

    async def _read(self, client: discord.Client, opened: OpenPlace) -> None:
        """Hear the messages of a room again, as late as Discord lets it be read."""
        waiting = Waiting(f"the room {channel_of(opened.place)} could not be read again")
        for _ in range(TRIES):
            try:
                await self._hear_again(client, opened)
                return
            except BROKEN as error:
                if not await waiting.goes_on(told(error)):
                    return

    async def _hear_again(self, client: discord.Client, opened: OpenPlace) -> None:
        """Those that were heard before have the ids that they had."""
        channel = client.get_partial_messageable(channel_of(opened.place), type=discord.ChannelType.private)
        since = just_before(opened.since)
        async for message in channel.history(limit=MOST_MISSED, after=since, oldest_first=True):
            event = inbound.text_of(message)
            if event is not None and event.account == opened.place.at:
                await self._reply(event)

    @asynccontextmanager
    async def _counted(self) -> AsyncIterator[None]:
        """What is under way is known, so that it can be ended."""
        task = asyncio.current_task()
        if task is not None:
            self._under_way.add(task)
        try:
            yield
        finally:
            if task is not None:
                self._under_way.discard(task)


def _server(guild: int) -> Place:
    return Place(at=Channel(platform=DISCORD, workspace=str(guild), id=str(guild)))
