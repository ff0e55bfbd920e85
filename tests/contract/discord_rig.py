"""The rig of the Discord adapter: real discord.py, real sockets, and a small Discord that people use."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from adapters.discord.adapter import DiscordAdapter
from bot.chat import limits
from bot.chat.adapter import ChatAdapter
from bot.chat.command import Command, Param
from bot.chat.form import Choice, Field, Form
from bot.chat.message import File, Picture
from bot.chat.place import Account, Channel, Place, Platform
from bot.chat.reply import Ask
from bot.chat.token import Token
from bot.engine.wording import ENGLISH, wording
from tests.contract import discord_sight as sight
from tests.contract.discord_sight import channel_of
from tests.contract.discord_trouble import break_it, mend
from tests.contract.door import ScriptedDoor
from tests.contract.rig import OpenRig, Rig, Saw, Seen, Trouble
from tests.platforms.bots import speaking_to
from tests.platforms.changes import TookTooLong
from tests.platforms.discord import mentions
from tests.platforms.discord.acting import answer as answered
from tests.platforms.discord.answer import Answer, Modal
from tests.platforms.discord.interaction import Callback, Interaction
from tests.platforms.discord.people import Person
from tests.platforms.discord.seen import SeenMessage, seen
from tests.platforms.discord.server import Discord, serving
from tests.platforms.discord.state import DM, Message

DISCORD = Platform("discord")
COMMANDS = (
    Command(name="program progress", summary="Where you are"),
    Command(name="program leave", summary="Leave"),
    Command(name="program pause", summary="Pause", params=(Param(name="weeks", summary="How long"),)),
    Command(name="mentor queue", summary="What you owe"),
    Command(
        name="mentor note",
        summary="Note",
        params=(Param(name="creator", summary="Whom", kind="person"),),
    ),
)
_SHOWN = (Callback.MESSAGE, Callback.DEFERRED, Callback.UPDATE)


class DiscordRig:
    """Ana and Ben, who both clicked before, so that their direct messages are open; and a channel."""

    longest = limits.MESSAGE_CHARACTERS

    def __init__(self, discord: Discord, kind: type[DiscordAdapter]) -> None:
        self.discord = discord
        self.door = ScriptedDoor()
        self._people: dict[str, Person] = {}
        self.ana, self.ben = (self._met(name) for name in ("ana", "ben"))
        guild, channel = str(discord.guild.id), str(discord.channel("general").id)
        self.channel = Place(at=Channel(platform=DISCORD, workspace=guild, id=channel))
        self.adapter: ChatAdapter = kind(
            discord.token,
            draw=_drawn,
            fill=_filled,
            words=lambda language: wording(language or ENGLISH),
            clock=self.now,
            api_url=discord.api_url,
            channels=(self.channel,),
            commands=COMMANDS,
            patience=0,
            ready_timeout=0,
        )
        self._running: asyncio.Task[None] | None = None
        self._acted: Interaction | None = None
        self._modal: Modal | None = None

    def now(self) -> datetime:
        return self.discord.now

    async def passes(self, time: timedelta) -> None:
        self.discord.advance(time)

    async def breaks(self, trouble: Trouble, place: Place | None = None) -> None:
        break_it(self.discord, trouble, "*" if place is None else channel_of(place))

    async def mends(self, place: Place) -> None:
        mend(self.discord, channel_of(place))

    async def lingers(self) -> None:
        self.door.lateness = self._acknowledged

    async def reads(self, place: Place) -> Sequence[Seen]:
        messages = self.discord.world.channels[int(channel_of(place))].messages
        there = self._reader(place).sees(int(channel_of(place)))
        return [
            sight.seen(one, rang=mentions.pings(messages[one.id]))
            for one in there
            if self._delivered(messages[one.id])
        ]

    async def presses(self, place: Place, label: str) -> Saw | None:
        newest = [one for one in await self.reads(place) if one.buttons][-1]
        return await self._does(self._reader(place).clicks(int(channel_of(place)), int(newest.id), label))

    async def presses_in_answer(self, place: Place, label: str) -> Saw | None:
        last = [one for one in self._shown() if label in [button.label for button in one.buttons]][-1]
        return await self._does(self._reader(place).clicks(last.channel_id, last.id, label))

    async def opens(self, place: Place, path: str) -> Saw | None:
        reader = self._reader(place)
        for one in self._shown():
            for number, button in enumerate(one.buttons):
                if button.custom_id == f">{path}":
                    return await self._does(reader.clicks(one.channel_id, one.id, number))
            for select in one.selects:
                if select.custom_id == ">" and path in select.options.values():
                    return await self._does(reader.selects(one.channel_id, one.id, ">", path))
        raise AssertionError(f"{path} is not offered")

    async def types(self, place: Place, text: str) -> Saw | None:
        knocks = len(self.door.knocks)
        await self.types_unheard(place, text)
        await self.door.knocked(knocks + 1)
        await _settled()
        return None

    async def types_unheard(self, place: Place, text: str) -> None:
        self._reader(place).types(int(channel_of(place)), text)

    async def submits(self, place: Place, token: str, **values: str) -> Saw | None:
        if self._modal is None or self._modal.custom_id != token:
            fields = tuple(Field(key=key, label=key, kind="text") for key in values)
            self.door.answers.insert(0, Ask(Form(token=Token.parse(token), title="A form", fields=fields)))
            await self.uses(place, "program progress")
        assert self._modal is not None
        return await self._does(self._reader(place).submits(self._modal, values))

    async def uses(self, place: Place, command: str, **values: str) -> Saw | None:
        return await self._does(self._reader(place).uses(command, int(channel_of(place)), **values))

    async def looks_up(self, place: Place, command: str, param: str, typed: str) -> Saw | None:
        found = await self._reader(place).looks_up(command, param, typed, int(channel_of(place)))
        return Saw(choices=tuple(Choice(label=label, value=value) for label, value in found))

    async def again(self) -> None:
        knocks, bot = len(self.door.knocks), str(self.discord.world.bot.id)
        told = [
            event
            for event in self.discord.gateway.dispatched
            if event.name == "INTERACTION_CREATE"
            or (event.name == "MESSAGE_CREATE" and event.data["author"]["id"] != bot)
        ]
        self.discord.again(told[-1])
        await self.door.knocked(knocks + 1)
        await _settled()

    async def connects(self) -> None:
        running = asyncio.create_task(self.adapter.run(COMMANDS, self.door))
        opened = asyncio.create_task(self.door.opened())
        await asyncio.wait((running, opened), return_when=asyncio.FIRST_COMPLETED)
        opened.cancel()
        if running.done():
            running.result()
        self._running = running

    async def disconnects(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self.ended()

    async def ended(self) -> None:
        """Wait until the run and its connection have come to their end."""
        assert self._running is not None
        running, self._running = self._running, None
        await asyncio.wait((running,))
        gateway = self.discord.gateway
        await self.discord.changes.until(
            lambda: None if gateway.connections else True, within=2, what="the end of the connection"
        )
        running.result()

    async def asked_for(self, path: str) -> None:
        """Wait until a request was answered whose path ends so."""
        await self.discord.changes.until(
            lambda: any(one.endswith(path) for _, one, _ in self.discord.requests) or None,
            within=2,
            what=f"a request for {path}",
        )

    def pings(self, content: str) -> bool:
        return sight.pings(content)

    def account(self, place: Place) -> Account:
        at = self.ana.at if isinstance(place.at, Channel) else place.at
        assert isinstance(at, Account)
        return at

    def rung(self) -> list[str]:
        """What the bot wrote that rang for somebody."""
        channels = self.discord.world.channels.values()
        return [
            one.content
            for channel in channels
            for one in channel.messages.values()
            if one.author is self.discord.world.bot and mentions.pings(one)
        ]

    def _met(self, name: str) -> Place:
        person = self.discord.person(name)
        self._people[str(person.id)] = person
        account = Account(platform=DISCORD, user=str(person.id))
        return Place(at=account, thread=str(self.discord.world.new_dm(person.user).id))

    def _reader(self, place: Place) -> Person:
        return self._people[self.account(place).user]

    def _delivered(self, message: Message) -> bool:
        return message.author is self.discord.world.bot and message.by_interaction is None

    async def _acknowledged(self) -> None:
        """Wait until the last act was acknowledged, or is taken for lost by the one who acted."""
        made = list(self.discord.desk.interactions.values())[-1]
        with suppress(TookTooLong):
            await answered(self.discord.desk, made)

    async def _does(self, act: Awaitable[Answer]) -> Saw:
        answer = await act
        await _settled()
        self._acted = self.discord.desk.interactions[answer.interaction_id]
        self._modal = answer.modal
        shown = self._shown()
        hidden = all(one.ephemeral or self._is_dm(one) for one in shown)
        return sight.saw(answer, shown, private=hidden)

    def _shown(self) -> list[SeenMessage]:
        """What the last act was answered with, in order."""
        assert self._acted is not None
        first = self._acted.original if self._acted.callback in _SHOWN or self._acted.edits else None
        return [seen(one) for one in (first, *self._acted.followups) if one is not None]

    def _is_dm(self, message: SeenMessage) -> bool:
        return self.discord.world.channels[message.channel_id].kind == DM


async def _drawn(picture: Picture) -> bytes:
    return f"a picture of {picture.title}".encode()


async def _filled(file: File) -> bytes:
    return f"what stands in {file.name}".encode()


async def _settled() -> None:
    """Wait until discord.py has nothing under way of what it heard."""
    while at_work := [one for one in asyncio.all_tasks() if one.get_name().startswith("discord.py: on_")]:
        await asyncio.wait(at_work)


def in_discord(kind: type[DiscordAdapter] = DiscordAdapter, *, answer_within: float = 3.0) -> OpenRig:
    """Rigs of this adapter; the people in them wait so many seconds for an answer."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Rig]:
        async with with_discord(kind, answer_within=answer_within) as rig:
            yield rig

    return opened


@asynccontextmanager
async def with_discord(
    kind: type[DiscordAdapter] = DiscordAdapter, *, answer_within: float = 3.0
) -> AsyncIterator[DiscordRig]:
    """A connected rig; at its end nothing was breached, rung, opened unasked or left behind."""
    before = asyncio.all_tasks()
    async with serving(answer_within=answer_within) as discord:
        rig = DiscordRig(discord, kind)
        with speaking_to(discord.api_url, discord.gateway_url):
            await rig.connects()
            try:
                yield rig
            finally:
                await rig.disconnects()
        assert discord.breaches == []
        assert rig.rung() == []
        assert discord.world.dms_opened == []
    left = asyncio.all_tasks() - before
    assert not left or not (await asyncio.wait(left, timeout=1))[1]
