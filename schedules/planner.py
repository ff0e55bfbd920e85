"""The planner turns calendars into deliveries, each once, after the guard has looked."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.domain.calendar import end_of
from bot.domain.guard import Signs, reason_to_hold
from bot.domain.pauses import Pause
from bot.domain.people import EnrolmentState
from bot.domain.wall import midnight
from bot.engine.clock import Clock
from bot.engine.feature import Feature, TimerRoute
from bot.engine.plans import CohortPlan, Plans
from bot.features.joining import invitations
from bot.store.cohorts import CohortRow, Hold
from bot.store.enrolments import TRAVELLING, Enrolled
from bot.store.store import Store, Turn
from bot.store.tx import Tx
from schedules.calendars import Calendars
from schedules.planning import Planned, plan_for

log = logging.getLogger(__name__)

BATCH = 50
TICK_AT_LEAST_EVERY = timedelta(hours=1)
LOOK_AT_A_HOLD_EVERY = timedelta(minutes=5)
GUARD = "the guard"
_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a look at a cohort showed."""

    row: CohortRow
    edited: bool
    next_due: datetime | None
    past: int
    active: int
    idle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Whether all that was due is planned, and when the next thing comes due."""

    all: bool
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
        self.has_looked = False

    async def run_once(self, now: datetime) -> datetime | None:
        """Plan what has come due in every cohort; when the next thing comes due."""
        nexts = [await self._look_at(plan, now) for plan in self._plans]
        self.has_looked = True
        return min((at for at in nexts if at is not None), default=None)

    async def quiet(self) -> None:
        """Nothing is ever in flight: run_once awaits its own transactions."""

    async def _look_at(self, plan: CohortPlan, now: datetime) -> datetime | None:
        view = await self._store.read(lambda tx: self._survey(tx, plan, now))
        if view.row.hold is not None:
            return now + LOOK_AT_A_HOLD_EVERY
        signs = Signs(
            now=now,
            last_tick=view.row.last_tick,
            drift=self._clock.drift(),
            skew=self._skew(),
            past=view.past,
            active=view.active,
        )
        reason = reason_to_hold(signs)
        if reason is not None:
            log.warning("cohort %s is held: %s", plan.cohort.name, reason)
            hold = Hold(reason=reason, since=now, by=GUARD)
            await self._store.write(lambda tx: tx.cohorts.hold(view.row.id, hold), Turn.MACHINE)
            return now + LOOK_AT_A_HOLD_EVERY
        if view.idle:
            return await self._tick_if_long_ago(view, now)
        if view.edited or view.row.last_tick is None:
            await self._store.write(lambda tx: _take_up(tx, plan, view.row, now), Turn.MACHINE)
        while True:
            planned = await self._store.write(
                lambda tx: self._plan_batch(tx, plan, view.row, now), Turn.MACHINE
            )
            if planned.all:
                return planned.next_at

    def _survey(self, tx: Tx, plan: CohortPlan, now: datetime) -> View:
        """Look without touching: everything that the guard wants to know before anything is written."""
        row = tx.cohorts.by_name(plan.cohort.name)
        if row is None:
            raise LookupError(
                f"the cohort {plan.cohort.name} is not in the database: import its roster first"
            )
        next_due = tx.enrolments.next_due(row.id)
        edited = row.fingerprint != plan.fingerprint
        idle = not edited and row.last_tick is not None and (next_due is None or next_due > now)
        view = View(row=row, edited=edited, idle=idle, next_due=next_due, past=0, active=0)
        if idle or row.hold is not None or row.last_tick is None:
            return view
        past = self._count_past(tx, plan, row, row.last_tick, until=_EVER if edited else now)
        return replace(view, past=past, active=tx.enrolments.active(row.id))

    def _count_past(
        self, tx: Tx, plan: CohortPlan, row: CohortRow, last_tick: datetime, *, until: datetime
    ) -> int:
        """How many steps would be planned whose time lies before the last tick."""
        past, after = 0, 0
        while chosen := tx.enrolments.due(row.id, until, after=after, limit=BATCH):
            after = chosen[-1].id
            numbers = [one.id for one in chosen]
            pauses = tx.pauses.of(numbers)
            old = {one.id: self._before(plan, one, pauses[one.id], last_tick) for one in chosen}
            if any(old.values()):
                known = tx.occurrences.keys(numbers)
                past += sum(len(keys - known[number]) for number, keys in old.items())
        return past

    def _before(
        self, plan: CohortPlan, one: Enrolled, pauses: Sequence[Pause], last_tick: datetime
    ) -> set[str]:
        """The keys of a creator's steps from joining up to the last tick."""
        joined_at = one.enrolment.joined_at
        if joined_at is None or one.enrolment.state not in TRAVELLING:
            return set()
        calendar = self._calendars.of(plan, one, pauses)
        return {occurrence.key for occurrence in calendar if joined_at <= occurrence.at < last_tick}

    async def _tick_if_long_ago(self, view: View, now: datetime) -> datetime | None:
        last_tick = view.row.last_tick
        if last_tick is None or now - last_tick >= TICK_AT_LEAST_EVERY:
            await self._store.write(lambda tx: tx.cohorts.tick(view.row.id, now), Turn.MACHINE)
        return view.next_due

    def _plan_batch(self, tx: Tx, plan: CohortPlan, row: CohortRow, now: datetime) -> Batch:
        chosen = tx.enrolments.due(row.id, now, after=0, limit=BATCH)
        if chosen:
            self._plan_some(tx, plan, row, chosen, now)
        if len(chosen) == BATCH:
            return Batch(all=False, next_at=now)
        tx.cohorts.tick(row.id, now)
        return Batch(all=True, next_at=tx.enrolments.next_due(row.id))

    def _plan_some(
        self, tx: Tx, plan: CohortPlan, row: CohortRow, chosen: Sequence[Enrolled], now: datetime
    ) -> None:
        numbers = [enrolled.id for enrolled in chosen]
        known = tx.occurrences.keys(numbers)
        pauses = tx.pauses.of(numbers)
        added = tx.steps.added(row.id)
        plans: list[tuple[Enrolled, Planned]] = [
            (one, plan_for(one, self._calendars.of(plan, one, pauses[one.id]), known[one.id], added, now))
            for one in chosen
        ]
        tx.occurrences.add((one.id, entry) for one, planned in plans for entry in planned.entries)
        tx.deliveries.add(owed for _, planned in plans for owed in planned.owed)
        self._keep_promises(tx, plan, chosen, now)
        promised = tx.timers.next_due(numbers)
        nexts: list[tuple[int, datetime | None, str]] = []
        for one, planned in plans:
            next_at = planned.next_at
            if next_at is None and one.id not in promised:
                next_at = _complete(tx, plan, one, pauses[one.id], now)
            nexts.append((one.id, _earliest(next_at, promised.get(one.id)), plan.fingerprint))
        tx.enrolments.set_next_due(nexts)

    def _keep_promises(self, tx: Tx, plan: CohortPlan, chosen: Sequence[Enrolled], now: datetime) -> None:
        by_number = {enrolled.id: enrolled for enrolled in chosen}
        due = tx.timers.due(list(by_number), now)
        tx.timers.drop([timer.name for timer in due])
        for timer in due:
            self._timers[timer.kind].run(tx, timer, by_number[timer.enrolment], plan, now)


def _take_up(tx: Tx, plan: CohortPlan, row: CohortRow, now: datetime) -> None:
    """Begin with a programme, or go on with an edited one: everybody's calendar is looked at again."""
    tx.steps.register(row.id, plan.programme, now)
    tx.cohorts.set_fingerprint(row.id, plan.fingerprint)
    tx.deliveries.add(invitations(plan, row.id, row.key, now))
    if row.last_tick is not None:
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
