"""What the rules of flags look at, read for many creators in few statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.domain.flags import FallingMood, History, MetricDrop, MissedCheckins, Rule, Silence, StuckUnanswered
from bot.domain.pauses import Pause
from bot.domain.wall import local_day, midnight
from bot.engine.plans import CohortPlan
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx


def histories(
    tx: Tx, plan: CohortPlan, some: Sequence[Enrolled], rules: Iterable[Rule], now: datetime
) -> dict[int, History]:
    """The history of each enrolment, by its number, as far as these rules ask for it."""
    numbers = [one.id for one in some]
    kinds = {type(rule) for rule in rules}
    questions = [rule.question for rule in rules if isinstance(rule, FallingMood)]
    metrics = [rule.metric for rule in rules if isinstance(rule, MetricDrop)]
    check_ins = tx.watching.check_ins(numbers) if MissedCheckins in kinds else {}
    answers = tx.watching.numbers(numbers, questions)
    values = tx.watching.metrics(numbers, metrics)
    signs = last_signs(tx, plan, some, now) if Silence in kinds else {}
    waiting = help_wanted(tx, numbers) if StuckUnanswered in kinds else {}
    return {
        one.id: History(
            check_ins=check_ins.get(one.id, ()),
            numbers=answers.get(one.id, {}),
            metrics=values.get(one.id, {}),
            last_sign=signs.get(one.id),
            help_since=waiting.get(one.id, ()),
        )
        for one in some
    }


def help_wanted(tx: Tx, enrolments: Sequence[int]) -> Mapping[int, Sequence[datetime]]:
    """Since when these creators wait for help that they asked for."""
    return tx.matters.cries(enrolments)


def last_signs(
    tx: Tx, plan: CohortPlan, some: Sequence[Enrolled], now: datetime
) -> dict[int, datetime | None]:
    """When each of these last did anything."""
    pauses = tx.pauses.of([one.id for one in some])
    return {one.id: last_sign(one, plan, pauses[one.id], now) for one in some}


def last_sign(one: Enrolled, plan: CohortPlan, pauses: Sequence[Pause], now: datetime) -> datetime | None:
    """When a creator last did anything; a rest, and the time before week 1, are no silence."""
    seen = one.last_seen_at or one.enrolment.joined_at
    if seen is None:
        return None
    zone = one.enrolment.person.zone
    today = local_day(now, zone)
    rests = (rest.end for rest in (*pauses, *plan.cohort.breaks) if rest.end and rest.start <= today)
    return max(seen, midnight(plan.cohort.start, zone), *(midnight(end, zone) for end in rests))
