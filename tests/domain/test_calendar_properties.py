"""What holds for every calendar: each step once, under one key, moved only by what may move it."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Occurrence, occurrences, on_working_day
from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import Enrolment, Person
from bot.domain.programme import Audience, Content, Meeting, OnDayOff, Step
from bot.domain.wall import instant, last_instant
from tests.builders import a_programme, an_enrolment
from tests.domain.strategies import WEEKS, cohorts, enrolments, pauses_near, people, step_lists

WEEK = timedelta(weeks=1)
# A calendar takes long to draw.
fewer = settings(max_examples=50)


def calendar_of(
    steps: list[Step], cohort: Cohort, enrolment: Enrolment, pauses: list[Pause]
) -> tuple[Occurrence, ...]:
    return occurrences(a_programme(weeks=WEEKS, steps=steps), cohort, enrolment, pauses)


def expected(steps: list[Step], enrolment: Enrolment) -> Counter[tuple[str, int]]:
    """What the creator takes, counted by hand."""
    return Counter(
        (step.id, ordinal)
        for step in steps
        if not step.audience.tracks or enrolment.track in step.audience.tracks
        for ordinal in range(how_often(step))
    )


def how_often(step: Step) -> int:
    if step.repeat is None or step.date is not None:
        return 1
    return len([w for w in range(step.week, WEEKS + 1, step.repeat.every) if w <= step.repeat.until])


@fewer
@given(st.data(), step_lists(), cohorts(), enrolments())
def test_every_step_comes_exactly_once_with_a_key_of_its_own(
    data: st.DataObject, steps: list[Step], cohort: Cohort, enrolment: Enrolment
) -> None:
    """Whatever the zone, working days, holidays, breaks and finished pauses."""
    found = calendar_of(steps, cohort, enrolment, data.draw(pauses_near(cohort.start)))

    assert Counter((o.step.id, o.ordinal) for o in found) == expected(steps, enrolment)
    assert len({o.key for o in found}) == len(found)


@fewer
@given(step_lists(), cohorts(), enrolments())
def test_keys_do_not_change_whatever_moves(steps: list[Step], cohort: Cohort, enrolment: Enrolment) -> None:
    """Another start, other holidays and breaks: the same keys."""
    keys = {(o.step.id, o.ordinal): o.key for o in calendar_of(steps, cohort, enrolment, [])}
    bare = Cohort(name="other", title="", zone="UTC", start=cohort.start + 3 * WEEK)

    assert {(o.step.id, o.ordinal): o.key for o in calendar_of(steps, bare, enrolment, [])} == keys


@fewer
@given(st.data(), step_lists(), cohorts(), enrolments())
def test_open_pause_only_ever_hides(
    data: st.DataObject, steps: list[Step], cohort: Cohort, enrolment: Enrolment
) -> None:
    """What it does not hide is the creator's own, once, and under the same key."""
    pauses = data.draw(pauses_near(cohort.start, ended=False))
    found = Counter((o.step.id, o.ordinal) for o in calendar_of(steps, cohort, enrolment, pauses))

    assert found <= expected(steps, enrolment)


@fewer
@given(step_lists(), cohorts(), enrolments())
def test_times_agree_with_each_other(steps: list[Step], cohort: Cohort, enrolment: Enrolment) -> None:
    """`at` is `wall` in `zone`, nothing starts before it was announced, and the order is that of time."""
    found = calendar_of(steps, cohort, enrolment, [])

    assert list(found) == sorted(found, key=lambda o: o.at)
    for o in found:
        notice = o.step.content.notice if isinstance(o.step.content, Meeting) else timedelta()
        assert o.at == o.starts - notice
        assert o.at in (instant(o.wall, o.zone), last_instant(o.wall, o.zone))
        assert o.zone == (cohort.zone if o.step.of_cohort else enrolment.person.zone)


