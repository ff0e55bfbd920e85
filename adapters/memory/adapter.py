"""MemoryAdapter connects the core to a world in memory, as another adapter connects it to a platform."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.memory import commands as declarations
from adapters.memory import doctor, inbound, outbound
from adapters.memory.acts import Act, Answer, Press
from adapters.memory.faults import Breach, Fault, raise_fault
from adapters.memory.peer import AnyWorld
from bot.chat.adapter import Door, Finding, Pace, Search, Shown, Watch, refuse_others
from bot.chat.command import Command
from bot.chat.event import Event
from bot.chat.message import Message, Part
from bot.chat.page import Page
from bot.chat.place import Account, MessageRef, Place, Platform
from bot.chat.reply import Reply


class MemoryAdapter:
    """A ChatAdapter of any platform's name; several of them may share one world."""

    def __init__(
        self,
        world: AnyWorld,
        *,
        platform: Platform,
        clock: Callable[[], datetime],
        watch: Watch | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.platform = platform
        self.pace = pace or Pace()
        self._world = world
        self._clock = clock
        self._watch = watch
        self._door: Door | None = None

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Declare the commands, re-read what was missed, then serve the acts of people until cancelled."""
        await self.connect(commands, door)
        await self._world.reconnect(self.platform)
        async with asyncio.TaskGroup() as answering:
            for opened in await door.open_places(self.platform):
                for missed in await self._world.typed(opened.place, opened.since):
                    await self._accept(missed, answering)
            while True:
                await self._accept(await self._world.next_act(self.platform), answering)

    async def connect(self, commands: Sequence[Command], door: Door) -> None:
        """Declare the commands and take the door, without serving: enough for `deliver`."""
        await self._world.register(self.platform, declarations.declared(commands))
        self._door = door

    async def deliver(self, act: Act) -> Reply | None:
        """Carry one act through the door and give the reply; None: the core had seen it before."""
        await self._world.happened(act)
        answering = await self._opened().accept(self.event_of(act))
        reply = None if answering is None else await answering
        await self._answered(act, reply)
        return reply

    def event_of(self, act: Act) -> Event:
        """What the core is told of an act."""
        return inbound.event_of(act, self.platform)

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here."""
        return outbound.layout(message, self.platform)

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        """Show the part; within five minutes the same key shows nothing new."""
        refuse_others(place, part)
        at = await self._checked(part, key)
        verdict = await self._world.show(self.platform, place, part, key, at)
        ref = verdict.ref
        if verdict.fresh and ref is not None and self._watch is not None:
            self._watch(Shown(place=place, part=part, ref=ref, at=at, key=key))
        if verdict.fault is not None:
            raise_fault(verdict.fault)
        return _there(ref)

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        """Look whether a part with this key stands in the place, shown since then."""
        if since.tzinfo is None:
            raise Breach(f"an instant is aware: {since!r}")
        return await self._world.find(self.platform, place, key, since)

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message that was sent; twice is as good as once."""
        refuse_others(ref.place, part)
        _raise(await self._world.edit(self.platform, ref, part))

    async def delete(self, ref: MessageRef) -> None:
        """Take a message back; twice is as good as once."""
        _raise(await self._world.delete(self.platform, ref))

    async def open(self, account: Account, near: Place | None) -> Place:
        """The private conversation with an account that acted before."""
        _raise(await self._world.open(self.platform, account))
        return Place(at=account)

    async def show(self, account: Account, page: Page) -> None:
        """Show a page to the account, in the place of the one before."""
        whole = Part(content="\n\n".join(part.content for part in outbound.page_parts(page, self.platform)))
        _raise(await self._world.show_page(self.platform, account, whole))

    async def time(self) -> datetime | None:
        """The clock that this platform was given."""
        return self._clock()

    async def doctor(self) -> Sequence[Finding]:
        """What is well and what is not."""
        return await doctor.findings(self._world, self.platform)

    def _opened(self) -> Door:
        if self._door is None:
            raise RuntimeError("connect, or run, comes before the first act")
        return self._door

    async def _checked(self, part: Part, key: str) -> datetime:
        at = self._clock()
        try:
            outbound.checked(part, key)
            if at.tzinfo is None:
                raise Breach(f"a clock is aware: {at!r}")
        except Breach as breach:
            await self._world.breach(str(breach))
            raise
        return at

    async def _accept(self, act: Act, answering: asyncio.TaskGroup) -> None:
        """Events enter the door in the order of the acts; the answers come when they are ready."""
        answer = await self._opened().accept(self.event_of(act))

        async def wait() -> None:
            await self._answered(act, None if answer is None else await answer)

        answering.create_task(wait())

    async def _answered(self, act: Act, reply: Reply | None) -> None:
        if reply is None:
            await self._world.done(act.id, None)
            return
        try:
            answer = outbound.answer_to(act, reply, self.platform)
        except Breach as breach:
            await self._world.breach(str(breach))
            raise
        if answer.kind == "replace":
            await self._replace(act, answer)
        await self._world.done(act.id, answer)

    async def _replace(self, act: Act, answer: Answer) -> None:
        if isinstance(act.does, Press) and act.does.ref is not None:
            # The message may be gone; the one who pressed still sees the answer.
            await self._world.edit(self.platform, act.does.ref, answer.parts[0])


def _there(ref: MessageRef | None) -> MessageRef:
    if ref is None:
        raise RuntimeError("a world that takes a message says where it is")
    return ref


def _raise(fault: Fault | None) -> None:
    if fault is not None:
        raise_fault(fault)
