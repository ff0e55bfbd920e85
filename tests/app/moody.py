"""A chat that ends as it is told to, and is well when it was told nothing more."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bot.chat.adapter import Door, Halted
from bot.chat.command import Command
from bot.chat.place import Platform
from bot.engine.clock import ManualClock


@dataclass(frozen=True, slots=True)
class Ends:
    """It runs for a while, then this happens; None: it just ends."""

    why: Exception | None
    after: timedelta = timedelta()


class MoodyChat(MemoryAdapter):
    """An adapter whose runs end one after the other as they are told to; the last one does not end."""

    def __init__(self, clock: ManualClock, *endings: Ends, platform: str = "discord") -> None:
        super().__init__(World(start=clock.now()), platform=Platform(platform), clock=clock.now)
        self._moody_clock = clock
        self._endings = list(endings)
        self.well = asyncio.Event()
        self.left = asyncio.Event()

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        if not self._endings:
            await self._serve()
        ending = self._endings.pop(0)
        self._moody_clock.move_to(self._moody_clock.now() + ending.after)
        if ending.why is not None:
            raise ending.why

    async def _serve(self) -> None:
        self.well.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.left.set()


def broken(*, after: timedelta = timedelta()) -> Ends:
    """The connection is lost."""
    return Ends(ConnectionResetError("the cable was pulled"), after)


def halted(why: str = "the token was revoked", *, after: timedelta = timedelta()) -> Ends:
    """The chat refuses the bot."""
    return Ends(Halted(why), after)
