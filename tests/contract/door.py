"""A core for contract tests: it keeps every event, and answers as a scenario told it to."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.chat.adapter import OpenPlace
from bot.chat.event import ChoicesAsked, Event
from bot.chat.message import Message
from bot.chat.place import Platform
from bot.chat.reply import Offer, Reply, Say


class ScriptedDoor:
    """Answers come from `answers` in order, then it just says thanks; a repeated event gets None."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.knocks: list[str] = []
        """The ids of all events that came, repeats too."""
        self.answers: list[Reply] = []
        self.reread: list[OpenPlace] = []
        self.deaf: list[str] = []
        """Why nothing was heard, each time that an adapter said so."""
        self.late: list[Reply] = []
        """What came too late to be answered to a click."""
        self.lateness: Callable[[], Awaitable[None]] | None = None
        """What the next answer waits for."""
        self._knocked = asyncio.Event()
        self._opened = asyncio.Event()

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """Keep the event, once."""
        repeated = event.id in self.knocks
        self.knocks.append(event.id)
        self._knocked.set()
        if repeated:
            return None
        self.events.append(event)
        return self._answer(event)

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """The places that a scenario wants re-read."""
        self._opened.set()
        return [place for place in self.reread if place.place.platform == platform]

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        """Note it."""
        self.late.append(reply)

    async def deafened(self, platform: Platform, why: str) -> None:
        """Note it."""
        self.deaf.append(why)

    async def knocked(self, times: int) -> None:
        """Wait until so many events came, repeats too."""
        while len(self.knocks) < times:
            self._knocked.clear()
            await self._knocked.wait()

    async def opened(self) -> None:
        """Wait until an adapter has connected, which is when it asks what to re-read."""
        await self._opened.wait()
        self._opened.clear()

    async def _answer(self, event: Event) -> Reply:
        lateness, self.lateness = self.lateness, None
        reply = self._reply(event)
        if lateness is not None:
            await lateness()
        return reply

    def _reply(self, event: Event) -> Reply:
        if self.answers:
            return self.answers.pop(0)
        if isinstance(event, ChoicesAsked):
            return Offer(())
        return Say(Message(text=("Thank you.",)))


async def a_moment() -> None:
    """A while of real time, in which everything else that is due gets its turn."""
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, over.set)
    await over.wait()
