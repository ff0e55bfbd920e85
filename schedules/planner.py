"""The planner turns calendars into deliveries, each once, after the guard has looked."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from functools import partial

from bot.domain.calendar import end_of
from bot.domain.guard import ALWAYS_ALLOWED, Signs, reason_to_hold
from bot.domain.pauses import Pause
from bot.domain.people import EnrolmentState
from bot.domain.wall import midnight
from bot.engine.clock import Clock
from bot.engine.feature import Feature, TimerRoute
from bot.engine.plans import CohortPlan, Plans
from bot.features.joining import invitations
from bot.store.cohorts import CohortRow, Hold
from bot.store.enrolments import Enrolled
from bot.store.store import Store, Turn
from bot.store.timers import Timer
from bot.store.tx import Tx
from schedules.calendars import Calendars
from schedules.gathering import Gathered, gather
from schedules.planning import plan_for

log = logging.getLogger(__name__)

BATCH = 50
COUNTED = 20
"""A calendar that nobody asked for yet takes most of a millisecond."""
TICK_AT_LEAST_EVERY = timedelta(hours=1)
LOOK_AT_A_HOLD_EVERY = timedelta(minutes=5)
LOOK_AT_LEAST_EVERY = timedelta(days=1)
"""However little is due: a bot that ran is told from one that was away."""
EVENTS_ARE_KEPT = timedelta(days=14)
"""Longer than any platform repeats an event. Dropped with the first tick of a day: never under a hold."""
GUARD = "the guard"


class Look(Enum):
    """What became of a look at a cohort."""

    DONE = auto()
    MORE = auto()
    """A batch was planned, and there is more."""
    MANY = auto()
    """So much is due that the guard must see all of it first; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How far a look came, and when to look again."""

    how: Look
    next_at: datetime | None


class Planner:
    """A duty. After its first look, `has_looked` is true and the courier may begin."""

    wakes_on = frozenset(("plans",))

    def __init__(
        self,
        store: Store,
        clock: Clock,
        plans: Plans,
        features: Sequence[Feature],
        skew: Callable[[], timedelta] = timedelta,
    ) -> None:
        self._store = store
        self._clock = clock
        self._plans = plans
        self._timers: Mapping[str, TimerRoute] = {
            route.kind: route for feature in features for route in feature.timers
        }
        self._skew = skew
        self._calendars = Calendars()
        self._added: dict[int, Mapping[str, datetime]] = {}
        self._accepted: dict[int, timedelta] = {}
        self.has_looked = False

    async def run_once(self, now: datetime) -> datetime | None:
        """Plan what has come due in every cohort; when the next thing comes due."""
        nexts = [await self._look_at(plan, now) for plan in self._plans]
        self.has_looked = True
        return min((at for at in nexts if at is not None), default=None)

    async def quiet(self) -> None:
        """Nothing is ever in flight: run_once awaits its own transactions."""

    async def _look_at(self, plan: CohortPlan, now: datetime) -> datetime | None:
        """One transaction where little is due; where it is much, the guard sees all of it first."""
        look = partial(self._look, plan=plan, now=now)
        looked = await self._store.write(partial(look, past=None), Turn.MACHINE)
        if looked.how is Look.MANY:
            past = await self._count_past(plan, now)
            looked = await self._store.write(partial(look, past=past), Turn.MACHINE)
        while looked.how is Look.MORE:
            looked = await self._store.write(partial(look, past=0), Turn.MACHINE)
        return looked.next_at

    def _look(self, tx: Tx, *, plan: CohortPlan, now: datetime, past: int | None) -> Looked:
        """Plan a batch unless the guard holds; `past` is None as long as nobody has counted."""
        row = tx.cohorts.by_name(plan.cohort.name)
        if row is None:
            raise LookupError(
                f"the cohort {plan.cohort.name} is not in the database: import its roster first"
            )
        if row.hold is not None:
            return Looked(how=Look.DONE, next_at=now + LOOK_AT_A_HOLD_EVERY)
        chosen = tx.planned.due(row.id, now, limit=BATCH)
        edited = row.fingerprint != plan.fingerprint
        if row.last_tick is None:
            # New, or released by somebody who has looked: a clock that jumped before then is accepted.
            self._accepted[row.id] = self._clock.drift()
        if past is None and (edited or len(chosen) == BATCH):
            return Looked(how=Look.MANY, next_at=None)
        gathered = gather(tx, plan, chosen, self._calendars)
        if past is None:
            past = 0 if row.last_tick is None else gathered.past(row.last_tick)
        reason = reason_to_hold(self._signs(tx, row, past, now))
        if reason is not None:
            log.warning("cohort %s is held until cohortbot release or forget: %s", plan.cohort.name, reason)
            tx.cohorts.hold(row.id, Hold(reason=reason, since=now, by=GUARD))
            return Looked(how=Look.DONE, next_at=now + LOOK_AT_A_HOLD_EVERY)
        if edited or row.last_tick is None:
            self._take_up(tx, plan, row, now)
        if edited:
            return Looked(how=Look.MORE, next_at=now)
        timers = tx.timers.of([one.id for one in chosen]) if chosen else []
        if self._keep_promises(tx, gathered, timers, now):
            # The end of a pause changes what a creator is, and a promise that is kept may make another.
            numbers = [one.id for one in chosen]
            gathered = gather(tx, plan, tx.enrolments.those(numbers), self._calendars)
            timers = tx.timers.of(numbers)
        promised = {timer.enrolment: timer.due_at for timer in reversed(timers)}
        self._plan(tx, row, gathered, promised, now)
        if len(chosen) == BATCH:
            return Looked(how=Look.MORE, next_at=now)
        if chosen or row.last_tick is None or now - row.last_tick >= TICK_AT_LEAST_EVERY:
            tx.cohorts.tick(row.id, now)
            if row.last_tick is None or row.last_tick.date() != now.date():
                tx.events.forget(now - EVENTS_ARE_KEPT)
        return Looked(
            how=Look.DONE, next_at=_earliest(tx.planned.next_due(row.id), now + LOOK_AT_LEAST_EVERY)
        )

    def _signs(self, tx: Tx, row: CohortRow, past: int, now: datetime) -> Signs:
        return Signs(
            now=now,
            last_tick=row.last_tick,
            drift=self._clock.drift() - self._accepted.get(row.id, timedelta()),
            skew=self._skew(),
            past=past,
            active=tx.enrolments.active(row.id) if past > ALWAYS_ALLOWED else 0,
        )

    async def _count_past(self, plan: CohortPlan, now: datetime) -> int:
        """How many steps would be planned now, over all enrolments, whose time lies before the last tick.

        Counted in many readings, so that people are answered between them.
        """
        past, last = await self._store.read(partial(self._count_some, plan=plan, now=now, after=None))
        while last is not None:
            some, last = await self._store.read(partial(self._count_some, plan=plan, now=now, after=last))
            past += some
        return past

    def _count_some(
        self, tx: Tx, plan: CohortPlan, now: datetime, after: Enrolled | None
    ) -> tuple[int, Enrolled | None]:
        """The steps of those who come next after one, and the last of them; None when there is nobody."""
        row = tx.cohorts.by_name(plan.cohort.name)
        if row is None or row.last_tick is None:
            return 0, None
        # An edited programme is planned anew for everybody; else only those who are due are looked at.
        chosen = (
            tx.planned.travelling(row.id, after=after.id if after else 0, limit=COUNTED)
            if row.fingerprint != plan.fingerprint
            else tx.planned.due(row.id, now, limit=COUNTED, after=after)
        )
        past = gather(tx, plan, chosen, self._calendars).past(row.last_tick)
        return past, chosen[-1] if chosen else None

    def _plan(
        self, tx: Tx, row: CohortRow, gathered: Gathered, promised: Mapping[int, datetime], now: datetime
    ) -> None:
        if not gathered.chosen:
            return
        added = self._added_steps(tx, row)
        plans = [
            (
                one,
                plan_for(
                    one,
                    gathered.calendars[one.id],
                    gathered.known[one.id],
                    added,
                    now,
                    pauses=gathered.pauses[one.id],
                ),
            )
            for one in gathered.chosen
        ]
        tx.occurrences.add((one.id, entry) for one, planned in plans for entry in planned.entries)
        tx.deliveries.add(owed for _, planned in plans for owed in planned.owed)
        nexts: list[tuple[int, datetime | None]] = []
        for one, planned in plans:
            next_at = planned.next_at
            if next_at is None and one.id not in promised:
                next_at = _complete(tx, gathered.plan, one, gathered.pauses[one.id], now)
            nexts.append((one.id, _earliest(next_at, promised.get(one.id))))
        tx.planned.set_next_due(nexts)

    def _added_steps(self, tx: Tx, row: CohortRow) -> Mapping[str, datetime]:
        """Which steps came later; they change only when this planner takes up an edited programme."""
        if row.id not in self._added:
            self._added[row.id] = tx.steps.added(row.id)
        return self._added[row.id]

    def _keep_promises(self, tx: Tx, gathered: Gathered, timers: Sequence[Timer], now: datetime) -> bool:
        """Do what the timers that have come due are for; whether there were any."""
        by_number = {one.id: one for one in gathered.chosen}
        due = [timer for timer in timers if timer.due_at <= now]
        tx.timers.drop([timer.name for timer in due])
        for timer in due:
            self._timers[timer.kind].run(tx, timer, by_number[timer.enrolment], gathered.plan, now)
        return bool(due)

    def _take_up(self, tx: Tx, plan: CohortPlan, row: CohortRow, now: datetime) -> None:
        """Begin with a programme, or go on with an edited one: everybody's calendar is looked at again."""
        tx.steps.register(row.id, plan.programme, now)
        tx.cohorts.set_fingerprint(row.id, plan.fingerprint)
        tx.deliveries.add(invitations(plan, row.id, row.key, now))
        self._added.pop(row.id, None)
        if row.fingerprint != plan.fingerprint:
            tx.enrolments.replan_all(row.id, now)


def _complete(
    tx: Tx, plan: CohortPlan, one: Enrolled, pauses: Sequence[Pause], now: datetime
) -> datetime | None:
    """Nothing is left to come: at the end of the last week the creator has completed the programme."""
    end = end_of(plan.programme, plan.cohort, one.enrolment, pauses)
    if end is None or one.enrolment.state is not EnrolmentState.ACTIVE:
        return None
    at = midnight(end, one.enrolment.person.zone)
    if at > now:
        return at
    tx.enrolments.set_state(one.id, EnrolmentState.COMPLETED)
    return None


def _earliest(*times: datetime | None) -> datetime | None:
    return min((at for at in times if at is not None), default=None)