@fewer
@given(st.data(), step_lists(), cohorts(breaks=False), enrolments())
def test_pause_moves_what_is_personal_by_whole_weeks_and_nothing_else(
    data: st.DataObject, steps: list[Step], cohort: Cohort, enrolment: Enrolment
) -> None:
    """Meetings, notices and fixed dates stay; where they fall into a pause they are let go."""
    pauses = data.draw(pauses_near(cohort.start, modes=(PauseMode.SHIFT,)))
    plain = {o.key: o for o in calendar_of(steps, cohort, enrolment, [])}
    for o in calendar_of(kept_on_days_off(steps), cohort, enrolment, pauses):
        assert o.nominal == plain[o.key].nominal
        if o.step.of_cohort or o.step.date is not None:
            assert o.let_go == inside(o.nominal, pauses)
        else:
            moved = o.wall.date() - o.nominal
            assert moved % WEEK == timedelta() <= moved
            assert not inside(o.wall.date(), pauses)
            assert not o.let_go


@fewer
@given(st.data(), step_lists(), cohorts(), enrolments())
def test_cohorts_own_steps_are_the_same_instant_for_everybody(
    data: st.DataObject, steps: list[Step], cohort: Cohort, enrolment: Enrolment
) -> None:
    """Whatever the zone and the pauses of one creator."""
    pauses = data.draw(pauses_near(cohort.start))
    common = [replace(step, audience=Audience()) for step in steps if step.of_cohort]
    theirs = {(o.step.id, o.ordinal): o for o in calendar_of(common, cohort, enrolment, pauses)}
    anas = {(o.step.id, o.ordinal): o for o in calendar_of(common, cohort, an_enrolment(), [])}

    assert theirs.keys() == anas.keys()
    assert all(theirs[key].starts == anas[key].starts for key in anas)


@fewer
@given(st.data(), step_lists(), cohorts(), enrolments())
def test_resuming_early_is_as_if_the_pause_had_been_that_short(
    data: st.DataObject, steps: list[Step], cohort: Cohort, enrolment: Enrolment
) -> None:
    """What happened before the pause keeps its time, and what was hidden comes back under the same key."""
    start = cohort.start + timedelta(days=data.draw(st.integers(0, 50)))
    resumed = Pause(start=start, end=start + timedelta(days=data.draw(st.integers(0, 30))))
    open_calendar = calendar_of(steps, cohort, enrolment, [Pause(start=start, end=None)])
    after = {o.key: o for o in calendar_of(steps, cohort, enrolment, [resumed])}
    skipping = calendar_of(steps, cohort, enrolment, [replace(resumed, mode=PauseMode.SKIP)])

    assert all(after[o.key] == o for o in open_calendar if not (o.step.of_cohort or o.step.date))
    assert {o.key for o in skipping} == after.keys()


@given(st.integers(0, 90), st.sampled_from(OnDayOff), cohorts(), people())
def test_day_off_moves_to_the_nearest_working_day_in_its_direction(
    after: int, rule: OnDayOff, cohort: Cohort, person: Person
) -> None:
    """Or stays, where the rule says so."""
    day = cohort.start + timedelta(days=after)
    moved = on_working_day(day, rule, person.working_days, cohort.holidays)

    step = timedelta(days=1 if moved >= day else -1)
    between = [day + n * step for n in range(abs((moved - day).days))]
    off = [d for d in between if d.weekday() not in person.working_days or d in cohort.holidays]
    match rule:
        case OnDayOff.KEEP:
            assert moved == day
        case OnDayOff.NEXT:
            assert moved >= day
        case OnDayOff.PREVIOUS:
            assert moved <= day
    if rule is not OnDayOff.KEEP:
        assert off == between
        assert moved.weekday() in person.working_days
        assert moved not in cohort.holidays


def kept_on_days_off(steps: list[Step]) -> list[Step]:
    """The same steps without the rule of days off, which is applied last of all."""
    return [replace(step, on_day_off=OnDayOff.KEEP, content=silent(step.content)) for step in steps]


def silent(content: Content) -> Content:
    """A meeting announced when it starts."""
    return replace(content, notice=timedelta()) if isinstance(content, Meeting) else content


def inside(day: date, pauses: list[Pause]) -> bool:
    return any(pause.end is not None and pause.start <= day < pause.end for pause in pauses)
