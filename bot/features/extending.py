"""Extending: a mentor lets a check-in take answers for some days more."""

from datetime import datetime, timedelta

from bot.chat.command import Command, Param
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, When, phrase
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.programme import StepKind
from bot.domain.wall import instant, wall_time
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.missing import CLOSING, answer_button, closing_name
from bot.features.telling import tell
from bot.store.enrolments import TRAVELLING
from bot.store.timers import Timer
from bot.store.tx import Tx

LONGEST = 14

EXTEND = Command(
    name="mentor extend",
    summary=phrase("Let a creator answer their check-in some days longer"),
    params=(
        Param(name="creator", summary=phrase("Which of your creators"), kind="person"),
        Param(name="days", summary=phrase("How many more days, 1 to 14"), kind="number"),
    ),
)


def extend(tx: Tx, visit: Visit) -> Reply:
    """The newest check-in without an answer closes later, opening again if need be; the creator is told."""
    enrolled, days = visit.creator, _days(visit.values()["days"])
    name = enrolled.enrolment.person.name
    if days is None:
        return Refuse(visit.say("A whole number of days from 1 to {most}, please.", most=LONGEST))
    if enrolled.enrolment.state not in TRAVELLING:
        return Refuse(visit.say("{name} is not in the programme now, so I can't write to them.", name=name))
    entry = _unanswered(tx.occurrences.of(enrolled.id))
    if entry is None or entry.closes_at is None:
        return Refuse(visit.say("{name} has no check-in without an answer.", name=name))
    until = _later(entry.closes_at, days, enrolled.enrolment.person.zone, visit.now)
    tx.occurrences.extend(entry.key, until)
    _promise(tx, visit, entry, until)
    _tell(tx, visit, entry, until)
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="extend", subject=enrolled.enrolment.key)
    told = visit.cohort_plan.told(entry).title
    when = When(until, visit.person.person.zone)
    return Say(
        Message(
            text=visit.say(
                "{name} can answer “{title}” until {when}.", name=Strong(name), title=told, when=when
            )
        )
    )


def _days(typed: str) -> int | None:
    good = typed.isascii() and typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= LONGEST
    return int(typed) if good else None


def _unanswered(ledger: list[LedgerEntry]) -> LedgerEntry | None:
    """The newest check-in, open or closed, unless it was answered; else the newest survey, likewise."""
    for kind in (StepKind.CHECK_IN, StepKind.SURVEY):
        asked = [entry for entry in ledger if entry.kind == kind and entry.state is OccurrenceState.SENT]
        if asked and asked[-1].done_at is None:
            return asked[-1]
    return None


def _later(closes_at: datetime, days: int, zone: str, now: datetime) -> datetime:
    """So many days after it would have closed, or after now where it has; by the creator's clocks."""
    return instant(wall_time(max(closes_at, now), zone) + timedelta(days=days), zone)


def _promise(tx: Tx, visit: Visit, entry: LedgerEntry, until: datetime) -> None:
    """The closing comes later; what reminds of it stays as it is, so nobody is reminded twice."""
    enrolled = visit.creator
    zone = enrolled.enrolment.person.zone
    tx.timers.set(
        [
            Timer(
                name=closing_name(entry.key),
                kind=CLOSING,
                enrolment=enrolled.id,
                occurrence=entry.key,
                wall=wall_time(until, zone).isoformat(),
                zone=zone,
                due_at=until,
            )
        ]
    )
    tx.enrolments.wake(enrolled.id, until)


def _tell(tx: Tx, visit: Visit, entry: LedgerEntry, until: datetime) -> None:
    creator, mentor = tx.people.by_id(visit.creator.person_id), visit.person.person.name
    if creator is None:
        return
    plan = visit.plans.named(visit.creator.cohort).in_language(creator.person.language)
    when, told = When(until, creator.person.zone), plan.told(entry)
    tell(
        tx,
        creator,
        lambda say: _words(say, told, mentor, when),
        about=f"extend/{visit.event.id}",
        cohort=visit.creator.cohort_id,
        now=visit.now,
    )


def _words(say: Wording, entry: LedgerEntry, mentor: str, when: When) -> Message:
    text = say(
        "{mentor} gives you more time: “{title}” takes your answer until {when}.",
        mentor=mentor,
        title=entry.title,
        when=when,
    )
    return Message(text=text, buttons=(answer_button(entry, say("Answer")),))


FEATURE = Feature(
    name="extending",
    commands=(CommandRoute(command=EXTEND, run=extend, who=Who.MENTOR, creator="creator"),),
)
