"""Progress: where a creator is in the programme, what is done, what is open, and what comes next. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar import DAY, Occurrence, end_of, occurrences_alike
from bot.domain.cohort import Cohort
from bot.domain.decide import Skipped
from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.keys import occurrence_key
from bot.domain.pauses import WEEK, Kept, Pause, PauseMode, move
from bot.domain.people import Enrolment, EnrolmentState
from bot.domain.programme import Milestone, Programme, StepKind
from bot.domain.wall import local_day

TO_DO = frozenset((StepKind.LESSON, StepKind.CHECK_IN, StepKind.SURVEY, StepKind.MILESTONE))
"""Steps that somebody does; meetings and notices only come."""


@dataclass(frozen=True, slots=True)
class NotBegun:
    """Week 1 begins on a day; None while a pause without an end stands before it."""

    on: date | None


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The week of the programme that a creator is in, by their own calendar."""

    week: int


@dataclass(frozen=True, slots=True)
class Over:
    """The last week has passed."""


Stage = NotBegun | UnderWay | Over


class Standing(StrEnum):
    """Where one step stands for its creator."""

    DONE = "done"
    OPEN = "open"
    """It was sent, and takes a Done or an answer."""
    OPTIONAL = "optional"
    """It was only listed, or never sent by itself: nobody waits for it, and it can still be done."""
    MISSED = "missed"
    """It closed without an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """The next milestone, and what it takes; `at` is when it comes, if it has not come yet."""

    title: str
    criteria: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """All of it. `standings` are what came so far, oldest first; `ahead` what is still to come."""

    stage: Stage
    standings: tuple[tuple[LedgerEntry, Standing], ...]
    ahead: tuple[Occurrence, ...]
    streak: int
    """Check-ins answered in a row, up to now."""
    aim: Aim | None

    def those(self, wanted: Standing) -> tuple[LedgerEntry, ...]:
        """What stands so, oldest first."""
        return tuple(entry for entry, standing in self.standings if standing is wanted)

    @property
    def to_come(self) -> int:
        """How many steps with something to do are ahead."""
        return sum(one.step.kind in TO_DO for one in self.ahead)

    def of_week(self, week: int, wanted: Standing) -> int:
        """How many steps of a week of the programme stand so."""
        return sum(entry.week == week for entry in self.those(wanted))


def progress_of(
    programme: Programme,
    cohort: Cohort,
    enrolment: Enrolment,
    pauses: Sequence[Pause],
    ledger: Sequence[LedgerEntry],
    now: datetime,
) -> Progress:
    """A creator's progress, from the ledger (oldest first) and from the calendar for what is ahead."""
    today = local_day(now, enrolment.person.zone)
    ahead = tuple(coming(programme, cohort, enrolment, pauses, {entry.key for entry in ledger}, now))
    found = ((entry, standing(entry, programme, now)) for entry in ledger)
    standings = tuple((entry, one) for entry, one in found if one is not None)
    return Progress(
        stage=stage_of(programme, cohort, enrolment, pauses, today),
        standings=standings,
        ahead=ahead,
        streak=_streak(ledger, now),
        aim=_aim(programme, standings, ahead),
    )


def stage_of(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause], today: date
) -> Stage:
    """The week that today lies in; pauses and breaks that shift move its border as they move its steps."""
    end = end_of(programme, cohort, enrolment, pauses)
    if enrolment.state is EnrolmentState.COMPLETED or (end is not None and today >= end):
        return Over()
    shifting = [pause for pause in (*cohort.breaks, *pauses) if pause.mode is PauseMode.SHIFT]
    first = move(cohort.start, shifting)
    if not isinstance(first, Kept) or today < first.day:
        return NotBegun(first.day if isinstance(first, Kept) else None)
    # A week begins when the one before has ended: a pause from its first day on does not undo that.
    lasts = (move(cohort.start + WEEK * number - DAY, shifting) for number in range(1, len(programme.weeks)))
    return UnderWay(1 + sum(isinstance(last, Kept) and last.day < today for last in lasts))


def coming(
    programme: Programme,
    cohort: Cohort,
    enrolment: Enrolment,
    pauses: Sequence[Pause],
    known: set[str],
    now: datetime,
) -> Iterator[Occurrence]:
    """What is still to come to somebody who is under way, in the order of time; `known` is in the ledger."""
    if enrolment.state not in (EnrolmentState.ACTIVE, EnrolmentState.PAUSED):
        return
    for one in occurrences_alike(programme, cohort, enrolment, pauses):
        if one.at > now and not one.let_go:
            key = occurrence_key(enrolment.key, one.step.slot, one.ordinal)
            if key not in known:
                yield replace(one, key=key)


def standing(entry: LedgerEntry, programme: Programme, now: datetime) -> Standing | None:
    """Where a step stands; None for what asks for nothing, is not shown yet, or cannot be done any more."""
    if entry.kind not in TO_DO:
        return None
    if entry.done_at is not None:
        return Standing.DONE
    if programme.step(entry.step) is None or entry.reason == Skipped.REMOVED:
        return None
    match entry.state:
        case OccurrenceState.PLANNED:
            return None
        case OccurrenceState.LISTED | OccurrenceState.SKIPPED:
            return Standing.OPTIONAL
        case OccurrenceState.SENT:
            closed = entry.closes_at is not None and entry.closes_at <= now
            return Standing.MISSED if closed else Standing.OPEN
        case OccurrenceState.EARLY:
            return Standing.OPEN


def _streak(ledger: Sequence[LedgerEntry], now: datetime) -> int:
    """Counted back from the newest; what still takes answers, or was never sent by itself, breaks nothing."""
    streak = 0
    for entry in reversed(ledger):
        if entry.kind != StepKind.CHECK_IN:
            continue
        if entry.done_at is not None:
            streak += 1
        elif entry.state is OccurrenceState.SENT and entry.closes_at is not None and entry.closes_at <= now:
            break
    return streak


def _aim(
    programme: Programme,
    standings: Sequence[tuple[LedgerEntry, Standing]],
    ahead: Sequence[Occurrence],
) -> Aim | None:
    for entry, one in standings:
        step = programme.step(entry.step)
        if one is Standing.OPEN and step is not None and isinstance(step.content, Milestone):
            return Aim(title=step.title, criteria=step.content.criteria, at=None)
    for occurrence in ahead:
        content = occurrence.step.content
        if isinstance(content, Milestone):
            return Aim(title=occurrence.step.title, criteria=content.criteria, at=occurrence.at)
    return None
