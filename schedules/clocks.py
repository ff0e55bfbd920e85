"""The clocks of the chat platforms are compared with this machine's, since a wrong clock sends wrongly."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.chat.adapter import Ambiguous, ChatAdapter, Halted, Retry, Undeliverable
from bot.engine.clock import Clock

ASK_EVERY = timedelta(hours=1)


class PlatformClocks:
    """A duty that asks each platform for its time, at the start and hourly."""

    wakes_on: frozenset[str] = frozenset()

    def __init__(self, adapters: Sequence[ChatAdapter], clock: Clock) -> None:
        self._adapters = tuple(adapters)
        self._clock = clock
        self._skews: dict[str, timedelta] = {}

    def skew(self) -> timedelta:
        """By how much this machine's clock is ahead of the one that differs most; 0 if none was heard."""
        return max(self._skews.values(), key=abs, default=timedelta())

    async def run_once(self, now: datetime) -> datetime | None:
        """Ask them all."""
        await asyncio.gather(*(self._ask(adapter) for adapter in self._adapters))
        return now + ASK_EVERY

    async def quiet(self) -> None:
        """Nothing is ever in flight: run_once awaits the answers."""

    async def _ask(self, adapter: ChatAdapter) -> None:
        try:
            theirs = await adapter.time()
        except (Retry, Ambiguous, Undeliverable, Halted):
            return  # What was heard last stands.
        if theirs is not None:
            self._skews[adapter.platform] = self._clock.now() - theirs
