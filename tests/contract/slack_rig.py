"""The rig of the Slack adapter: real slack-bolt, real sockets, and a small Slack that people use."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from adapters.slack import forms
from adapters.slack.adapter import SlackAdapter
from adapters.slack.hearing import BESIDE
from bot.chat.adapter import ChatAdapter
from bot.chat.form import Field, Form
from bot.chat.place import Account, Channel, Place, Platform
from bot.chat.reply import Ask
from bot.chat.token import Token
from tests.contract import slack_sight as sight
from tests.contract.door import ScriptedDoor
from tests.contract.rig import OpenRig, Rig, Saw, Seen, Trouble
from tests.contract.slack_app import COMMANDS, Way, installed
from tests.contract.slack_sight import channel_of
from tests.contract.slack_trouble import break_it, mend
from tests.contract.suite import Need
from tests.platforms.changes import TookTooLong
from tests.platforms.slack.answer import Answer
from tests.platforms.slack.hearing import Kind, Told
from tests.platforms.slack.modal import Modal
from tests.platforms.slack.people import Person
from tests.platforms.slack.seen import SeenHome, SeenMessage
from tests.platforms.slack.server import Slack, serving
from tests.platforms.slack.state import Message

SLACK = Platform("slack")
LACKS: dict[Need, str] = {
    Need.LOOKUPS: "Slack hands over a whole line, and offers nothing while one is typed",
}
"""What Slack can't have, and why: the scenarios that need it are left out."""


