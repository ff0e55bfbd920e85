"""The file for calendar apps is valid, and says the same instants as the calendar."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import occurrences
from bot.domain.cohort import Cohort
from bot.domain.pauses import Pause
from bot.domain.people import Enrolment
from bot.domain.programme import Meeting, OnDayOff, Programme, Step, StepKind
from bot.preview.ics import calendar_file, duration, fold, text
from bot.preview.vtimezone import utc_offset
from tests.builders import (
    EVERY_DAY,
    START,
    a_cohort,
    a_pause,
    a_programme,
    a_step,
    an_enrolment,
    utc,
)
from tests.domain.strategies import WEEKS, cohorts, enrolments, pauses_near, step_lists
from tests.preview.calendar_app import Event, read
from tests.zones import distinct_clocks

STAMP = utc("2026-09-01 10:00")
ZONES = (
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Pacific/Kiritimati",
    "Europe/Dublin",
    "Africa/Casablanca",
    "UTC",
)
# What TEXT can hold: no control characters, and only one kind of line break.
TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)


def file_of(
    *steps: Step, enrolment: Enrolment | None = None, pauses: tuple[Pause, ...] = (), start: date = START
) -> str:
    programme = a_programme(weeks=26, steps=steps or None)
    ana = enrolment or an_enrolment()
    return calendar_file(programme, a_cohort(start=start), ana, pauses, stamp=STAMP)


def agrees(programme: Programme, start: date, enrolment: Enrolment) -> None:
    cohort = a_cohort(start=start, zone="Africa/Cairo", working_days=EVERY_DAY)
    events = read(calendar_file(programme, cohort, enrolment, (), stamp=STAMP))
    expected = {o.key: o.starts for o in occurrences(programme, cohort, enrolment, ())}

    assert {event.uid: event.at for event in events} == {
        f"{key}@cohortbot": at for key, at in expected.items()
    }


def every_quarter_of_the_nights() -> tuple[Step, ...]:
    """Half a year of the hours at which clocks change, every quarter of an hour of each day."""
    return tuple(
        a_step(
            f"{week}-{weekday}-{quarter}",
            week=week,
            weekday=weekday,
            at=time(quarter // 4, quarter % 4 * 15),
            on_day_off=OnDayOff.KEEP,
        )
        for week in (4, 5, 6, 8, 9, 25, 26, 29, 30, 33, 34)
        for weekday in (3, 4, 5, 6)
        for quarter in range(17)
    )


@pytest.mark.parametrize("zone", ZONES)
def test_every_instant_is_read_back_from_the_file_alone(zone: str) -> None:
    """Also at night, when clocks change by an hour, by half an hour, or at midnight."""
    programme = a_programme(weeks=34, steps=every_quarter_of_the_nights())

    agrees(programme, START, an_enrolment(zone=zone, working_days=EVERY_DAY))


def test_every_zone_with_changing_clocks_is_read_back() -> None:
    """A step at the very time of each change, as the clocks say it before and after."""
    for clocks in distinct_clocks():
        steps = [
            a_step(f"change-{n}-{side}", fixed=local.date(), at=local.time(), on_day_off=OnDayOff.KEEP)
            for n, change in enumerate(clocks.changes)
            for side, offset in enumerate((change.before, change.after))
            for local in [(change.at + offset).replace(tzinfo=None)]
        ]
        agrees(
            a_programme(steps=[a_step(), *steps]),
            date(2025, 12, 29),
            an_enrolment(zone=clocks.zone, working_days=EVERY_DAY),
        )


@settings(max_examples=50)
@given(st.data(), step_lists(), cohorts(), enrolments())
def test_any_calendar_is_read_back(
    data: st.DataObject, steps: list[Step], cohort: Cohort, enrolment: Enrolment
) -> None:
    """Whatever the steps, holidays, breaks and pauses."""
    programme, pauses = a_programme(weeks=WEEKS, steps=steps), data.draw(pauses_near(cohort.start))
    events = read(calendar_file(programme, cohort, enrolment, pauses, stamp=STAMP))
    found = occurrences(programme, cohort, enrolment, pauses)

    assert [(e.uid.partition("@")[0], e.at, e.status) for e in events] == [
        (o.key, o.starts, "CANCELLED" if o.let_go else "CONFIRMED") for o in found
    ]


def test_event_carries_key_revision_and_stamp() -> None:
    """So that a calendar app moves it when a newer file comes."""
    ana = an_enrolment(revision=7)
    file = file_of(a_step(title="Listen"), enrolment=ana)
    (event,) = read(file)
    (occurrence,) = occurrences(a_programme(steps=[a_step()]), a_cohort(), ana, ())

    assert event == Event(
        uid=f"{occurrence.key}@cohortbot",
        at=utc("2026-09-07 13:00"),
        length=timedelta(minutes=15),
        summary="Listen",
        description="Listen before you speak.",
        sequence=7,
        status="CONFIRMED",
    )
    assert "\r\nDTSTAMP:20260901T100000Z\r\n" in file
    assert "\r\nDTSTART;TZID=America/New_York:20260907T090000\r\n" in file


def test_meeting_is_there_when_it_starts_for_as_long_as_it_lasts() -> None:
    """Not when it is announced."""
    content = Meeting(text="Come.", length=timedelta(minutes=90), notice=timedelta(days=1))
    (meeting,) = read(file_of(a_step("hours", StepKind.MEETING, content=content)))

    assert (meeting.at, meeting.length) == (utc("2026-09-08 16:00"), timedelta(minutes=90))


def test_what_a_pause_lets_go_is_cancelled() -> None:
    """An app that knew it takes it away."""
    (meeting,) = read(file_of(a_step("hours", StepKind.MEETING), pauses=(a_pause(START),)))

    assert meeting.status == "CANCELLED"


def test_calendar_without_events_is_still_valid() -> None:
    """It holds the creator's zone, since it must hold something."""
    file = calendar_file(a_programme(steps=()), a_cohort(), an_enrolment(), (), stamp=STAMP)

    assert read(file) == []
    assert "TZID:America/New_York\r\n" in file


