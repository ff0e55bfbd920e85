"""A clock that stands, like that of a simulation, or runs on from there as real time does."""

import asyncio
import contextlib
import time
from datetime import datetime, timedelta

from bot.engine.clock import ManualClock
from schedules.beats import Beats

SPAN = timedelta(hours=1)


class RunningClock(ManualClock):
    """It stands until it is told to run."""

    _since: float | None = None

    def run(self) -> None:
        """Go on from now, a second each second."""
        self._since = time.perf_counter()

    def stand(self) -> None:
        """Stop at what it shows."""
        self.move_to(self.now())
        self._since = None

    def now(self) -> datetime:
        stood = super().now()
        if self._since is None:
            return stood
        return stood + timedelta(seconds=time.perf_counter() - self._since)


async def live(clock: RunningClock, beats: Beats) -> None:
    """Call the duties when their times come, as the pulse does, by this clock; until cancelled.

    The pulse itself would have APScheduler wake it, which knows the wall clock only.
    """
    while True:
        beats.woken.clear()
        await beats.run_due(clock.now())
        next_at = beats.next_at() or clock.now() + SPAN
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout((next_at - clock.now()).total_seconds()):
                await beats.woken.wait()
