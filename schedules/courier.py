"""The courier carries deliveries to the chats, and records how it went."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.chat.adapter import ChatAdapter
from bot.engine.clock import Clock
from bot.engine.feature import Feature
from bot.engine.plans import Plans
from bot.store.store import Store
from schedules.lane import Lane
from schedules.speeches import speeches_of


class Courier:
    """A duty: one lane for each credential; a slow or dead one never stops another."""

    wakes_on = frozenset(("deliveries",))

    def __init__(
        self,
        store: Store,
        clock: Clock,
        plans: Plans,
        features: Sequence[Feature],
        adapters: Mapping[str, ChatAdapter],
        may_begin: Callable[[], bool],
        wake: Callable[[], None],
    ) -> None:
        speeches = speeches_of(features)
        self._may_begin = may_begin
        self._lanes = [
            Lane(name, adapter, store, clock, plans, speeches, wake) for name, adapter in adapters.items()
        ]
        self._took_over = False

    async def run_once(self, now: datetime) -> datetime | None:
        """Start what may leave on every lane."""
        if not self._may_begin():
            return None
        if not self._took_over:
            for lane in self._lanes:
                await lane.take_over(now)
            self._took_over = True
        nexts = [await lane.run_once(now) for lane in self._lanes]
        return min((at for at in nexts if at is not None), default=None)

    async def quiet(self) -> None:
        """Return when no lane has anything in flight."""
        for lane in self._lanes:
            await lane.quiet()

    def halted(self) -> dict[str, str]:
        """The lanes that a platform stopped, and why."""
        return {lane.name: lane.halted for lane in self._lanes if lane.halted is not None}