class SlackRig:
    """Ana and Ben, whose conversations with the bot are open; and a channel where both are."""

    longest = 4_000

    def __init__(self, slack: Slack, kind: type[SlackAdapter], way: Way) -> None:
        self.slack = slack
        self.door = ScriptedDoor()
        self._people: dict[str, Person] = {}
        self.ana, self.ben = (self._met(name) for name in ("ana", "ben"))
        general = slack.channel("general")
        self.channel = Place(at=Channel(platform=SLACK, workspace=slack.team, id=general.id))
        self.adapter: ChatAdapter = installed(slack, kind, way, channel=self.channel, clock=self.now)
        self._running: asyncio.Task[None] | None = None
        self._shown: list[SeenMessage | Modal] = []
        self._answers: set[str] = set()
        self._modal: Modal | None = None

    def now(self) -> datetime:
        return self.slack.now

    async def passes(self, time: timedelta) -> None:
        self.slack.advance(time)

    async def breaks(self, trouble: Trouble, place: Place | None = None) -> None:
        break_it(self.slack, trouble, None if place is None else channel_of(place))

    async def mends(self, place: Place) -> None:
        mend(self.slack)

    async def lingers(self) -> None:
        self.door.lateness = self._acknowledged

    async def reads(self, place: Place) -> Sequence[Seen]:
        there = self._reader(place).sees(channel_of(place))
        return [self._seen(one) for one in there if self._delivered(self.slack.message(one.ts))]

    async def presses(self, place: Place, label: str) -> Saw | None:
        newest = [one for one in await self.reads(place) if one.buttons][-1]
        return await self._does(place, self._reader(place).clicks(channel_of(place), newest.id, label))

    async def presses_in_answer(self, place: Place, label: str) -> Saw | None:
        last = [one for one in self._shown if label in one.labels][-1]
        return await self._does(place, self._reader(place).clicks_in(last, label))

    async def opens(self, place: Place, path: str) -> Saw | None:
        reader = self._reader(place)
        for one in self._shown:
            for number, button in enumerate(one.buttons):
                if button.action_id == f">{path}":
                    return await self._does(place, reader.clicks_in(one, number))
            for select in one.selects:
                if select.action_id == ">" and path in select.options.values():
                    return await self._does(place, reader.selects_in(one, ">", path))
        raise AssertionError(f"{path} is not offered")

    async def opens_home(self, place: Place) -> SeenHome:
        """Look at the bot's Home."""
        return await self._reader(place).opens_home()

    async def types(self, place: Place, text: str) -> Saw | None:
        knocks = len(self.door.knocks)
        await self.types_unheard(place, text)
        await self.door.knocked(knocks + 1)
        await self.settled()
        return None

    async def types_unheard(self, place: Place, text: str) -> None:
        self._reader(place).types(text, channel_of(place))

    async def submits(self, place: Place, token: str, **values: str) -> Saw | None:
        if self._modal is None or _token_of(self._modal) != token:
            fields = tuple(Field(key=key, label=key, kind="text") for key in values)
            self.door.answers.insert(0, Ask(Form(token=Token.parse(token), title="A form", fields=fields)))
            await self.uses(place, "program progress")
        assert self._modal is not None
        return await self._does(place, self._reader(place).submits(self._modal, values))

    async def uses(self, place: Place, command: str, **values: str) -> Saw | None:
        line = " ".join((f"/{command}", *(f"{name}={value}" for name, value in values.items())))
        return await self._does(place, self._reader(place).uses(line, channel_of(place)))

    async def looks_up(self, place: Place, command: str, param: str, typed: str) -> Saw | None:
        raise NotImplementedError(LACKS[Need.LOOKUPS])

    async def again(self) -> None:
        """Slack gives an event that it tells again another event_id, at worst."""
        knocks, last = len(self.door.knocks), self._acts()[-1]
        other = {"event_id": self.slack.world.ids.new("Ev")} if last.kind is Kind.EVENT else {}
        self.slack.hearing.tell(last.kind, last.payload | other)
        await self.door.knocked(knocks + 1)
        await self.settled()

    async def connects(self) -> None:
        running = asyncio.create_task(self.adapter.run(COMMANDS, self.door))
        opened = asyncio.create_task(self.door.opened())
        await asyncio.wait((running, opened), return_when=asyncio.FIRST_COMPLETED)
        opened.cancel()
        if running.done():
            running.result()
        self._running = running

    async def disconnects(self) -> None:
        # A request that comes while a server closes is nobody's, and aiohttp leaves its socket open.
        await self.slack.hearing.settled()
        if self._running is not None:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self.ended()

    async def ended(self) -> None:
        """Wait until the run and its connection have come to their end."""
        assert self._running is not None
        running, self._running = self._running, None
        await asyncio.wait((running,))
        lines = self.slack.socket.lines
        await self.slack.changes.until(
            lambda: None if lines else True, within=2, what="the end of the connection"
        )
        running.result()

    async def asked_for(self, method: str) -> None:
        """Wait until this method was called."""
        await self.slack.changes.until(
            lambda: any(name == method for name, _ in self.slack.calls) or None,
            within=2,
            what=f"a call of {method}",
        )

    def pings(self, content: str) -> bool:
        return sight.pings(content)

    def account(self, place: Place) -> Account:
        at = self.ana.at if isinstance(place.at, Channel) else place.at
        assert isinstance(at, Account)
        return at

    def written(self) -> list[Message]:
        """What the bot wrote, and stands there for others than the one who acted."""
        channels = self.slack.world.channels.values()
        return [
            one
            for channel in channels
            for one in channel.messages.values()
            if one.author is self.slack.world.bot and one.only_for is None
        ]

    def shown(self) -> list[Modal]:
        """The modals among what came of the last act."""
        return [one for one in self._shown if isinstance(one, Modal)]

    def _met(self, name: str) -> Place:
        person = self.slack.person(name)
        self._people[person.id] = person
        account = Account(platform=SLACK, workspace=self.slack.team, user=person.id)
        return Place(at=account, thread=person.dm)

    def _reader(self, place: Place) -> Person:
        return self._people[self.account(place).user]

    def _seen(self, one: SeenMessage) -> Seen:
        message = self.slack.message(one.ts)
        return sight.seen(one, files=message.files, rang=sight.rings(message))

    def _delivered(self, message: Message) -> bool:
        ours = message.author is self.slack.world.bot
        return ours and message.only_for is None and message.ts not in self._answers

    def _acts(self) -> list[Told]:
        """What people did, as Slack told it."""
        bot = self.slack.world.bot.id
        return [
            one
            for one in self.slack.hearing.told
            if one.kind is not Kind.EVENT or one.payload["event"].get("user") != bot
        ]

    async def _acknowledged(self) -> None:
        """Wait until the last act was acknowledged, or is taken for lost, and no form opens any more."""
        act = self._acts()[-1]
        with suppress(TookTooLong):
            await self.slack.changes.until(lambda: act.outcome, within=4, what="an acknowledgement")
        for trigger in self.slack.desk.triggers.values():
            trigger.at = float("-inf")

    async def _does(self, place: Place, act: Awaitable[Answer]) -> Saw:
        """Act, and read all that comes of it."""
        reader, before = self._reader(place), len(self.slack.desk.shown)
        answer = await act
        await self.settled()
        new = [one for one in self.slack.desk.shown[before:] if one.user in (None, reader.id)]
        self._answers |= {one.message.ts for one in new if one.what == "message" and one.message is not None}
        messages = {one.message.ts: one.message for one in new if one.message is not None}
        self._modal = reader.modal
        self._shown = [
            *(one for each in messages.values() for one in reader.sees(each.channel.id) if one.ts == each.ts),
            *([self._modal] if self._modal is not None else []),
        ]
        hidden = all(one.only_for or one.channel.kind == "im" for one in messages.values())
        return sight.saw(answer, self._shown, private=hidden)

    async def settled(self) -> None:
        """Wait until neither Slack nor the adapter has anything under way."""
        await self.slack.hearing.settled()
        while at_work := [one for one in asyncio.all_tasks() if one.get_name() == BESIDE]:
            await asyncio.wait(at_work)


def _token_of(modal: Modal) -> str:
    return str(forms.token_of({"private_metadata": modal.private_metadata}))


def in_slack(
    kind: type[SlackAdapter] = SlackAdapter, *, way: Way = Way.SOCKET, within: float = 3.0
) -> OpenRig:
    """Rigs of this adapter; the people in them wait so many seconds for an answer."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Rig]:
        async with with_slack(kind, way=way, within=within) as rig:
            yield rig

    return opened


@asynccontextmanager
async def with_slack(
    kind: type[SlackAdapter] = SlackAdapter, *, way: Way = Way.SOCKET, within: float = 3.0
) -> AsyncIterator[SlackRig]:
    """A connected rig; at its end nothing was breached, rung, written unescaped or left behind."""
    before = asyncio.all_tasks()
    async with serving(within=within) as slack:
        rig = SlackRig(slack, kind, way)
        await rig.connects()
        try:
            yield rig
        finally:
            await rig.disconnects()
        assert slack.breaches == []
        assert [one.text for one in rig.written() if sight.rings(one)] == []
        assert [words for one in rig.written() for words in slack.unescaped(one.ts)] == []
    left = asyncio.all_tasks() - before
    assert not left or not (await asyncio.wait(left, timeout=1))[1]
