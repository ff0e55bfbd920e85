"""The calendar of a creator: when each step of the programme is meant to happen.

These are nominal times. What was already sent keeps its own time; see `decide`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.domain.cohort import Cohort
from bot.domain.keys import occurrence_key
from bot.domain.pauses import WEEK, Kept, LetGo, Pause, PauseMode, Waiting, move
from bot.domain.people import Enrolment, EnrolmentState, Person
from bot.domain.programme import Meeting, OnDayOff, Programme, Step, YearlyDate
from bot.domain.wall import instant, wall_time

DAY = timedelta(days=1)
LONGEST_ROW_OF_DAYS_OFF = 60
ALIKE = 128
"""So many calendars are known again: creators of one zone and track who took no pause have the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One step as it happens to one creator.

    `ordinal` counts, from 0, how often a step that repeats has come. `wall` and `zone` say when it is
    sent, `at` is the same as an instant in UTC. `starts` is when the thing itself takes place: a
    meeting is announced exactly its `notice` before. `nominal` is the day before days off and pauses
    moved it.
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
    programme: Programme,
    cohort: Cohort,
    enrolment: Enrolment,
    pauses: Sequence[Pause],
    *,
    known: Collection[str] = (),
) -> tuple[Occurrence, ...]:
    """All of a creator's occurrences, in the order of their instants.

    Those behind a pause without an end are not there, nor those whose keys are `known`: working out a time
    takes far longer than a key.
    """
    person = enrolment.person
    steps = programme.steps_for(track=enrolment.track, language=person.language, platform=enrolment.platform)
    found = (
        _occurrence(step, ordinal, week, cohort, enrolment, pauses, key)
        for step in steps
        for ordinal, week in _weeks(step, len(programme.weeks))
        if (key := occurrence_key(enrolment.key, step.slot, ordinal)) not in known
    )
    return tuple(sorted((o for o in found if o is not None), key=lambda o: (o.at, o.step.slot, o.ordinal)))


def occurrences_alike(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: Sequence[Pause]
) -> tuple[Occurrence, ...]:
    """The same as `occurrences`, but without keys: those of everybody who has such a calendar."""
    person = enrolment.person
    anybody = Person(
        key="", name="", zone=person.zone, language=person.language, working_days=person.working_days
    )
    alike = Enrolment(
        key="",
        person=anybody,
        state=EnrolmentState.ACTIVE,
        platform=enrolment.platform,
        track=enrolment.track,
    )
    return _alike(programme, cohort, alike, tuple(pauses))


@lru_cache(ALIKE)
def _alike(
    programme: Programme, cohort: Cohort, enrolment: Enrolment, pauses: tuple[Pause, ...]
) -> tuple[Occurrence, ...]:
    return tuple(replace(one, key="") for one in occurrences(programme, cohort, enrolment, pauses))


def _weeks(step: Step, last: int) -> Iterator[tuple[int, int]]:
    """The (ordinal, week) pairs of a step.

    The first is 0 whether or not it repeats, so that a step which begins to repeat in mid-programme
    does not come again. A fixed date comes once.
    """
    if step.repeat is None or step.date is not None:
        yield 0, step.week
    else:
        yield from enumerate(range(step.week, min(step.repeat.until, last) + 1, step.repeat.every))


def _occurrence(
    step: Step,
    ordinal: int,
    week: int,
    cohort: Cohort,
    enrolment: Enrolment,
    pauses: Sequence[Pause],
    key: str,
) -> Occurrence | None:
    person = enrolment.person
    zone = cohort.zone if step.of_cohort else person.zone
    nominal = _nominal_day(step, week, cohort)
    moved = after_pauses(step, nominal, cohort, pauses)
    if isinstance(moved, Waiting):
        return None
    working = cohort.working_days if step.of_cohort else person.working_days
    wall = datetime.combine(on_working_day(moved.day, step.on_day_off, working, cohort.holidays), step.time)
    starts = instant(wall, zone)
    # Counted back in UTC: in wall time the announcement could land in a gap, after the start.
    at = starts - step.content.notice if isinstance(step.content, Meeting) else starts
    return Occurrence(
        key=key,
        step=step,
        ordinal=ordinal,
        week=week,
        nominal=nominal,
        wall=wall_time(at, zone) if at != starts else wall,
        zone=zone,
        at=at,
        starts=starts,
        let_go=isinstance(moved, LetGo),
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


def after_pauses(step: Step, day: date, cohort: Cohort, pauses: Sequence[Pause]) -> Kept | LetGo | Waiting:
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
    shifting = [pause for pause in (*cohort.breaks, *pauses) if pause.mode is PauseMode.SHIFT]
    match move(last, shifting):
        case Kept(day=day) | LetGo(day=day):
            return day + DAY
        case Waiting():
            return None
