"""The door as it is, with a count of who knocked: a story can wait until what was done was heard."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

from bot.chat.adapter import OpenPlace
from bot.chat.event import Event
from bot.chat.place import Platform
from bot.chat.reply import Reply
from bot.engine.reception import Reception


class CountingDoor:
    """Hands everything on; `heard` is how often each event was told."""

    def __init__(self, door: Reception, changed: Callable[[], None]) -> None:
        self._door = door
        self._changed = changed
        self.heard: Counter[str] = Counter()
        self.events: list[Event] = []
        self.opened = 0
        """How often it was asked what to read again: once for each session that began."""

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """Count, and hand on."""
        self.events.append(event)
        try:
            return await self._door.accept(event)
        finally:
            self.heard[event.id] += 1
            self._changed()

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """Count, and hand on."""
        places = await self._door.open_places(platform)
        self.opened += 1
        self._changed()
        return places

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        """Hand on."""
        await self._door.came_too_late(event, reply)

    async def deafened(self, platform: Platform, why: str) -> None:
        """Hand on."""
        await self._door.deafened(platform, why)
