"""The words of the weekly digest: own creators in numbers, who needs somebody, what waits, what comes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from bot.chat.text import Say, Slash, Strong, Text, joined, plain
from bot.domain.attention import needs_attention
from bot.domain.busy_days import usual_calendar
from bot.domain.flags import Rung
from bot.domain.people import EnrolmentState
from bot.domain.wall import local_day
from bot.domain.weeks import week_on
from bot.engine.plans import CohortPlan
from bot.features.flag_words import facts_in_words
from bot.features.kinds import kind_word, without_kind
from bot.features.matter_words import age
from bot.features.sights import Sight, by_state, sights_of, state_word, why
from bot.store.caseload import Member, Tally, Waiting
from bot.store.tx import Tx

WEEK = timedelta(weeks=1)
MOST = 10
"""So many lines of one list; the rest is a page."""


def of_their_own(
    tx: Tx,
    plan: CohortPlan,
    cohort: int,
    mine: Sequence[Member],
    mentors: Collection[int],
    say: Say,
    zone: str,
    now: datetime,
) -> Text:
    """What a mentor reads of their own creators; `mentors` are those whose queues are theirs today."""
    title = Strong(plain(say("Your creators in {cohort} this week", cohort=plan.cohort.title)))
    sights = sights_of(tx, plan, cohort, mine, now)
    waiting = [one for one in tx.caseload.waiting(cohort) if one.owner in mentors]
    lines = [(title,), _states(mine, say), _steps(tx, mine, say), _needy(sights, say, plan, zone, now)]
    if waiting:
        queue = say(
            "In your queue: {what}. {command} shows it.",
            what=plain(_queue(waiting, say, now)),
            command=Slash("mentor queue"),
        )
        lines.append(queue)
    return _lines(lines)


def of_the_cohort(tx: Tx, plan: CohortPlan, cohort: int, say: Say, zone: str, now: datetime) -> Text:
    """What an admin reads of the whole cohort."""
    members = tx.caseload.members(cohort)
    title = Strong(plain(say("{cohort} this week, for its admins", cohort=plan.cohort.title)))
    lines = [(title,), _states(members, say), *_flags(tx, members, plan, cohort, say, zone)]
    failed = sum(count for _, count in tx.troubled.reasons(cohort))
    if failed:
        lines.append(
            say(
                "Not delivered, or in doubt: {count}. {command} shows why.",
                count=failed,
                command=Slash("cohort deliveries"),
            )
        )
    lines += _queues(tx, cohort, say, now)
    lines.append(say("{command} shows more.", command=Slash("cohort status")))
    return _lines(lines)


def of_the_week(plan: CohortPlan, say: Say, now: datetime) -> Text:
    """What comes this week by the cohort's calendar; nothing where no more comes."""
    today = local_day(now, plan.cohort.zone)
    week = week_on(plan.cohort, len(plan.programme.weeks), (), today)
    calendar = usual_calendar(plan.programme, plan.cohort)
    # A break moves a week's border, so its steps may lie beyond the next Monday: that one tells of them.
    ahead = [one for one in calendar if one.week == week]
    steps = [one.step for one in ahead if today <= one.wall.date() < today + WEEK]
    if not steps:
        return ()
    words = [(kind_word(one.kind, say), one.title) for one in steps]
    told = "; ".join(
        plain(say("{kind} “{title}”", kind=kind, title=without_kind(title, kind))) for kind, title in words
    )
    return say("Week {week} brings: {steps}.", week=week, steps=told)


def _lines(lines: Iterable[Text]) -> Text:
    """One under the other, without those that say nothing."""
    told = [line for line in lines if line]
    return joined(told[0], *(joined(("\n",), line) for line in told[1:]))


def _states(members: Sequence[Member], say: Say) -> Text:
    """As "12 creators: 10 active, 2 paused"."""
    states = by_state(members)
    each = ", ".join(
        f"{states[state]} {plain(state_word(state, say))}" for state in EnrolmentState if states[state]
    )
    if len(members) == 1:
        return say("One creator: {states}.", states=each)
    return say("{count} creators: {states}.", count=len(members), states=each or "–")


def _steps(tx: Tx, members: Sequence[Member], say: Say) -> Text:
    tallies: Iterable[Tally] = tx.caseload.tallies([one.id for one in members]).values()
    shown, done = (sum(one.shown for one in tallies), sum(one.done for one in tallies))
    return say("Of {shown} steps so far, {done} are done.", shown=shown, done=done) if shown else ()


def _needy(sights: Sequence[Sight], say: Say, plan: CohortPlan, zone: str, now: datetime) -> Text:
    needy = [one for one in sights if needs_attention(one.glance, now)]
    if not needy:
        return say("Nobody needs you in particular. A kind word helps anyway.")
    bullets = [
        joined(("\n• ",), (Strong(one.member.name),), (f": {why(one, say, plan, zone, now)}",))
        for one in needy[:MOST]
    ]
    if len(needy) > MOST:
        more = say(
            "and {count} more; {command} shows all", count=len(needy) - MOST, command=Slash("mentor creators")
        )
        bullets.append(joined(("\n• ",), more))
    return joined(say("Who needs you, and why:"), *bullets)


def _flags(
    tx: Tx, members: Sequence[Member], plan: CohortPlan, cohort: int, say: Say, zone: str
) -> list[Text]:
    """The flags that nobody has answered on the way up the ladder."""
    names = {one.id: one.name for one in members}
    flags = tx.flags.at_rung(cohort, Rung.ADMINS)
    if not flags:
        return []
    bullets = [
        joined(
            ("\n• ",),
            (Strong(names.get(flag.enrolment, "")), ": "),
            facts_in_words(flag, say, plan=plan, zone=zone),
        )
        for flag in flags[:MOST]
    ]
    if len(flags) > MOST:
        more = say(
            "and {count} more; {command} shows all", count=len(flags) - MOST, command=Slash("cohort status")
        )
        bullets.append(joined(("\n• ",), more))
    return [joined(say("Flags that have been up for long:"), *bullets)]


def _queues(tx: Tx, cohort: int, say: Say, now: datetime) -> list[Text]:
    """What waits with each mentor, and how long."""
    queues: dict[int | None, list[Waiting]] = defaultdict(list)
    for matter in tx.caseload.waiting(cohort):
        queues[matter.owner].append(matter)
    lines: list[Text] = []
    for owner, matters in queues.items():
        known = tx.people.by_number(owner)
        whose = say("the admins") if known is None else (known.person.name,)
        queue = plain(_queue(matters, say, now))
        lines.append(say("In the queue of {who}: {what}.", who=plain(whose), what=queue))
    return lines


def _queue(matters: Sequence[Waiting], say: Say, now: datetime) -> Text:
    """How much waits, and how long the oldest does."""
    oldest = plain(age(now - matters[0].opened_at, say))
    if len(matters) == 1:
        return say("one matter, {age}", age=oldest)
    return say("{count} matters, the oldest {age}", count=len(matters), age=oldest)
