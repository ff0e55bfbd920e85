"""A lane: one credential of one chat, its queue, and the sends under way."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.chat.adapter import Ambiguous, ChatAdapter, Halted, Retry, Undeliverable
from bot.chat.message import Part
from bot.domain.guard import LONGEST_ABSENCE
from bot.engine.clock import Clock
from bot.engine.feature import Speech
from bot.engine.plans import Plans
from bot.store.leased import Leased
from bot.store.outbox import PartRow
from bot.store.places import woken_by
from bot.store.store import Store, Turn
from bot.store.tx import Tx
from schedules import changing
from schedules.allowance import Allowance
from schedules.changing import Rework
from schedules.lease import Job, Lease, job_of, lease
from schedules.looking import DOUBT_LASTS, HALT_LASTS, Doubtful, look_for
from schedules.methods import Methods, method_of
from schedules.outages import Outages, go_round
from schedules.reaching import Reaching
from schedules.settler import Settler
from schedules.settling import Changed, InDoubt, PartShown, Refused, Report, Stopped, TryAgain

log = logging.getLogger(__name__)

DOUBT_HOLDS_UP = timedelta(minutes=10)
"""What comes after a message in doubt waits for it, but no longer than this."""

AHEAD = 2
"""So many times what may be under way at once is taken out of the queue: while the first of it is put on
record, the rest leaves."""
CLOSED = "the chat asked the bot to wait before this left"

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
        self.wakes_on = frozenset((woken_by(name), "holds", "doubts"))
        self._adapter = adapter
        self._store = store
        self._clock = clock
        self._plans = plans
        self._speeches = speeches
        self._reaching = Reaching(adapter, store, clock, plans)
        self._allowance = Allowance(adapter.pace.per_lane)
        at_once = adapter.pace.in_flight
        self._turns = asyncio.Semaphore(at_once)
        self._settler = Settler(store, clock, plans, speeches, name, at_once, lambda: self._more)
        self._more = False
        self._may_begin = may_begin
        self._outages = outages
        self._took_over = False
        self._doubts = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._busy: set[str] = set()
        self._rests: dict[str, datetime] = {}
        self._methods = Methods()
        self._closed_until: datetime | None = None
        self.halted: str | None = None

    async def run_once(self, now: datetime) -> datetime | None:
        """Start what may leave; when to look again. Nothing leaves before the planner has looked."""
        if not self._may_begin():
            return None
        if not self._took_over:
            await self._take_over(now)
        if self._is_closed(now):
            return self._closed_until
        if others := self._outages.ways_round(self.name, now):
            await self._store.write(partial(go_round, lane=self.name, others=others, now=now), Turn.MACHINE)
        self._rests = {place: until for place, until in self._rests.items() if until > now}
        doubt_at = await self._look_for_doubtful(now) if self._doubts else None
        next_at: datetime | None = None
        while (room := self._room(now)) > 0 and not self._is_closed(now):
            # Said before the lease: what settles meanwhile must know that somebody may wait behind it.
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
        times = (next_at, doubt_at, self._closed_until, self._allowance.free_at(now), *self._rests.values())
        return min((at for at in times if at is not None and at > now), default=None)

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
        """How many more may be taken out now."""
        return self._allowance.room(now, AHEAD * self._adapter.pace.in_flight - len(self._tasks))

    def _is_closed(self, now: datetime) -> bool:
        return self._closed_until is not None and self._closed_until > now

    def _lease(self, tx: Tx, *, now: datetime, room: int) -> Lease:
        taken = lease(
            tx,
            self.name,
            now,
            busy=[*self._busy, *self._rests],
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
        self._doubts = False
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
            look_at = max(tried_at + DOUBT_LASTS, leased.not_before)
            if look_at > now:
                next_at = look_at if next_at is None else min(next_at, look_at)
                if look_at <= now + HALT_LASTS and now - tried_at < DOUBT_HOLDS_UP:
                    self._rests[leased.address] = look_at
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
        if self._adapter.pace.per_place is not None:
            self._rest(leased.address, self._clock.now() + self._adapter.pace.per_place)
        if not task.cancelled() and task.exception() is not None:
            # It may have been shown, and that is not on record: like after a crash, it must be looked for.
            self._took_over = False
            log.error("a settlement of %s failed", leased.name, exc_info=task.exception())

    async def _send(self, job: Job) -> None:
        """Show the parts one after the other; each is on record before the next leaves."""
        shown = False
        for ordinal, key, part in job.parts:
            if shown:
                self._allowance.take(self._clock.now())
            report = await self._show(
                job.leased, ordinal, key, part, last=ordinal == job.parts[-1][0], begun=shown
            )
            goes_on = isinstance(report, PartShown) and not report.last
            await self._settler.settle(report, goes_on=goes_on)
            if not goes_on:
                return
            if self._adapter.pace.per_place is not None:
                paced = TryAgain(leased=job.leased, at=job.leased.not_before, reason=PACED)
                await self._settler.settle(paced, goes_on=False)
                return
            shown = True

    async def _show(
        self, leased: Leased, ordinal: int, key: str, part: Part, *, last: bool, begun: bool
    ) -> Report:
        async with self._turns:
            now = self._clock.now()
            if self._is_closed(now):
                return TryAgain(leased=leased, at=leased.not_before, reason=CLOSED)
            return await self._sent(leased, ordinal, key, part, last=last, begun=begun, now=now)

    async def _sent(
        self, leased: Leased, ordinal: int, key: str, part: Part, *, last: bool, begun: bool, now: datetime
    ) -> Report:
        try:
            with self._methods.using(method_of(part), now):
                place = await self._reaching.place(leased)
                ref = await self._adapter.send(place, part, key=key)
        except Retry as retry:
            return self._wait(leased, retry, now)
        except Undeliverable as refused:
            room = self._reaching.room_of(leased)
            return Refused(leased=leased, reason=refused.why, begun=begun or leased.frozen, room=room)
        except Halted as halted:
            return self._halt(leased, halted, now)
        except Ambiguous as doubt:
            return self._doubt(leased, now, str(doubt) or "no answer")
        except Exception as unforeseen:  # The courier's broad catch: nobody knows what happened.
            log.exception("an unforeseen error while sending %s", leased.name)
            return self._doubt(leased, now, type(unforeseen).__name__)
        self._carried()
        return PartShown(leased=leased, ordinal=ordinal, ref=ref, last=last)

    async def _change(self, rework: Rework) -> None:
        """Make an edit or a deletion; where nobody knows how it went, it is made again."""
        async with self._turns:
            report = await self._changed(rework, self._clock.now())
        await self._settler.settle(report, goes_on=False)

    async def _changed(self, rework: Rework, now: datetime) -> Report:
        leased = rework.leased
        if self._is_closed(now):
            return TryAgain(leased=leased, at=leased.not_before, reason=CLOSED)
        try:
            with self._methods.using("change", now):
                await changing.make(self._adapter, rework)
        except Retry as retry:
            return self._wait(leased, retry, now)
        except Undeliverable as refused:
            return Refused(leased=leased, reason=refused.why, begun=True)
        except Halted as halted:
            return self._halt(leased, halted, now)
        except Ambiguous as doubt:
            return changing.again(leased, now, str(doubt) or "no answer")
        except Exception as unforeseen:  # The same broad catch.
            log.exception("an unforeseen error while changing %s", leased.changes)
            return changing.again(leased, now, type(unforeseen).__name__)
        self._carried()
        return Changed(leased=leased, original=rework.original, parts=len(rework.edits))

    def _carried(self) -> None:
        self.halted = None
        self._outages.carried(self.name)

    def _rest(self, address: str, until: datetime) -> None:
        """Leave the place alone until then, or as long as it was to be left alone before."""
        self._rests[address] = max(until, self._rests.get(address, until))

    def _wait(self, leased: Leased, retry: Retry, now: datetime) -> TryAgain:
        if retry.scope == "method":
            # A change may come after what is new at its place.
            return TryAgain(leased=leased, at=now + retry.after, reason=str(retry))
        if retry.scope == "lane":
            self._closed_until = now + retry.after
            self._outages.tried_in_vain(self.name, now)
        self._rest(leased.address, now + retry.after)
        # The place rests, not the message: else a later one would overtake it.
        return TryAgain(leased=leased, at=leased.not_before, reason=str(retry))

    def _doubt(self, leased: Leased, now: datetime, reason: str) -> InDoubt:
        self._doubts = True
        # Nothing overtakes it before it was looked for.
        self._rest(leased.address, now + DOUBT_LASTS)
        return InDoubt(leased=leased, look_at=now + DOUBT_LASTS, reason=reason)

    def _halt(self, leased: Leased, halted: Halted, now: datetime) -> Stopped:
        """Stop the lane; its rows stay due."""
        if self.halted is None:
            log.error("%s is halted: %s", self.name, halted.why)
        self.halted = halted.why
        self._outages.tried_in_vain(self.name, now)
        self._closed_until = now + HALT_LASTS
        return Stopped(leased=leased, reason=halted.why)

    async def _find(self, leased: Leased, tried_at: datetime) -> None:
        """Look for the first part that is not on record; only what is certainly absent is sent again."""

        def read(tx: Tx) -> list[PartRow]:
            self._reaching.look_up(tx, [leased])
            return tx.outbox.parts([leased.id])[leased.id]

        rows = await self._store.read(read)
        doubtful = Doubtful(job=job_of(leased, rows), known=bool(rows), tried_at=tried_at)
        report = await look_for(
            self._adapter, doubtful, self._reaching.known_place(leased), self._clock.now()
        )
        await self._settler.settle(report, goes_on=False)
