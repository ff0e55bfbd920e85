"""Creators are looked at by the rules of their cohort, and flags go up and come down accordingly."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.flag_facts import BY_HAND, Facts, newest, read, written
from bot.domain.flags import (
    History,
    MetricDrop,
    MissedCheckins,
    Rule,
    Rung,
    Silence,
    StuckUnanswered,
    after,
    raised,
)
from bot.domain.people import EnrolmentState
from bot.engine.feature import Feature, TimerRoute
from bot.engine.plans import CohortPlan
from bot.features.flag_history import histories
from bot.features.flagging import LADDER, promise, raise_flag, take_down, to_mentor
from bot.store.enrolments import Enrolled
from bot.store.flags import Flag
from bot.store.timers import Timer
from bot.store.tx import Tx


def look_at(tx: Tx, plan: CohortPlan, some: Sequence[Enrolled], rules: Sequence[Rule], now: datetime) -> None:
    """Raise and take down the flags of these rules; who rests, has left or has completed is left alone."""
    active = [one for one in some if one.enrolment.state is EnrolmentState.ACTIVE]
    if not active or not rules:
        return
    past = histories(tx, plan, active, rules, now)
    last = {(flag.enrolment, flag.rule): flag for flag in tx.flags.of([one.id for one in active])}
    for one in active:
        for rule in rules:
            flag = last.get((one.id, rule.name))
            facts = raised(rule, _since(flag, past[one.id]), now)
            _settle(tx, plan, one, rule, flag, facts, now)


def _since(flag: Flag | None, past: History) -> History:
    """What came after a person crossed the flag out, if one did: what they knew of is no new reason."""
    if flag is None or flag.cleared_at is None or flag.cleared_by is None:
        return past
    return after(past, flag.cleared_at)


def _settle(
    tx: Tx,
    plan: CohortPlan,
    one: Enrolled,
    rule: Rule,
    last: Flag | None,
    facts: Facts | None,
    now: datetime,
) -> None:
    """What becomes of the newest flag of a rule, now that these are the facts."""
    if last is not None and last.cleared_at is None and facts is None:
        take_down(tx, last, now)
    elif facts is None or (last is not None and newest(read(last.facts)) == newest(facts)):
        return
    elif last is not None and last.cleared_at is None:
        tx.flags.renew(last.key, written(facts))
    else:
        raise_flag(tx, one, rule.name, facts, plan, now)


def answered(tx: Tx, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """A creator has answered a check-in or survey: what was a reason may be gone, or have come.

    Silence has ended already, as with whatever else they do, and help that they asked for is no matter
    of answers.
    """
    rules = [rule for rule in plan.flag_rules if not isinstance(rule, Silence | StuckUnanswered)]
    look_at(tx, plan, [enrolled], rules, now)


def closed(tx: Tx, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """A check-in has closed without an answer."""
    rules = [rule for rule in plan.flag_rules if isinstance(rule, MissedCheckins)]
    look_at(tx, plan, [enrolled], rules, now)


def counted(tx: Tx, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """A creator has told a number, asked or not."""
    rules = [rule for rule in plan.flag_rules if isinstance(rule, MetricDrop)]
    look_at(tx, plan, [enrolled], rules, now)


def helped(tx: Tx, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """Somebody has answered a cry for help, or said that it is done."""
    rules = [rule for rule in plan.flag_rules if isinstance(rule, StuckUnanswered)]
    look_at(tx, plan, [enrolled], rules, now)


def drop_forgotten(tx: Tx, plan: CohortPlan, cohort: int, now: datetime) -> None:
    """Take down the flags of rules that the admins have taken out of the cohort's table."""
    known = {rule.name for rule in plan.flag_rules} | {BY_HAND}
    for flag in tx.flags.up_in(cohort):
        if flag.rule not in known:
            take_down(tx, flag, now)


def climb(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """A flag that is still up, and still has its reason, comes to the next ones who hear of it."""
    _, key, rung = timer.name.split("/")
    flag = tx.flags.by_key(key)
    if flag is None or flag.cleared_at is not None:
        return
    if flag.rule != BY_HAND and not _still_stands(tx, flag, enrolled, plan, now):
        take_down(tx, flag, now)
        return
    tx.flags.climb(key, Rung(rung))
    if rung == Rung.MENTOR:
        to_mentor(tx, flag, enrolled, plan, now)
        promise(tx, flag, enrolled, Rung.ADMINS, plan.ladder.admins_after)


def _still_stands(tx: Tx, flag: Flag, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> bool:
    rules = [rule for rule in plan.flag_rules if rule.name == flag.rule]
    if not rules or enrolled.enrolment.state is not EnrolmentState.ACTIVE:
        return False
    past = histories(tx, plan, [enrolled], rules, now)
    return raised(rules[0], past[enrolled.id], now) is not None


FEATURE = Feature(name="looking after", timers=(TimerRoute(kind=LADDER, run=climb),))
