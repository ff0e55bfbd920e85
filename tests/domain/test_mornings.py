"""Monday mornings, wherever somebody lives and however long they sleep."""

from datetime import time

import pytest

from bot.domain.mornings import monday_morning, next_monday_anywhere
from bot.domain.people import QuietHours
from tests.builders import a_person, utc


@pytest.mark.parametrize(
    ("zone", "now", "begins", "week"),
    [
        ("America/New_York", "2026-09-06 10:00", "2026-09-07 12:30", "2026-W37"),
        ("America/New_York", "2026-09-08 03:59", "2026-09-07 12:30", "2026-W37"),
        ("America/New_York", "2026-09-08 04:00", "2026-09-14 12:30", "2026-W38"),
        ("Pacific/Kiritimati", "2026-09-06 10:00", "2026-09-06 18:30", "2026-W37"),
        ("Europe/London", "2026-10-26 00:00", "2026-10-26 08:30", "2026-W44"),
        ("Europe/London", "2027-01-01 12:00", "2027-01-04 08:30", "2027-W01"),
    ],
)
def test_it_is_half_past_eight_by_everybodys_own_clocks(zone: str, now: str, begins: str, week: str) -> None:
    """On Monday it is that day's until midnight, on other days the next one's."""
    morning = monday_morning(a_person(zone=zone), utc(now))

    assert (morning.begins, morning.week) == (utc(begins), week)


def test_who_sleeps_late_is_not_woken() -> None:
    """Quiet until eleven: it begins at eleven."""
    sleeper = a_person(zone="Europe/London", quiet=QuietHours(start=time(23), end=time(11)))

    assert monday_morning(sleeper, utc("2026-11-02 00:00")).begins == utc("2026-11-02 11:00")


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-09-06 09:59", "2026-09-06 10:00"),
        ("2026-09-06 10:00", "2026-09-13 10:00"),
        ("2026-09-07 00:00", "2026-09-13 10:00"),
        ("2026-09-12 23:00", "2026-09-13 10:00"),
    ],
)
def test_monday_begins_in_kiritimati(now: str, begins: str) -> None:
    """Ten o'clock UTC on Sunday is the first moment of Monday anywhere."""
    assert next_monday_anywhere(utc(now)) == utc(begins)
