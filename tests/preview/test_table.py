"""The table says what comes when, in the creator's own time, and why it moved."""

from datetime import date, time, timedelta

from bot.domain.pauses import Pause, PauseMode
from bot.domain.programme import OnDayOff, Step, StepKind, YearlyDate
from bot.preview import Row, calendar_table
from tests.builders import (
    START,
    SUNDAY,
    SUNDAY_TO_THURSDAY,
    a_cohort,
    a_pause,
    a_programme,
    a_step,
    an_enrolment,
    utc,
)

WEEK = timedelta(weeks=1)


def rows_of(
    *steps: Step,
    zone: str = "Europe/London",
    working_days: frozenset[int] = frozenset(range(5)),
    pauses: tuple[Pause, ...] = (),
    breaks: tuple[Pause, ...] = (),
    holidays: tuple[date, ...] = (),
    start: date = START,
) -> tuple[Row, ...]:
    return calendar_table(
        a_programme(steps=steps),
        a_cohort(breaks=breaks, holidays=holidays, start=start),
        an_enrolment(zone=zone, working_days=working_days),
        pauses,
    )


def test_row_says_day_and_time_here_and_in_utc() -> None:
    """A lesson at nine in Kathmandu."""
    (row,) = rows_of(a_step(title="Listen"), zone="Asia/Kathmandu")

    assert (row.week, row.phase, row.kind, row.title) == (1, "Foundations", StepKind.LESSON, "Listen")
    assert (row.weekday, row.local.date(), row.local.time()) == ("Monday", START, time(9))
    assert (row.zone, row.at, row.note) == ("Asia/Kathmandu", utc("2026-09-07 03:15"), "")


def test_day_off_is_named() -> None:
    """A Friday in Riyadh goes to Thursday; a holiday, to the day after."""
    check_in = a_step("c", StepKind.CHECK_IN, on_day_off=OnDayOff.PREVIOUS)
    (friday,) = rows_of(check_in, zone="Asia/Riyadh", working_days=SUNDAY_TO_THURSDAY)
    (holiday,) = rows_of(a_step(), holidays=(START,))

    assert friday.note == "Friday is a day off: Thursday"
    assert holiday.note == "7 September is a holiday: Tuesday"


def test_break_and_pause_are_told_apart() -> None:
    """By how much it moved, and because of what."""
    lesson = a_step(week=2)
    pause, away = a_pause(START, weeks=0, days=10), a_pause(START + 4 * WEEK)

    assert [row.note for row in rows_of(lesson, pauses=(pause,))] == ["pause: two weeks later"]
    assert [row.note for row in rows_of(lesson, breaks=(a_pause(START),))] == ["break: one week later"]
    later = rows_of(a_step(week=4), pauses=(pause,), breaks=(away,))
    assert [row.note for row in later] == ["break and pause: three weeks later"]


def test_what_is_left_out_says_why() -> None:
    """A meeting in a pause, a lesson in a break that skips."""
    (meeting,) = rows_of(a_step("m", StepKind.MEETING), pauses=(a_pause(START),))
    (lesson,) = rows_of(a_step(), breaks=(a_pause(START, mode=PauseMode.SKIP),))

    assert (meeting.let_go, meeting.note) == (True, "left out: it falls into a pause")
    assert (lesson.let_go, lesson.note) == (True, "left out: it falls into a break")


def test_meeting_is_shown_when_it_starts_in_the_creators_time() -> None:
    """Five in London is 21:45 in Kathmandu."""
    (meeting,) = rows_of(a_step("m", StepKind.MEETING), zone="Asia/Kathmandu")

    assert meeting.local.time() == time(21, 45)
    assert meeting.note == "17:00 in Europe/London; announced 21:15"


def test_fixed_date_counts_to_the_week_that_it_lies_in() -> None:
    """Though the file of week 1 names it."""
    (day,) = rows_of(a_step("day", fixed=YearlyDate(month=9, day=23)))

    assert (day.week, day.phase) == (3, "Community")
    assert day.note == "23 September is a fixed date"


def test_time_that_the_clocks_skip_is_explained() -> None:
    """01:30 does not exist in London on 28 March 2027."""
    early = a_step(weekday=SUNDAY, at=time(1, 30), on_day_off=OnDayOff.KEEP)
    (row,) = rows_of(early, start=date(2027, 3, 22))

    assert row.local.time() == time(2, 30)
    assert row.note == "the clocks skip 01:30 that day: 02:30"
