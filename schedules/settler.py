"""The settler gathers reports and puts many on record at once."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.engine.clock import Clock
from bot.engine.feature import Speech
from bot.engine.plans import Plans
from bot.store.places import woken_by
from bot.store.store import Store, Turn
from bot.store.tx import Tx
from schedules.settling import PartShown, Report, settle

LONGEST_WAIT = 0.05
"""Seconds after the first report."""


class Settler:
    """Settles when `enough` reports have gathered, when none is expected, or 50 ms after the first."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        plans: Plans,
        speeches: Mapping[str, Speech],
        lane: str,
        enough: int,
    ) -> None:
        self._store = store
        self._clock = clock
        self._plans = plans
        self._speeches = speeches
        self._lane = lane
        self._enough = enough
        self._expected = 0
        self._gathered: list[tuple[Report, bool, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._flushes: set[asyncio.Task[None]] = set()

    def expect(self) -> None:
        """A report will come."""
        self._expected += 1

    async def settle(self, report: Report, *, goes_on: bool) -> None:
        """Return when the report is on record; with `goes_on` its sender has more to report."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._gathered.append((report, goes_on, done))
        self._expected -= 1
        if self._expected == 0 or len(self._gathered) >= self._enough:
            self._flush()
        elif self._timer is None:
            self._timer = loop.call_later(LONGEST_WAIT, self._flush)
        await done

    async def quiet(self) -> None:
        """Return when all that was gathered is on record, or has failed to be."""
        self._flush()
        if self._flushes:
            await asyncio.wait(self._flushes)

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._gathered:
            batch, self._gathered = self._gathered, []
            task = asyncio.create_task(self._put_on_record(batch))
            self._flushes.add(task)
            task.add_done_callback(self._flushes.discard)

    async def _put_on_record(self, batch: list[tuple[Report, bool, asyncio.Future[None]]]) -> None:
        reports = [report for report, _, _ in batch]
        waits = any(not isinstance(report, PartShown) or report.found for report in reports)
        now = self._clock.now()
        try:
            await self._store.write(lambda tx: self._settle(tx, reports, waits, now), Turn.MACHINE)
        except BaseException as error:
            for _, _, done in batch:
                if not done.done():
                    done.set_exception(error)
            raise
        for _, goes_on, done in batch:
            if goes_on:
                self._expected += 1
            if not done.done():
                done.set_result(None)

    def _settle(self, tx: Tx, reports: Sequence[Report], waits: bool, now: datetime) -> None:
        settle(tx, reports, self._plans, self._speeches, now)
        if waits:
            tx.touched.add(woken_by(self._lane))
