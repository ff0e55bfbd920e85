"""What hypothesis may draw: people in any zone, cohorts with holidays and breaks, steps of any kind."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import Enrolment, Person, QuietHours
from bot.domain.programme import Audience, OnDayOff, Repeat, Step, StepKind, YearlyDate
from tests.builders import a_cohort, a_person, a_step, an_enrolment
from tests.zones import ALL_ZONES

WEEKS = 8
STARTS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
TIMES = st.times(max_value=time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
ZONES = st.sampled_from(ALL_ZONES)
WORKING_DAYS = st.frozensets(st.integers(0, 6), min_size=1)


def pauses_near(
    start: date, *, modes: tuple[PauseMode, ...] = tuple(PauseMode), ended: bool = True
) -> st.SearchStrategy[list[Pause]]:
    """Up to three pauses in the months after a day; if not `ended`, the last may have no end."""
    lengths = st.integers(0, 30) if ended else st.one_of(st.none(), st.integers(0, 30))
    one = st.builds(
        lambda after, length, mode: Pause(
            start=start + timedelta(days=after),
            end=None if length is None else start + timedelta(days=after + length),
            mode=mode,
        ),
        st.integers(-5, 80),
        lengths,
        st.sampled_from(modes),
    )
    return st.lists(one, max_size=3)


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Anybody, anywhere."""
    quiet = QuietHours(start=draw(TIMES), end=draw(TIMES))
    return a_person(zone=draw(ZONES), working_days=draw(WORKING_DAYS), quiet=quiet)


@st.composite
def enrolments(draw: st.DrawFn) -> Enrolment:
    """Anybody's place in the cohort, in either track."""
    return an_enrolment(person=draw(people()), track=draw(st.sampled_from(("education", "health"))))


@st.composite
def cohorts(draw: st.DrawFn, *, breaks: bool = True) -> Cohort:
    """A cohort that starts on any Monday of two years."""
    day = draw(STARTS)
    start = day - timedelta(days=day.weekday())
    near = st.integers(-5, 80).map(lambda after: start + timedelta(days=after))
    return a_cohort(
        zone=draw(ZONES),
        start=start,
        holidays=draw(st.frozensets(near, max_size=6)),
        breaks=draw(pauses_near(start)) if breaks else (),
        working_days=draw(WORKING_DAYS),
    )


@st.composite
def steps(draw: st.DrawFn, id: str, *, fixed: bool = True) -> Step:
    """One step of any kind, at any time, that may repeat."""
    week = draw(st.integers(1, WEEKS))
    return a_step(
        id,
        draw(st.sampled_from(StepKind)),
        week=week,
        weekday=draw(st.integers(0, 6)),
        at=draw(TIMES),
        on_day_off=draw(st.sampled_from(OnDayOff)),
        audience=Audience(tracks=draw(st.sampled_from(((), (), ("health",), ("education",))))),
        fixed=draw(st.one_of(st.none(), st.none(), _fixed_dates())) if fixed else None,
        repeat=draw(
            st.one_of(
                st.none(), st.builds(Repeat, every=st.integers(1, 4), until=st.integers(week, WEEKS + 2))
            )
        ),
    )


def _fixed_dates() -> st.SearchStrategy[date | YearlyDate]:
    yearly = st.dates(date(2024, 1, 1), date(2024, 12, 31))
    return st.one_of(STARTS, yearly.map(lambda day: YearlyDate(month=day.month, day=day.day)))


@st.composite
def step_lists(draw: st.DrawFn, *, fixed: bool = True) -> list[Step]:
    """One to six steps with ids of their own."""
    count = draw(st.integers(1, 6))
    return [draw(steps(f"step-{number}", fixed=fixed)) for number in range(count)]
