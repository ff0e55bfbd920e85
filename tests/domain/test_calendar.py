"""The calendar of a creator, told as stories."""

from datetime import date, time, timedelta

import pytest

from bot.domain.calendar import Occurrence, end_of, occurrences, on_working_day
from bot.domain.pauses import Pause, PauseMode
from bot.domain.programme import Audience, Meeting, OnDayOff, Repeat, Step, StepKind, YearlyDate
from tests.builders import (
    FRIDAY,
    MONDAY,
    START,
    SUNDAY,
    SUNDAY_TO_THURSDAY,
    TUESDAY,
    a_cohort,
    a_pause,
    a_programme,
    a_step,
    an_enrolment,
    an_open_pause,
    utc,
)

WEEK = timedelta(weeks=1)
ANA = an_enrolment(zone="America/New_York")


def calendar_of(
    *steps: Step,
    zone: str = "America/New_York",
    working_days: frozenset[int] = frozenset(range(5)),
    pauses: tuple[Pause, ...] = (),
    holidays: tuple[date, ...] = (),
    breaks: tuple[Pause, ...] = (),
    start: date = START,
    cohort_zone: str = "Europe/London",
) -> tuple[Occurrence, ...]:
    cohort = a_cohort(holidays=holidays, breaks=breaks, start=start, zone=cohort_zone)
    ana = an_enrolment(zone=zone, working_days=working_days)
    return occurrences(a_programme(weeks=26, steps=steps), cohort, ana, pauses)


def test_lesson_comes_at_nine_wherever_the_creator_lives() -> None:
    """Nine in New York is 13:00 UTC in September and 14:00 in November."""
    september, november = calendar_of(a_step("w01", week=1), a_step("w10", week=10))

    assert (september.at, november.at) == (utc("2026-09-07 13:00"), utc("2026-11-09 14:00"))
    assert september.wall.time() == november.wall.time() == time(9)


def test_meeting_is_at_the_cohorts_hour_and_announced_before() -> None:
    """Five o'clock in London, half an hour of notice, whatever the creator's zone."""
    for zone in ("Asia/Kathmandu", "America/New_York"):
        (meeting,) = calendar_of(a_step("hours", StepKind.MEETING), zone=zone)

        assert meeting.starts == utc("2026-09-08 16:00")
        assert meeting.at == utc("2026-09-08 15:30")
        assert meeting.zone == "Europe/London"


def test_meeting_right_after_a_jump_is_announced_before_it_starts() -> None:
    """The half hour is counted in real time: 01:45, not 02:45, which does not exist."""
    at_three = a_step("hours", StepKind.MEETING, weekday=SUNDAY, at=time(3, 15), on_day_off=OnDayOff.KEEP)
    (meeting,) = calendar_of(at_three, start=date(2026, 3, 2), cohort_zone="America/New_York")

    assert meeting.starts == utc("2026-03-08 07:15")
    assert meeting.at == utc("2026-03-08 06:45")
    assert meeting.wall.time() == time(1, 45)


def test_meeting_announced_days_before_keeps_its_distance() -> None:
    """A day of notice is 24 hours, also over a change of the clocks."""
    content = Meeting(text="", length=timedelta(hours=1), notice=timedelta(days=1))
    (meeting,) = calendar_of(
        a_step("hours", StepKind.MEETING, week=8, weekday=SUNDAY, content=content, on_day_off=OnDayOff.KEEP)
    )

    assert meeting.starts - meeting.at == timedelta(days=1)


def test_week_begins_on_the_day_the_cohort_begins() -> None:
    """In a cohort that starts on a Sunday, the Sunday comes before the Monday of its week."""
    sunday, monday = calendar_of(
        a_step("a", weekday=SUNDAY, on_day_off=OnDayOff.KEEP),
        a_step("b", weekday=MONDAY),
        start=date(2026, 9, 6),
    )

    assert (sunday.nominal, monday.nominal) == (date(2026, 9, 6), date(2026, 9, 7))


def test_friday_off_moves_a_check_in_as_its_rule_says() -> None:
    """Where the week is Sunday to Thursday, a Friday goes to Thursday, to Sunday, or stays."""
    days = {
        rule: calendar_of(
            a_step("c", StepKind.CHECK_IN, on_day_off=rule),
            zone="Asia/Riyadh",
            working_days=SUNDAY_TO_THURSDAY,
        )[0].wall.date()
        for rule in OnDayOff
    }

    assert days == {
        OnDayOff.PREVIOUS: date(2026, 9, 10),
        OnDayOff.NEXT: date(2026, 9, 13),
        OnDayOff.KEEP: date(2026, 9, 11),
    }


def test_holiday_is_a_day_off_for_everybody() -> None:
    """Monday and Tuesday are holidays: the lesson comes on Wednesday."""
    (lesson,) = calendar_of(a_step(), holidays=(START, START + timedelta(days=1)))

    assert lesson.wall.date() == START + timedelta(days=2)
    assert lesson.nominal == START


def test_whoever_never_works_is_not_moved_for_ever() -> None:
    """With no working day at all, the day stays as it is."""
    assert on_working_day(START, OnDayOff.NEXT, frozenset(), frozenset()) == START


def test_step_that_repeats_counts_its_weeks() -> None:
    """Every second week from week 2 until week 7: weeks 2, 4 and 6."""
    found = calendar_of(a_step("hours", StepKind.MEETING, week=2, repeat=Repeat(every=2, until=7)))

    assert [(o.ordinal, o.week) for o in found] == [(0, 2), (1, 4), (2, 6)]


