"""A lane: one credential of one chat, its queue, and the sends under way."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.chat.adapter import ChatAdapter
from bot.domain.guard import LONGEST_ABSENCE
from bot.engine.clock import Clock
from bot.engine.feature import Speech
from bot.engine.plans import Plans
from bot.store.leased import Leased
from bot.store.parts import PartRow
from bot.store.places import woken_by
from bot.store.store import Store, Turn
from bot.store.tx import Tx
from schedules.allowance import Allowance
from schedules.carrying import Carrying
from schedules.changing import Rework
from schedules.lease import Job, Lease, job_of, lease
from schedules.looking import DOUBT_LASTS, HALT_LASTS, Doubtful, look_for
from schedules.outages import EVERY, Outages, go_round
from schedules.reaching import Reaching
from schedules.settler import Settler
from schedules.settling import InDoubt, Missing, PartShown, Proved, TryAgain, Unanswered

log = logging.getLogger(__name__)

DOUBT_HOLDS_UP = timedelta(minutes=10)
"""What comes after a message in doubt waits for it, but no longer than this."""

AHEAD = 6
"""So many times what may be under way at once is taken out of the queue: while a third of it is put on record
and the next third is taken out, the rest leaves. A commit takes as long as sending a message: the more in
each, the better."""
MOST_GATHERED = 200
"""So many reports are enough for one transaction."""
PACED = "the place takes one message at a time"


class Lane:
    """Sends what is due, at most one message at a time to each place, and never faster than the pace."""

    def __init__(
        self,
        name: str,
        adapter: ChatAdapter,
        store: Store,
        clock: Clock,
        plans: Plans,
        speeches: Mapping[str, Speech],
        may_begin: Callable[[], bool],
        outages: Outages,
    ) -> None:
        self.name = name
        self._own = frozenset((woken_by(name),))
        self.wakes_on = self._own | {"holds", "doubts"}
        self._adapter = adapter
        self._store = store
        self._clock = clock
        self._plans = plans
        self._speeches = speeches
        self._reaching = Reaching(adapter, store, clock, plans)
        self._allowance = Allowance(adapter.pace.per_lane)
        self._carrying = Carrying(name, adapter, clock, self._reaching, outages)
        enough = min(AHEAD // 3 * adapter.pace.in_flight, MOST_GATHERED)
        self._settler = Settler(store, clock, plans, speeches, name, enough)
        self._more = False
        self._may_begin = may_begin
        self._outages = outages
        self._took_over = False
        self._doubts = False
        self._reconnected = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: set[str] = set()

    @property
    def halted(self) -> str | None:
        """Why the chat refuses the bot altogether, if it does."""
        return self._carrying.halted

    async def run_once(self, now: datetime) -> datetime | None:
        """Start what may leave; when to look again. Nothing leaves before the planner has looked."""
        if not self._may_begin():
            return None
        if not self._took_over:
            await self._take_over(now)
        if others := self._outages.ways_round(self.name, now):
            await self._store.write(partial(go_round, lane=self.name, others=others, now=now), Turn.MACHINE)
        if (closed_until := self._carrying.closed_until) is not None and closed_until > now:
            # What is due meanwhile goes round as soon as it would where the chat is tried more often.
            return min(closed_until, now + EVERY)
        doubt_at = await self._look_for_doubtful(now) if self._doubts else None
        next_at: datetime | None = None
        while (room := self._room(now)) > 0 and not self._carrying.is_closed(now):
            # Said before the lease: who ends meanwhile must know that somebody may wait behind them.
            self._more = passed_over = bool(self._busy)
            taken = await self._store.write(partial(self._lease, now=now, room=room), Turn.MACHINE)
            for job in taken.jobs:
                self._start(job.leased, self._change(job) if isinstance(job, Rework) else self._send(job))
            next_at, self._more = taken.next_at, taken.more or passed_over
            self._allowance.take(now, len(taken.jobs))
            if taken.doubts and not self._doubts:
                doubt_at = await self._look_for_doubtful(now)
            if not taken.more:
                break
        closed_until, rested = self._carrying.closed_until, self._carrying.rested()
        times = (next_at, doubt_at, closed_until, self._allowance.free_at(now), *rested)
        return min((at for at in times if at is not None and at > now), default=None)

    def reconnected(self) -> None:
        """The chat is there again: look at once for what was put off because it gave no answer."""
        self._carrying.reconnected()
        self._doubts = self._reconnected = True

    async def _take_over(self, now: datetime) -> None:
        """What is on record as being sent, and is not, is in doubt: mostly what a process died over."""
        abandoned = await self._store.write(lambda tx: tx.outbox.abandoned(self.name, now), Turn.MACHINE)
        if abandoned:
            log.warning("%d deliveries that were under way are looked for on %s", abandoned, self.name)
        self._took_over = self._doubts = True

    async def quiet(self) -> None:
        """Return when nothing is in flight."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Wait no longer: what has no answer, or was taken out and never left, is in doubt."""
        for task in self._tasks:
            task.cancel()
        await self.quiet()
        await self._settler.quiet()
        await self._take_over(self._clock.now())

    def _room(self, now: datetime) -> int:
        """How many more may be taken out now: one at a time, while none arrives."""
        most = 1 if self._outages.is_under_way(self.name, now) else AHEAD * self._adapter.pace.in_flight
        return self._allowance.room(now, max(0, most - len(self._tasks)))

    def _lease(self, tx: Tx, *, now: datetime, room: int) -> Lease:
        taken = lease(
            tx,
            self.name,
            now,
            busy=[*self._busy, *self._carrying.resting(now)],
            limit=room,
            plans=self._plans,
            speeches=self._speeches,
            layout=self._adapter.layout,
        )
        self._reaching.look_up(tx, (job.leased for job in taken.jobs))
        return taken

    async def _look_for_doubtful(self, now: datetime) -> datetime | None:
        """Begin to look for what was perhaps shown, no sooner than 15 s after the attempt."""
        since = now - LONGEST_ABSENCE
        self._doubts, at_once, self._reconnected = False, self._reconnected, False
        in_doubt, doubtful = await self._store.read(
            lambda tx: (
                tx.outbox.in_doubt(self.name),
                tx.outbox.doubtful(self.name, now, running=self._plans.names, looked_since=since),
            )
        )
        # A send that failed during the read has said so already.
        self._doubts = self._doubts or in_doubt
        next_at: datetime | None = None
        for leased, tried_at in doubtful:
            # By itself a chat seldom asks to be left alone for as long as silence is met with.
            put_off = leased.not_before > now + HALT_LASTS
            look_at = tried_at + DOUBT_LASTS
            if not (at_once and put_off):
                look_at = max(look_at, leased.not_before)
            if look_at > now:
                next_at = look_at if next_at is None else min(next_at, look_at)
                if look_at <= now + HALT_LASTS and now - tried_at < DOUBT_HOLDS_UP:
                    self._carrying.rest(leased.address, look_at)
            elif leased.address not in self._busy:
                self._start(leased, self._find(leased, tried_at))
        return next_at

    def _start(self, leased: Leased, coroutine: Coroutine[None, None, None]) -> None:
        self._busy.add(leased.address)
        self._settler.expect()
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._ended(leased, done))

    def _ended(self, leased: Leased, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._busy.discard(leased.address)
        if self._more:
            # Not by the commit, which comes before there is room.
            self._store.tell(self._own)
        if self._adapter.pace.per_place is not None:
            self._carrying.rest(leased.address, self._clock.now() + self._adapter.pace.per_place)
        if not task.cancelled() and task.exception() is not None:
            # It may have been shown, and that is not on record: like after a crash, it must be looked for.
            self._took_over = False
            log.error("a settlement of %s failed", leased.name, exc_info=task.exception())

    async def _send(self, job: Job) -> None:
        """Show the parts one after the other; each is on record before the next leaves."""
        if not job.parts:
            # Somebody pressed a button of the last part, after it had been looked for in vain.
            await self._settler.settle(Proved(leased=job.leased), goes_on=False)
        shown = False
        for ordinal, key, part in job.parts:
            if shown:
                self._allowance.take(self._clock.now())
            report = await self._carrying.show(
                job.leased, ordinal, key, part, last=ordinal == job.parts[-1][0], begun=shown
            )
            self._doubts = self._doubts or isinstance(report, InDoubt)
            goes_on = isinstance(report, PartShown) and not report.last
            await self._settler.settle(report, goes_on=goes_on)
            if not goes_on:
                return
            if self._adapter.pace.per_place is not None:
                paced = TryAgain(leased=job.leased, at=job.leased.not_before, reason=PACED)
                await self._settler.settle(paced, goes_on=False)
                return
            shown = True

    async def _change(self, rework: Rework) -> None:
        await self._settler.settle(await self._carrying.change(rework), goes_on=False)

    async def _find(self, leased: Leased, tried_at: datetime) -> None:
        """Look for the first part that is not on record; only what is certainly absent is sent again."""

        def read(tx: Tx) -> list[PartRow]:
            self._reaching.look_up(tx, [leased])
            return tx.parts.of([leased.id])[leased.id]

        rows = await self._store.read(read)
        doubtful = Doubtful(job=job_of(leased, rows), known=bool(rows), tried_at=tried_at)
        report = await look_for(
            self._adapter, doubtful, self._reaching.known_place(leased), self._clock.now()
        )
        if isinstance(report, Missing) and not any(row.shown_at for row in rows):
            self._carrying.missing.add(leased.id)
        if isinstance(report, Unanswered) and report.look_at is not None:
            self._carrying.unanswered(tried_at, report.look_at, self._clock.now())
        await self._settler.settle(report, goes_on=False)
