"""Discord adapters that are broken in what they hear, or do unasked, each in one way."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import discord

from adapters.discord import outbound
from adapters.discord.adapter import DiscordAdapter
from adapters.discord.answering import Click
from adapters.discord.hearing import Hearing
from bot.chat.adapter import Door, OpenPlace
from bot.chat.command import Command
from bot.chat.event import Event
from bot.chat.message import Button
from bot.chat.reply import Reply
from tests.adapters.discord.broken_calls import SendsByItself


class NumbersEnvelopes(Hearing):
    """Makes the ids of events from what the gateway counts, which is new each time."""

    envelopes = count()

    async def _reply(self, event: Event) -> Reply | None:
        return await super()._reply(replace(event, id=f"{event.id}-{next(self.envelopes)}"))


class NumbersWhatItReads(Hearing):
    """Makes new ids for what it reads again."""

    times = count()
    reads = False

    async def _read(self, client: discord.Client, opened: OpenPlace) -> None:
        self.reads = True
        await super()._read(client, opened)

    async def _reply(self, event: Event) -> Reply | None:
        new = replace(event, id=f"{event.id}-{next(self.times)}")
        return await super()._reply(new if self.reads else event)


class GreetsOwners(Hearing):
    """Opens the direct messages of people who never pressed anything."""

    async def connected(self, client: discord.Client) -> None:
        for guild in client.guilds:
            await client.create_dm(discord.Object(guild.owner_id or 0))
        await super().connected(client)


class HearsNoButtons(Hearing):
    """Hears of buttons from the library alone."""

    async def interacted(self, click: Click) -> None:
        if click.type is not discord.InteractionType.component:
            await super().interacted(click)

    async def pressed(self, click: Click) -> None:
        await super().interacted(click)


class Remembered(discord.ui.Button[discord.ui.View]):
    """A button of which the library knows what to do when it is pressed, for as long as it lives."""

    def __init__(self, label: str, custom_id: str, ears: HearsNoButtons) -> None:
        super().__init__(label=label, custom_id=custom_id)
        self._ears = ears

    async def callback(self, click: Click) -> None:
        await self._ears.pressed(click)


class RemembersItsButtons(SendsByItself):
    """Leaves it to the library to remember what can be pressed, and loses it when it restarts."""

    ears: HearsNoButtons

    def _hearing(self, door: Door, commands: Sequence[Command]) -> Hearing:
        self.ears = HearsNoButtons(door, commands, self._words, self._clock, self._patience, frozenset())
        return self.ears

    def view(self, buttons: Sequence[Button], key: str) -> discord.ui.View:
        made = discord.ui.View(timeout=None)
        for at, button in enumerate(buttons):
            made.add_item(Remembered(button.label, outbound.custom_id(button, key, at), self.ears))
        return made


def hearing_by(kind: type[Hearing]) -> type[DiscordAdapter]:
    """An adapter that hears so."""

    class Broken(DiscordAdapter):
        def _hearing(self, door: Door, commands: Sequence[Command]) -> Hearing:
            return kind(door, commands, self._words, self._clock, self._patience, frozenset())

    Broken.__name__ = kind.__name__
    return Broken
