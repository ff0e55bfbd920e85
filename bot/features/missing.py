"""Check-ins that stay unanswered: one reminder, then the closing, and perhaps a flag."""

from datetime import datetime

from bot.chat.message import Button, Message
from bot.chat.text import Strong, Text, When, joined, plain
from bot.chat.token import Token
from bot.domain.calendar import on_working_day
from bot.domain.decide import Skipped
from bot.domain.delivery import LedgerEntry
from bot.domain.may_send import Nature
from bot.domain.people import Person
from bot.domain.programme import OnDayOff, Questions, StepKind
from bot.domain.wall import instant, wall_time
from bot.engine.feature import Feature, Speaking, Speech, TimerRoute
from bot.engine.plans import CohortPlan
from bot.features import overdue
from bot.features.looking_after import closed
from bot.store.deliveries import Owed
from bot.store.enrolments import Enrolled
from bot.store.leased import Leased
from bot.store.timers import Timer
from bot.store.tx import Tx

WORD = "checkin"
"""The first word of the tokens of check-ins."""
REMINDER = "reminder"
CLOSING = "closing"


def reminder_name(key: str) -> str:
    """The timer, and the delivery, that reminds of an occurrence."""
    return f"{REMINDER}/{key}"


def closing_name(key: str) -> str:
    """The timer that closes an occurrence."""
    return f"{CLOSING}/{key}"


def answer_button(entry: LedgerEntry, label: Text) -> Button:
    """The button that opens the form at the next question."""
    return Button(label=plain(label), token=Token(WORD, entry.key, "answer"), style="primary")


def closes(leased: Leased, plan: CohortPlan, shown_at: datetime) -> datetime | None:
    """Until when a check-in takes answers, counted in the creator's wall time from when it was shown."""
    asked = _asked(leased, plan)
    if asked is None or leased.person is None:
        return None
    zone = leased.person.zone
    return instant(wall_time(shown_at, zone) + asked.closes_after, zone)


def promises(leased: Leased, plan: CohortPlan, shown_at: datetime) -> tuple[Timer, ...]:
    """The reminder and the closing, relative to when the check-in was really shown."""
    closing = closes(leased, plan, shown_at)
    person, entry, enrolment = leased.person, leased.occurrence, leased.enrolment_id
    if closing is None or person is None or entry is None or enrolment is None:
        return ()
    return promised(entry, enrolment, person, plan, shown_at, closing)


def promised(
    entry: LedgerEntry,
    enrolment: int,
    person: Person,
    plan: CohortPlan,
    shown_at: datetime,
    closing: datetime,
) -> tuple[Timer, ...]:
    """What is promised with a check-in that was shown then and closes then."""
    wall = wall_time(shown_at, person.zone)
    remind = wall + plan.reminder_after
    day = on_working_day(remind.date(), OnDayOff.NEXT, person.working_days, plan.cohort.holidays)
    remind = datetime.combine(day, remind.time())
    timers = [
        _timer(
            closing_name(entry.key), CLOSING, enrolment, entry, wall_time(closing, person.zone), person.zone
        )
    ]
    if instant(remind, person.zone) < closing:
        timers.append(_timer(reminder_name(entry.key), REMINDER, enrolment, entry, remind, person.zone))
    return tuple(timers)


def _timer(name: str, kind: str, enrolment: int, entry: LedgerEntry, wall: datetime, zone: str) -> Timer:
    return Timer(
        name=name,
        kind=kind,
        enrolment=enrolment,
        occurrence=entry.key,
        wall=wall.isoformat(),
        zone=zone,
        due_at=instant(wall, zone),
    )


def _asked(leased: Leased, plan: CohortPlan) -> Questions | None:
    step = plan.step(leased.occurrence.step) if leased.occurrence is not None else None
    return step.content if step is not None and isinstance(step.content, Questions) else None


def remind(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """Owe the reminder; whether it is still wanted is asked again when it leaves."""
    found = None if timer.occurrence is None else tx.occurrences.by_key(timer.occurrence)
    places = tx.people.places(enrolled.person_id)
    if found is None or not places or found[1].done_at is not None:
        return
    tx.deliveries.add(
        [
            Owed(
                name=timer.name,
                kind=REMINDER,
                nature=Nature.BOT,
                place=places[0],
                due_at=timer.due_at,
                cohort=enrolled.cohort_id,
                person=enrolled.person_id,
                enrolment=enrolled.id,
                occurrence=timer.occurrence,
                late_at=found[1].closes_at,
            )
        ]
    )


def close(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """The check-in closed without an answer: the mentor's queue has it, and it may be a sign."""
    if timer.occurrence is not None:
        overdue.unanswered(tx, enrolled, timer.occurrence, plan, now)
    closed(tx, enrolled, plan, now)


def unwanted(leased: Leased, now: datetime) -> Skipped | None:
    """A check-in, or its reminder, that was answered a moment ago or has closed is not sent."""
    entry = leased.occurrence
    if entry is None or entry.done_at is not None:
        return Skipped.ANSWERED
    if entry.closes_at is not None and entry.closes_at <= now:
        return Skipped.CLOSED
    return None


def compose(tx: Tx, speaking: Speaking) -> Message:
    """The reminder, with the button that answers."""
    entry, person, say = speaking.leased.occurrence, speaking.leased.person, speaking.say
    if entry is None or person is None:
        raise LookupError("a reminder is about a person's check-in")
    title = Strong(entry.title)
    if entry.closes_at is None:
        text = say("{title} is still open.", title=title)
    else:
        until = When(entry.closes_at, person.zone)
        text = say("{title} is still open until {until}.", title=title, until=until)
    if entry.kind == StepKind.CHECK_IN:
        text = joined(text, (" ",), say("It takes two minutes."))
    return Message(text=text, buttons=(answer_button(entry, say("Answer")),))


FEATURE = Feature(
    name="missing check-ins",
    speeches=(Speech(kind=REMINDER, compose=compose, unwanted=unwanted),),
    timers=(TimerRoute(kind=REMINDER, run=remind), TimerRoute(kind=CLOSING, run=close)),
)
