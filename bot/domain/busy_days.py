"""Busy days: how much goes out on the days to come, counted from one calendar for each track."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from bot.domain.calendar import Occurrence, occurrences
from bot.domain.cohort import Cohort
from bot.domain.people import Enrolment, EnrolmentState, Person
from bot.domain.programme import Programme

AHEAD = timedelta(weeks=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """A day, and about how many messages it has."""

    day: date
    messages: int


def next_busy_day(
    programme: Programme, cohort: Cohort, tracks: Mapping[str, int], today: date
) -> Busy | None:
    """The day of the next two weeks with the most; the first of equals, None where nothing comes.

    `tracks` is how many creators are under way on each. Their pauses and days off are left out of it.
    """
    days: Counter[date] = Counter()
    for track, creators in tracks.items():
        for step in usual_calendar(programme, cohort, track):
            if today < step.wall.date() <= today + AHEAD:
                days[step.wall.date()] += creators
    return max(
        (Busy(day=day, messages=count) for day, count in sorted(days.items())),
        key=lambda busy: busy.messages,
        default=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usual:
    """What a usual calendar is made from. `which` is the programme's id, true while it is kept here."""

    which: int
    cohort: Cohort
    track: str
    programme: Programme = field(compare=False)


def usual_calendar(programme: Programme, cohort: Cohort, track: str = "") -> tuple[Occurrence, ...]:
    """The calendar of a creator of this track who lives by the cohort's clocks and never pauses."""
    return _calendar(
        _Usual(
            which=id(programme),
            cohort=cohort,
            track=track,
            programme=programme,
        )
    )


@lru_cache(maxsize=64)
def _calendar(usual: _Usual) -> tuple[Occurrence, ...]:
    person = Person(
        key="",
        name="",
        zone=usual.cohort.zone,
        language=usual.programme.language,
        working_days=usual.cohort.working_days,
    )
    one = Enrolment(key="", person=person, state=EnrolmentState.ACTIVE, platform="", track=usual.track)
    return tuple(step for step in occurrences(usual.programme, usual.cohort, one, ()) if not step.let_go)