def test_zone_is_defined_by_when_its_clocks_change() -> None:
    """Lord Howe goes forward by half an hour on 4 October 2026."""
    file = file_of(enrolment=an_enrolment(zone="Australia/Lord_Howe"))

    assert (
        "BEGIN:DAYLIGHT\r\nDTSTART:20261004T020000\r\nTZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100\r\n"
        "TZNAME:+11\r\nEND:DAYLIGHT\r\n"
    ) in file


@given(TITLES)
def test_any_title_is_read_back_as_it_was(title: str) -> None:
    """In any language, with any emoji, comma, semicolon, backslash or quotation mark."""
    (event,) = read(file_of(a_step(title=title)))

    assert event.summary == title


@given(st.text())
def test_any_text_at_all_makes_a_valid_file(title: str) -> None:
    """Lines of at most 75 octets that end in CR LF, each of them UTF-8."""
    file = file_of(a_step(title=title or " ")).encode()

    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert b"\r" not in file.replace(b"\r\n", b"")
    for line in file.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert len(read(file.decode())) == 1


def test_line_is_folded_between_characters() -> None:
    """Thirty characters of three octets do not fit one line; the space of the next one counts."""
    assert fold("漢" * 30) == "漢" * 25 + "\r\n " + "漢" * 5
    assert fold("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x"
    assert fold("") == ""


def test_text_is_escaped() -> None:
    """As RFC 5545 asks; what it forbids is left out."""
    assert text("a,b;c\\d\r\ne\rf\ng\x00\x1b\u2028h\ti") == "a\\,b\\;c\\\\d\\ne\\nf\\ng\\nh\ti"


def test_durations_and_offsets_are_spelt_as_the_rfc_does() -> None:
    """Seconds of an offset only where there are any."""
    assert [duration(timedelta(minutes=m)) for m in (0, 15, 60, 90)] == ["PT1M", "PT15M", "PT1H", "PT1H30M"]
    assert utc_offset(timedelta(hours=5, minutes=45)) == "+0545"
    assert utc_offset(-timedelta(hours=3, minutes=30, seconds=52)) == "-033052"
