"""The calendar of a creator: when each step of the programme is meant to happen.

These are nominal times. What was already sent keeps its own time; see `decide`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import assert_never

from bot.domain.cohort import Cohort
from bot.domain.keys import occurrence_key
from bot.domain.pauses import WEEK, Kept, LetGo, Pause, Waiting, move
from bot.domain.people import Enrolment
from bot.domain.programme import Meeting, OnDayOff, Programme, Step, YearlyDate
from bot.domain.wall import instant

DAY = timedelta(days=1)
LONGEST_ROW_OF_DAYS_OFF = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One step as it happens to one creator.

    `wall` and `zone` say when it is sent, `at` is the same as an instant in UTC. `starts` is when the
    thing itself takes place (a meeting starts after it was announced). `nominal` is the day before
    days off and pauses moved it.
    """

    key: str
    step: Step
    ordinal: int
    week: int
    nominal: date
    wall: datetime
    zone: str
    at: datetime
    starts: datetime
    let_go: bool = False
    """A pause that skips covers it."""


def occurrences(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> tuple[Occurrence, ...]:
    """All of a creator's occurrences by their instants; those behind an open pause are not there."""
    person = enrolment.person
    steps = programme.steps_for(track=enrolment.track, language=person.language, platform=enrolment.platform)
    found = (
        _occurrence(step, ordinal, week, cohort, enrolment, pauses)
        for step in steps
        for ordinal, week in _weeks(step, len(programme.weeks))
    )
    return tuple(sorted((o for o in found if o is not None), key=lambda o: (o.at, o.step.slot, o.ordinal)))


def _weeks(step: Step, last: int) -> Iterator[tuple[int, int]]:
    """The (ordinal, week) pairs of a step; one that does not repeat has the ordinal 0."""
    if step.repeat is None:
        yield 0, step.week
    else:
        weeks = range(step.week, min(step.repeat.until, last) + 1, step.repeat.every)
        yield from enumerate(weeks, start=1)


def _occurrence(
    step: Step, ordinal: int, week: int, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> Occurrence | None:
    person = enrolment.person
    zone = cohort.zone if step.of_cohort else person.zone
    nominal = _nominal_day(step, week, cohort)
    moved = _after_pauses(step, nominal, cohort, pauses)
    match moved:
        case Waiting():
            return None
        case LetGo():
            day, let_go = nominal, True
        case Kept(day=kept):
            day, let_go = kept, False
        case never:
            assert_never(never)
    working = cohort.working_days if step.of_cohort else person.working_days
    wall = datetime.combine(on_working_day(day, step.on_day_off, working, cohort.holidays), step.time)
    starts = instant(wall, zone)
    notice = step.content.notice if isinstance(step.content, Meeting) else timedelta()
    return Occurrence(
        key=occurrence_key(enrolment.key, step.slot, ordinal),
        step=step,
        ordinal=ordinal,
        week=week,
        nominal=nominal,
        wall=wall - notice,
        zone=zone,
        at=instant(wall - notice, zone),
        starts=starts,
        let_go=let_go,
    )


def _nominal_day(step: Step, week: int, cohort: Cohort) -> date:
    match step.date:
        case None:
            offset = (step.weekday - cohort.start.weekday()) % 7
            return cohort.start + WEEK * (week - 1) + DAY * offset
        case YearlyDate(month=month, day=day):
            years = range(cohort.start.year, cohort.start.year + 9)
            return min(d for d in _yearly(month, day, years) if d >= cohort.start)
        case fixed:
            return fixed


def _yearly(month: int, day: int, years: Iterable[int]) -> Iterator[date]:
    """That day of each year; 29 February only of the years that have one."""
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _after_pauses(step: Step, day: date, cohort: Cohort, pauses: Sequence[Pause]) -> Kept | LetGo | Waiting:
    """A break of the cohort moves everything, a creator's pause what is theirs; a fixed date never moves."""
    if step.date is not None:
        return move(day, (*cohort.breaks, *pauses), shifts=False)
    if not step.of_cohort:
        return move(day, (*cohort.breaks, *pauses))
    match move(day, cohort.breaks):
        case Kept(day=kept):
            return move(kept, pauses, shifts=False)
        case gone:
            return gone


def on_working_day(
    day: date, rule: OnDayOff, working_days: frozenset[int], holidays: frozenset[date]
) -> date:
    """The day itself or, where it is a day off, the one that the rule names."""
    if rule is OnDayOff.KEEP:
        return day
    direction = DAY if rule is OnDayOff.NEXT else -DAY
    candidate = day
    for _ in range(LONGEST_ROW_OF_DAYS_OFF):
        if candidate.weekday() in working_days and candidate not in holidays:
            return candidate
        candidate += direction
    return day


def end_of(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> date | None:
    """The first day after a creator's last week, or None while a pause has no end."""
    last = cohort.start + WEEK * len(programme.weeks) - DAY
    match move(last, (*cohort.breaks, *pauses)):
        case Kept(day=day):
            return day + DAY
        case LetGo():
            return last + DAY
        case Waiting():
            return None


def announced_start(wall: str, zone: str, meeting: Meeting) -> datetime:
    """When a meeting starts that was announced at this wall time (ISO) of the zone."""
    return instant(datetime.fromisoformat(wall) + meeting.notice, zone)
