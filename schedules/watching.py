"""The watch looks after creators once a day, since silence is no event that anybody would hear of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from bot.domain.flags import FallingMood, MetricDrop, Rule, Silence, StuckUnanswered
from bot.domain.wall import at_time, local_day
from bot.engine.plans import CohortPlan, Plans
from bot.features.flag_history import help_wanted
from bot.features.looking_after import drop_forgotten, look_at
from bot.store.store import Store, Turn
from bot.store.tx import Tx

BATCH = 50
"""With a whole programme behind them, so many are looked at by every rule in 15 ms."""
AT = time(6)
"""By the cohort's clocks: what is found waits for each creator's morning."""
LOOK_AT_A_HOLD_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """Whom to look at by which rules; `answers` is how many answers there were by then."""

    looks: tuple[tuple[Sequence[int], Sequence[Rule]], ...]
    answers: int


class Watch:
    """A duty: at the start it looks at everybody by every rule, then daily where something may have come."""

    wakes_on: frozenset[str] = frozenset()

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store = store
        self._plans = [plan for plan in plans if plan.flag_rules]
        self._nexts: dict[str, datetime] = {}
        self._answers: dict[str, int] = {}

    async def run_once(self, now: datetime) -> datetime | None:
        """Look at each cohort whose time has come; when the next one's comes."""
        for plan in self._plans:
            name = plan.cohort.name
            if name not in self._nexts or self._nexts[name] <= now:
                self._nexts[name] = await self._look(plan, now)
        return min(self._nexts.values(), default=None)

    async def quiet(self) -> None:
        """Nothing is ever in flight: run_once awaits its own transactions."""

    async def _look(self, plan: CohortPlan, now: datetime) -> datetime:
        known = self._answers.get(plan.cohort.name)
        found = await self._store.read(lambda tx: _round(tx, plan, known, now))
        if found is None:
            return now + LOOK_AT_A_HOLD_EVERY
        for numbers, rules in found.looks:
            for first in range(0, len(numbers), BATCH):
                batch = numbers[first : first + BATCH]
                await self._store.write(partial(_look_at, plan, batch, rules, now), Turn.MACHINE)
        if known is None:
            await self._store.write(partial(_drop_forgotten, plan, now), Turn.MACHINE)
        self._answers[plan.cohort.name] = found.answers
        return _next_morning(plan, now)


def _round(tx: Tx, plan: CohortPlan, known: int | None, now: datetime) -> _Round | None:
    """What is to be done in a cohort that is not held; `known` is None at the start."""
    row = tx.cohorts.by_name(plan.cohort.name)
    if row is None or row.hold is not None:
        return None
    answers = tx.watching.newest_answer()
    if known is None:
        return _Round(looks=((tx.watching.active(row.id), plan.flag_rules),), answers=answers)
    silence = [rule for rule in plan.flag_rules if isinstance(rule, Silence)]
    stuck = [rule for rule in plan.flag_rules if isinstance(rule, StuckUnanswered)]
    falls = [rule for rule in plan.flag_rules if isinstance(rule, FallingMood | MetricDrop)]
    up = tx.flags.up_in(row.id)
    quiet: set[int] = set()
    for rule in silence:
        quiet |= {flag.enrolment for flag in up if flag.rule == rule.name}
        quiet |= set(tx.watching.quiet(row.id, now - timedelta(days=rule.days)))
    waiting = {flag.enrolment for flag in up if flag.rule == StuckUnanswered.KIND}
    if stuck:
        waiting |= set(help_wanted(tx, tx.watching.active(row.id)))
    newly = tx.watching.answered_since(row.id, known) if falls and answers > known else []
    looks = ((sorted(quiet), silence), (sorted(waiting), stuck), (newly, falls))
    return _Round(looks=looks, answers=answers)


def _look_at(plan: CohortPlan, numbers: Sequence[int], rules: Sequence[Rule], now: datetime, tx: Tx) -> None:
    look_at(tx, plan, tx.enrolments.those(numbers), rules, now)


def _drop_forgotten(plan: CohortPlan, now: datetime, tx: Tx) -> None:
    row = tx.cohorts.by_name(plan.cohort.name)
    if row is not None:
        drop_forgotten(tx, plan, row.id, now)


def _next_morning(plan: CohortPlan, now: datetime) -> datetime:
    """The next 06:00 of the cohort."""
    zone = plan.cohort.zone
    today = local_day(now, zone)
    mornings = (at_time(today + timedelta(days=days), AT, zone) for days in range(3))
    return next(at for at in mornings if at > now)
