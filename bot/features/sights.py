"""Sights: what is known of many creators at a glance, and why one needs somebody, in words."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.chat.text import Say, Text, plain
from bot.config.roster import folded
from bot.domain.attention import LATELY, Glance, is_silent, urgency
from bot.domain.flags import Silence, StuckUnanswered
from bot.domain.matter import MatterKind
from bot.domain.pauses import Pause
from bot.domain.people import EnrolmentState
from bot.domain.wall import local_day, midnight
from bot.domain.weeks import week_on
from bot.engine.plans import CohortPlan
from bot.features.flag_words import facts_in_words
from bot.store.caseload import Member, Waiting
from bot.store.flags import Flag
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One creator: where they are, and what says how they are. `week` is 0 before week 1."""

    member: Member
    week: int
    glance: Glance
    flags: tuple[Flag, ...]
    waiting: tuple[Waiting, ...]
    """Cries for help without an answer."""


def sights_of(
    tx: Tx, plan: CohortPlan, cohort: int, members: Sequence[Member], now: datetime
) -> tuple[Sight, ...]:
    """All these creators, who needs somebody most first, then by name."""
    numbers = [one.id for one in members]
    pauses = tx.pauses.of(numbers) if numbers else {}
    weeks, zones = len(plan.programme.weeks), {one.zone for one in members}
    today = {zone: local_day(now, zone) for zone in zones}
    starts = {zone: midnight(plan.cohort.start, zone) for zone in zones}
    breaks = plan.cohort.breaks
    missed = tx.caseload.missed(now - LATELY, now)
    flags: dict[int, list[Flag]] = defaultdict(list)
    waiting: dict[int, list[Waiting]] = defaultdict(list)
    for flag in tx.flags.up_in(cohort):
        flags[flag.enrolment].append(flag)
    for matter in tx.caseload.waiting(cohort):
        # Flags and check-ins that are overdue speak for themselves.
        if matter.kind in (MatterKind.SAFETY, MatterKind.HELP) and not matter.answered:
            waiting[matter.enrolment].append(matter)
    seen = [
        Sight(
            member=one,
            week=week_on(plan.cohort, weeks, pauses[one.id], today[one.zone]),
            glance=Glance(
                state=one.state,
                since=_since(one, (*pauses[one.id], *breaks), today[one.zone], starts[one.zone], now),
                missed=missed.get(one.id, 0),
                flags=len(flags[one.id]),
                waiting=len(waiting[one.id]),
                oldest=waiting[one.id][0].opened_at if waiting[one.id] else None,
            ),
            flags=tuple(flags[one.id]),
            waiting=tuple(waiting[one.id]),
        )
        for one in members
    ]
    return tuple(sorted(seen, key=lambda one: (urgency(one.glance, now), folded(one.member.name))))


def _since(
    one: Member, pauses: Sequence[Pause], today: date, start: datetime, now: datetime
) -> datetime | None:
    """The last sign of life; the time before joining, before week 1 and of a rest is no silence."""
    if one.joined_at is None:
        return None
    rests = (midnight(rest.end, one.zone) for rest in pauses if rest.end and rest.start <= today)
    return min(now, max(one.joined_at, one.last_seen_at or one.joined_at, start, *rests))


def reasons(sight: Sight, say: Say, plan: CohortPlan, zone: str, now: datetime) -> tuple[Text, ...]:
    """Why they need somebody, each reason as part of a sentence; none if they don't."""
    glance, found = sight.glance, []
    if glance.oldest is not None:
        found.append(_waits(say, glance.waiting, (now - glance.oldest).days))
    rules = {flag.rule for flag in sight.flags}
    # What was said of the cry itself is not said again of its flag.
    told = [flag for flag in sight.flags if not (found and flag.rule == StuckUnanswered.KIND)]
    found += [facts_in_words(flag, say, plan=plan, zone=zone) for flag in told]
    if glance.missed == 1 and not sight.flags:
        found.append(say("missed a check-in"))
    elif glance.missed > 1 and not sight.flags:
        found.append(say("missed {count} check-ins in four weeks", count=glance.missed))
    if glance.since is not None and is_silent(glance, now) and Silence.KIND not in rules:
        found.append(say("no sign of life for {days} days", days=(now - glance.since).days))
    return tuple(found)


def _waits(say: Say, count: int, days: int) -> Text:
    if count == 1 and days == 1:
        return say("has waited for an answer since yesterday")
    if count == 1 and days < 1:
        return say("has waited for an answer since today")
    if count == 1:
        return say("has waited for an answer for {days} days", days=days)
    return say("has waited for {count} answers, {days} days for the oldest", count=count, days=days)


def why(sight: Sight, say: Say, plan: CohortPlan, zone: str, now: datetime) -> str:
    """All reasons in one line."""
    return "; ".join(plain(reason) for reason in reasons(sight, say, plan, zone, now))


def by_state(members: Sequence[Member]) -> Counter[EnrolmentState]:
    """How many are in each state."""
    return Counter(one.state for one in members)


def state_word(state: EnrolmentState, say: Say) -> Text:
    """A state as people read it."""
    match state:
        case EnrolmentState.INVITED:
            return say("invited")
        case EnrolmentState.ACTIVE:
            return say("active")
        case EnrolmentState.PAUSED:
            return say("paused")
        case EnrolmentState.COMPLETED:
            return say("completed")
        case EnrolmentState.WITHDRAWN:
            return say("withdrawn")
