"""A bot that can be killed at any chosen moment: before or after each commit and each send."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.faults import Fault
from adapters.memory.world import World
from bot.chat.adapter import Absent, Ambiguous, CannotTell, Pace, Search, Watch
from bot.chat.message import Part
from bot.chat.place import MessageRef, Place, Platform
from bot.store import sqlite
from bot.store.store import LOOKING, Result, Store, Turn, Work


class Life:
    """Counts the moments of a run; at the last one everything stands still, as after kill -9."""

    def __init__(self, last: int | None = None) -> None:
        self._last = last
        self._moments = 0
        self.ended = asyncio.Event()

    async def moment(self) -> None:
        """One more moment has come; does not return when it was the last."""
        self._moments += 1
        if self._moments == self._last:
            self.ended.set()
        await self.go_on()

    async def go_on(self) -> None:
        """Return, unless life has ended."""
        if self.ended.is_set():
            await asyncio.get_running_loop().create_future()


class MortalStore(Store):
    """A store whose process can die before a commit and after it."""

    def __init__(self, file: Path, life: Life) -> None:

        super().__init__(sqlite.writer(file, "off"), sqlite.reader(file, LOOKING))
        self._life = life

    async def write(self, work: Work[Result], turn: Turn = Turn.PERSON) -> Result:
        await self._life.moment()
        result = await super().write(work, turn)
        await self._life.moment()
        return result

    async def read(self, work: Work[Result]) -> Result:
        await self._life.go_on()
        return await super().read(work)


class MortalChat(MemoryAdapter):
    """A chat whose bot can die before a message is shown and after it; some places can be slow."""

    def __init__(
        self,
        world: World,
        *,
        platform: Platform,
        clock: Callable[[], datetime],
        watch: Watch,
        life: Life,
        pace: Pace | None = None,
    ) -> None:
        super().__init__(world, platform=platform, clock=clock, watch=watch, pace=pace)
        self._life = life
        self._outside = world
        self._parts = 0
        self.slow: dict[Place, asyncio.Event] = {}
        self.surprises: list[Exception] = []
        """What the next searches raise."""
        self._to_come: dict[int, Fault] = {}
        self.cannot_tell = False
        self.looks_in_vain = False
        self.looks: list[datetime] = []
        """When something was looked for."""
        self.is_unwell = False
        """Whether nothing is shown, and nobody can tell that."""
        self.doubted: set[str] = set()
        """The keys of what was to be sent meanwhile."""
        self.ahead = timedelta()
        """By how much its clock is ahead of the bot's machine."""

    async def time(self) -> datetime | None:
        return self._clock() + self.ahead

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        await self._life.moment()
        self._parts += 1
        if self._parts in self._to_come:
            await self._outside.script(self._to_come.pop(self._parts), place=place)
        if self.is_unwell:
            self.doubted.add(key)
            raise Ambiguous("the chat has trouble of its own")
        if place in self.slow:
            await self.slow[place].wait()
        try:
            return await super().send(place, part, key=key)
        finally:
            await self._life.moment()

    def fails(self, *, send: int, fault: Fault) -> None:
        """Let the n-th send from now fail."""
        self._to_come[self._parts + send] = fault

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        await self._life.moment()
        self.looks.append(self._clock())
        if self.surprises:
            raise self.surprises.pop()
        if self.is_unwell:
            raise Ambiguous("the chat has trouble of its own")
        if self.looks_in_vain:
            return Absent()
        if self.cannot_tell:
            return CannotTell("the history is gone")
        return await super().find(place, part, key=key, since=since)
