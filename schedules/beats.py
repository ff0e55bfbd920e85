"""The beats know when each duty wants to be called, and call those whose time has come."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.store.store import Store
from schedules.duty import Duty, Sender

LATELY = timedelta(seconds=1)
"""A lane in a hurry is called a hundred times in it; no clock jumps within it unseen."""


class Beats:
    """When each duty wants to be called, and which were woken before that.

    The planner is called before any lane, unless it was lately and has nothing to do: what is owed at an
    instant is known before anything is carried, so that what has piled up can become one message.
    `first` are the duties that the planner relies on; nobody waits for `homes`. `woken` is set whenever a
    commit woke one of them.
    """

    def __init__(
        self,
        store: Store,
        *,
        planner: Duty,
        lanes: Sequence[Sender] = (),
        homes: Sequence[Sender] = (),
        first: Sequence[Duty] = (),
        others: Sequence[Duty] = (),
    ) -> None:
        self._duties = (*first, planner, *lanes, *homes, *others)
        self._senders = (*lanes, *homes)
        self._planner = len(first)
        self._lanes = range(len(first) + 1, len(first) + 1 + len(lanes))
        self._planned: datetime | None = None
        self._nexts: list[datetime | None] = [None] * len(self._duties)
        self._woken = [True] * len(self._duties)
        self.woken = asyncio.Event()
        store.listen(self._touched)

    def wake_all(self) -> None:
        """Have every duty look again, whatever time it asked for."""
        self._woken = [True] * len(self._duties)
        self.woken.set()

    def wake(self, duty: Duty) -> None:
        """Have one duty look again: something came to it by another way than a commit."""
        self._woken[self._duties.index(duty)] = True
        self.woken.set()

    def _touched(self, names: frozenset[str]) -> None:
        for number, duty in enumerate(self._duties):
            if duty.wakes_on & names:
                self._woken[number] = True
                self.woken.set()

    def any_due(self, now: datetime) -> bool:
        """Whether a duty was woken or its time has come."""
        return any(self._is_due(number, now) for number in range(len(self._duties)))

    async def run_due(self, now: datetime) -> None:
        """Call the duties whose time has come, the planner before them."""
        if not self._planned_lately(now) and any(self._is_due(lane, now) for lane in self._lanes):
            self._woken[self._planner] = True
        for number, duty in enumerate(self._duties):
            if self._is_due(number, now):
                if number == self._planner:
                    self._planned = now
                self._woken[number] = False
                self._nexts[number] = await duty.run_once(now)

    async def quiet(self) -> None:
        """Return when nothing that any duty started is in flight."""
        for duty in self._duties:
            await duty.quiet()

    async def stop(self, patience: float) -> None:
        """Let what is in flight end, for so many seconds; then leave nothing half-way."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self.quiet()
        for sender in self._senders:
            await sender.stop()

    def next_at(self) -> datetime | None:
        """The earliest time that a duty asked for."""
        return min((at for at in self._nexts if at is not None), default=None)

    def _planned_lately(self, now: datetime) -> bool:
        return self._planned is not None and self._planned <= now < self._planned + LATELY

    def _is_due(self, number: int, now: datetime) -> bool:
        at = self._nexts[number]
        return self._woken[number] or (at is not None and at <= now)
