"""`why`: what became of everything that a person was meant to get, from what is on record. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from bot.domain.calendar import occurrences
from bot.domain.delivery import DeliveryState, LedgerEntry, OccurrenceState
from bot.domain.mark import Mark, mark
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import Enrolment, EnrolmentState, Person
from bot.domain.programme import Meeting, Questions, Step
from bot.engine.plans import CohortPlan
from bot.features import catching_up, missing
from bot.features.lessons import LATER
from bot.features.why_words import spell_time, spell_wall, told, why_skipped
from bot.preview.days import spell_day, spell_week
from bot.preview.describe import count, spell, when
from bot.store.cohorts import Hold
from bot.store.deliveries import OnRecord

AHEAD = 5
_MARKED = {Mark.EARLY: ", early", Mark.ON_TIME: "", Mark.LATE: ", late"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is on record about a creator's place in a cohort; `chats` are where they can be reached."""

    plan: CohortPlan
    enrolment: Enrolment
    hold: Hold | None
    chats: tuple[str, ...]
    pauses: Sequence[Pause]
    ledger: Sequence[LedgerEntry]
    deliveries: Sequence[OnRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing, and what is to be said about it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """The whole answer: where the creator stands, each step so far, other messages, and what comes next."""

    standing: tuple[str, ...]
    steps: tuple[Told, ...]
    others: tuple[Told, ...]
    ahead: tuple[str, ...]


def why(record: Record, now: datetime) -> Why:
    """The answer about one creator in one cohort."""
    of_steps = {entry.key for entry in record.ledger}
    return Why(
        standing=tuple(_standing(record)),
        steps=tuple(_step(record, entry, now) for entry in record.ledger),
        others=tuple(_other(record, one, now) for one in record.deliveries if one.occurrence not in of_steps),
        ahead=tuple(_ahead(record, now)),
    )


def _standing(record: Record) -> Iterator[str]:
    enrolment, cohort = record.enrolment, record.plan.cohort
    person = enrolment.person
    yield f"{person.name} in {cohort.title}: {_state(enrolment)}."
    tracks = {track.name: track.title for track in record.plan.programme.tracks}
    yield f"Track: {tracks.get(enrolment.track, enrolment.track)}." if enrolment.track else "No track."
    yield f"Lives by {person.zone} time and works {spell_week(person.working_days)}."
    yield f"{_quiet(person)}; at most {count(cohort.daily_cap, 'message')} a day that the bot starts."
    if record.chats:
        yield f"Is written to on {', else on '.join(record.chats)}."
    else:
        yield "Has no account in any chat, so nothing can be sent."
    yield from (_pause(pause) for pause in record.pauses)
    if record.hold is not None:
        since = spell_time(record.hold.since, person.zone)
        yield f"The cohort is held since {since}, by {record.hold.by}: {record.hold.reason}."
        yield f"Nothing is planned or sent until `cohortbot release` or `forget` of {cohort.name}."


def _state(enrolment: Enrolment) -> str:
    joined = enrolment.joined_at
    when_joined = f", joined on {spell_time(joined, enrolment.person.zone)}" if joined is not None else ""
    match enrolment.state:
        case EnrolmentState.INVITED:
            return "invited; nothing is sent before the click on Join"
        case EnrolmentState.ACTIVE:
            return f"active{when_joined}"
        case EnrolmentState.PAUSED:
            return f"pausing{when_joined}"
        case EnrolmentState.COMPLETED:
            return f"has completed the programme{when_joined}"
        case EnrolmentState.WITHDRAWN:
            return "has left; nothing more is sent"
        case never:
            assert_never(never)


def _quiet(person: Person) -> str:
    quiet = person.quiet
    if quiet.start == quiet.end:
        return "Has no quiet hours"
    return f"Is left in peace from {quiet.start:%H:%M} to {quiet.end:%H:%M}"


def _pause(pause: Pause) -> str:
    end = "for as long as they like" if pause.end is None else f"until {_day(pause.end)}"
    match pause.mode:
        case PauseMode.SHIFT:
            then = "what comes in it and after it comes later"
        case PauseMode.SKIP:
            then = "what falls into it is left out"
        case never:
            assert_never(never)
    return f"Pause from {_day(pause.start)} {end}: {then}."


def _day(day: date) -> str:
    return f"{spell_day(day)} {day.year}"


def _step(record: Record, entry: LedgerEntry, now: datetime) -> Told:
    step = record.plan.step(entry.step)
    return Told(
        title=f"Week {entry.week}, {entry.kind} “{entry.title}” ({entry.step})",
        lines=(_rule(entry, step), *_fate(record, entry, step, now), *_answered(entry, now, record)),
    )


def _rule(entry: LedgerEntry, step: Step | None) -> str:
    planned = f"for {spell_wall(datetime.fromisoformat(entry.wall))} in {entry.zone}"
    if step is None:
        return f"It was planned {planned}; the programme has lost the step since."
    if isinstance(step.content, Meeting):
        return f"The rule: {when(step)}; announced {spell(step.content.notice)} before, so {planned}."
    return f"The rule: {when(step)}; so {planned}."


def _fate(record: Record, entry: LedgerEntry, step: Step | None, now: datetime) -> Iterator[str]:
    """What became of the step's own message, then of the reminders."""
    person = record.enrolment.person
    mine = [one for one in record.deliveries if one.occurrence == entry.key]
    own = [one for one in mine if one.kind not in (missing.REMINDER, LATER)]
    if entry.state is OccurrenceState.LISTED:
        yield _listed(entry, person)
    elif entry.state is OccurrenceState.SKIPPED and not any(_says_why(one) for one in own):
        yield why_skipped(entry.reason, person.name, step)
    elif entry.state is OccurrenceState.EARLY:
        yield "Its time has not come: it is being answered early."
    elif not own:
        yield "Nothing was written for it yet."
    held = record.hold is not None
    yield from (
        told(one, person, step, held=held, now=now)
        for one in own
        if entry.state is not OccurrenceState.LISTED or not _says_why(one)
    )
    for one in mine:
        if one.kind == missing.REMINDER:
            yield f"Reminder. {told(one, person, None, held=held, now=now)}"
        elif one.kind == LATER:
            yield f"Brought back later. {told(one, person, None, held=held, now=now)}"


def _says_why(one: OnRecord) -> bool:
    return one.state is DeliveryState.SKIPPED


def _listed(entry: LedgerEntry, person: Person) -> str:
    if entry.shown_at is None:
        return "It is a line of a catch-up message, which has not been shown yet."
    return f"It was a line of the catch-up message of {spell_time(entry.shown_at, person.zone)}."


def _answered(entry: LedgerEntry, now: datetime, record: Record) -> Iterator[str]:
    zone = record.enrolment.person.zone
    step = record.plan.step(entry.step)
    asked = step is not None and isinstance(step.content, Questions)
    if entry.done_at is not None:
        marked = _MARKED[mark(entry, entry.done_at)] if asked else ""
        yield f"{'Answered' if asked else 'Marked done'} on {spell_time(entry.done_at, zone)}{marked}."
    elif entry.closes_at is not None and entry.closes_at <= now:
        yield f"No answer came before it closed on {spell_time(entry.closes_at, zone)}."
    elif entry.closes_at is not None:
        yield f"No answer yet; it is open until {spell_time(entry.closes_at, zone)}."


def _other(record: Record, one: OnRecord, now: datetime) -> Told:
    person = record.enrolment.person
    what = "Catch-up message" if one.kind == catching_up.KIND else f"Message ({one.kind})"
    return Told(
        title=f"{what}, due {spell_time(one.due_at, person.zone)}",
        lines=(told(one, person, None, held=record.hold is not None, now=now),),
    )


def _ahead(record: Record, now: datetime) -> Iterator[str]:
    """The next steps, or why there are none."""
    enrolment = record.enrolment
    match enrolment.state:
        case EnrolmentState.INVITED | EnrolmentState.WITHDRAWN | EnrolmentState.COMPLETED:
            return
        case EnrolmentState.ACTIVE | EnrolmentState.PAUSED:
            pass
        case never:
            assert_never(never)
    known = {entry.key for entry in record.ledger}
    calendar = occurrences(record.plan.programme, record.plan.cohort, enrolment, record.pauses)
    coming = [one for one in calendar if one.at > now and one.key not in known and not one.let_go]
    for one in coming[:AHEAD]:
        at = spell_time(one.at, enrolment.person.zone)
        yield f"{at}: {one.step.kind} “{one.step.title}” (week {one.week})"
    if not coming:
        paused = any(pause.end is None for pause in record.pauses)
        yield "The rest comes once the pause has ended." if paused else "Nothing more is to come."
