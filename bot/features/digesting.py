"""The weekly digest: mentors hear on Monday morning how their creators are, admins how the cohort is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat.message import Message
from bot.chat.text import joined
from bot.domain.may_send import Nature
from bot.domain.mornings import Morning, monday_morning, next_monday_anywhere
from bot.domain.wall import local_day
from bot.engine.feature import Feature, Speaking, Speech
from bot.engine.guiding import stand_in, stood_in_for
from bot.engine.plans import CohortPlan
from bot.features.digest_words import of_the_cohort, of_the_week, of_their_own
from bot.features.telling import where
from bot.store.cohorts import CohortRow
from bot.store.deliveries import Owed
from bot.store.people import Known
from bot.store.tx import Tx

KIND = "digest"
LOOK_AT_A_HOLD_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The digests of which it is time, and when to look again."""

    owed: tuple[Owed, ...]
    next_at: datetime


def digests(tx: Tx, plans: Sequence[CohortPlan], now: datetime) -> Round:
    """Whose Monday morning it is, in every cohort that nothing holds."""
    owed: list[Owed] = []
    nexts = [next_monday_anywhere(now)]
    for plan in plans:
        row = tx.cohorts.by_name(plan.cohort.name)
        if row is None:
            continue
        mornings = [
            (known, monday_morning(known.person, now))
            for known in tx.people.named(plan.mentors | plan.admins)
        ]
        nexts += [morning.begins for _, morning in mornings if now < morning.begins]
        due = [(known, morning) for known, morning in mornings if morning.begins <= now]
        if due and row.hold is not None:
            nexts.append(now + LOOK_AT_A_HOLD_EVERY)
        elif due:
            owed += _owed(tx, plan, row, due, now)
    return Round(owed=tuple(owed), next_at=min(nexts))


def _owed(
    tx: Tx, plan: CohortPlan, row: CohortRow, due: Sequence[tuple[Known, Morning]], now: datetime
) -> list[Owed]:
    """The digests that are not owed yet: nobody's before the start, nor when all is over."""
    names = {known.id: _name(row, known, morning) for known, morning in due}
    there = tx.deliveries.known(list(names.values()))
    new = [(known, morning) for known, morning in due if names[known.id] not in there]
    if not new or not tx.enrolments.active(row.id):
        return []
    met = tx.people.met([known.id for known, _ in new])
    loads = tx.caseload.loads(row.id)
    return [
        one
        for known, morning in new
        if known.id in met
        and local_day(now, known.person.zone) >= plan.cohort.start
        and stand_in(tx, known.id, now) == known.id
        and (known.person.name in plan.admins or any(loads.get(one) for one in _looks_after(tx, known, now)))
        for one in _digest(tx, row, known, morning)
    ]


def _looks_after(tx: Tx, known: Known, now: datetime) -> frozenset[int]:
    """The mentors whose creators are this person's today."""
    return stood_in_for(tx, known.id, local_day(now, known.person.zone)) | {known.id}


def _name(row: CohortRow, known: Known, morning: Morning) -> str:
    return f"{KIND}/{known.person.key}/{morning.week}/{row.key}"


def _digest(tx: Tx, row: CohortRow, known: Known, morning: Morning) -> list[Owed]:
    return [
        Owed(
            name=_name(row, known, morning),
            kind=KIND,
            nature=Nature.BOT,
            place=place,
            due_at=morning.begins,
            cohort=row.id,
            person=known.id,
            late_at=morning.ends,
        )
        for place in where(tx, known.id)[:1]
    ]


def compose(tx: Tx, speaking: Speaking) -> Message:
    """The digest as things are when it leaves."""
    leased, plan, say, now = speaking.leased, speaking.plan, speaking.say, speaking.now
    known = None if leased.person_id is None else tx.people.by_id(leased.person_id)
    row = tx.cohorts.by_name(plan.cohort.name)
    if known is None or row is None:
        raise LookupError("a digest is for somebody who looks after a cohort")
    zone, pieces = known.person.zone, []
    mentors = _looks_after(tx, known, now)
    mine = [one for one in tx.caseload.members(row.id) if one.mentor_id in mentors]
    if mine or known.person.name in plan.mentors:
        pieces.append(of_their_own(tx, plan, row.id, mine, mentors, say, zone, now))
    if known.person.name in plan.admins:
        pieces.append(of_the_cohort(tx, plan, row.id, say, zone, now))
    pieces.append(of_the_week(plan, say, now))
    whole = [piece for piece in pieces if piece]
    return Message(text=joined(whole[0], *(joined(("\n\n",), piece) for piece in whole[1:])))


FEATURE = Feature(name="digesting", speeches=(Speech(kind=KIND, compose=compose),))