def test_step_that_begins_to_repeat_does_not_come_again() -> None:
    """Its first occurrence keeps the key that it had alone."""
    (alone,) = calendar_of(a_step("hours", StepKind.MEETING))
    first, *_ = calendar_of(a_step("hours", StepKind.MEETING, repeat=Repeat(every=1, until=4)))

    assert first.key == alone.key


def test_step_repeats_no_longer_than_the_programme() -> None:
    """Week 26 is the last."""
    found = calendar_of(a_step(week=25, repeat=Repeat(every=1, until=99)))

    assert [o.week for o in found] == [25, 26]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (date(2026, 9, 7), date(2027, 3, 8)),
        (date(2027, 3, 8), date(2027, 3, 8)),
        (date(2027, 3, 15), date(2028, 3, 8)),
    ],
)
def test_yearly_date_is_the_first_one_from_the_start_on(start: date, expected: date) -> None:
    """International Women's Day, once."""
    found = calendar_of(
        a_step("day", StepKind.NOTICE, fixed=YearlyDate(month=3, day=8), repeat=Repeat(every=1, until=9)),
        start=start,
    )

    assert [o.nominal for o in found] == [expected]


def test_29_february_waits_for_its_year() -> None:
    """There is none in 2027."""
    (leap,) = calendar_of(a_step("leap", fixed=YearlyDate(month=2, day=29)))

    assert leap.nominal == date(2028, 2, 29)


def test_pause_moves_lessons_but_neither_meetings_nor_fixed_dates() -> None:
    """What falls into the pause and can't move is let go; the rest of the cohort meets as planned."""
    found = calendar_of(
        a_step("lesson", week=2),
        a_step("hours", StepKind.MEETING, week=2, repeat=Repeat(every=1, until=3)),
        a_step("day", weekday=FRIDAY, fixed=date(2026, 9, 18)),
        pauses=(a_pause(START + WEEK, weeks=1),),
    )

    assert [(o.step.id, o.wall.date(), o.let_go) for o in found] == [
        ("hours", date(2026, 9, 15), True),
        ("day", date(2026, 9, 18), True),
        ("lesson", date(2026, 9, 21), False),
        ("hours", date(2026, 9, 22), False),
    ]


def test_break_of_the_cohort_moves_meetings_too() -> None:
    """Everybody is away."""
    (meeting,) = calendar_of(
        a_step("hours", StepKind.MEETING, week=2), breaks=(a_pause(START + WEEK, weeks=2),)
    )

    assert meeting.wall.date() == date(2026, 9, 29)
    assert not meeting.let_go


def test_open_pause_hides_what_is_behind_it_and_resuming_brings_it_back() -> None:
    """Resumed after three days, all of it comes a week later."""
    steps = [a_step(f"w{n}", week=n) for n in range(1, 5)]
    waiting = calendar_of(*steps, pauses=(an_open_pause(START + WEEK),))
    resumed = calendar_of(*steps, pauses=(a_pause(START + WEEK, weeks=0, days=3),))

    assert [o.step.id for o in waiting] == ["w1"]
    assert [o.wall.date() - o.nominal for o in resumed] == [timedelta(), WEEK, WEEK, WEEK]


def test_step_let_go_after_a_shift_keeps_the_day_that_it_had_by_then() -> None:
    """A skip that lies in the future must not drop today what it will cover only then."""
    shift, skip = a_pause(START, weeks=2), a_pause(START + 4 * WEEK, weeks=1, mode=PauseMode.SKIP)
    found = calendar_of(a_step("w3", week=3), pauses=(shift, skip))

    assert [(o.wall.date(), o.let_go) for o in found] == [(START + 4 * WEEK, True)]


def test_track_replaces_a_step_under_the_same_key() -> None:
    """Whoever changes the track does not get the week's lesson twice."""
    programme, cohort = a_programme(), a_cohort()
    education, health = (
        {o.step.title: o.key for o in occurrences(programme, cohort, an_enrolment(track=track), ())}
        for track in ("education", "health")
    )

    assert "Do no harm" in health
    assert "w01-lesson" not in health
    assert health["Do no harm"] == education["w01-lesson"]
    assert health.keys() - education.keys() == {"Do no harm", "clinic-visit"}


def test_two_replacements_of_one_step_never_come_both() -> None:
    """The first that admits the creator stands."""
    found = calendar_of(
        a_step("plain"),
        a_step("mine", replaces="plain", audience=Audience(tracks=("education",))),
        a_step("also-mine", replaces="plain", audience=Audience(platforms=("discord",))),
        a_step("not-mine", replaces="plain", audience=Audience(tracks=("health",))),
    )

    assert [o.step.id for o in found] == ["mine"]


def test_end_moves_with_shifts_and_not_with_skips() -> None:
    """Five weeks, two weeks of shift, and a skip over the last week."""
    shift = a_pause(START, weeks=2)
    skip = a_pause(START + 6 * WEEK, weeks=1, mode=PauseMode.SKIP)
    programme, cohort = a_programme(weeks=5), a_cohort()

    assert end_of(programme, cohort, ANA, ()) == START + 5 * WEEK
    assert end_of(programme, cohort, ANA, (shift,)) == START + 7 * WEEK
    assert end_of(programme, cohort, ANA, (shift, skip)) == START + 7 * WEEK
    assert end_of(programme, cohort, ANA, (an_open_pause(START),)) is None
    assert end_of(programme, cohort, ANA, (an_open_pause(START, PauseMode.SKIP),)) == START + 5 * WEEK


def test_tuesday_of_week_two() -> None:
    """The plain case of all."""
    (step,) = calendar_of(a_step(week=2, weekday=TUESDAY, at=time(18, 30)), zone="Asia/Kathmandu")

    assert step.at == utc("2026-09-15 12:45")
