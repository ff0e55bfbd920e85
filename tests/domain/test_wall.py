"""Wall time becomes an instant by one rule, in every zone, on every day."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.transitions import offset_at, transitions
from bot.domain.wall import at_time, days_until, instant, last_instant, local_day, midnight, wall_time
from tests.builders import FRIDAY, MONDAY, utc
from tests.zones import (
    ALL_ZONES,
    SINCE,
    UNTIL,
    Clocks,
    distinct_clocks,
    expected_instants,
    hours_of_two_years,
    minutes_around,
)

TWO_HOURS = timedelta(hours=2)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_time_that_is_jumped_over_moves_forward_by_the_jump() -> None:
    """In New York 02:30 does not exist on 8 March 2026: it becomes 03:30."""
    at = instant(wall("2026-03-08 02:30"), "America/New_York")

    assert at == utc("2026-03-08 07:30")
    assert wall_time(at, "America/New_York") == wall("2026-03-08 03:30")


def test_of_a_time_that_comes_twice_the_first_counts() -> None:
    """In New York 01:30 comes at 05:30 and at 06:30 UTC on 1 November 2026."""
    assert instant(wall("2026-11-01 01:30"), "America/New_York") == utc("2026-11-01 05:30")
    assert last_instant(wall("2026-11-01 01:30"), "America/New_York") == utc("2026-11-01 06:30")


def test_half_an_hour_is_jumped_over_on_lord_howe() -> None:
    """02:15 becomes 02:45 there, not 03:15."""
    at = instant(wall("2026-10-04 02:15"), "Australia/Lord_Howe")

    assert wall_time(at, "Australia/Lord_Howe") == wall("2026-10-04 02:45")


def test_day_without_a_midnight_begins_at_one() -> None:
    """Cairo's clocks go from 24:00 to 01:00 on 24 April 2026, and that is when the day begins."""
    begin = midnight(date(2026, 4, 24), "Africa/Cairo")

    assert begin == utc("2026-04-23 22:00")
    assert local_day(begin, "Africa/Cairo") == date(2026, 4, 24)
    assert local_day(begin - timedelta(seconds=1), "Africa/Cairo") == date(2026, 4, 23)


def test_same_clock_time_is_a_different_instant_after_the_change() -> None:
    """Nine o'clock in London is 08:00 UTC in summer and 09:00 UTC in winter."""
    assert at_time(date(2026, 10, 24), time(9), "Europe/London") == utc("2026-10-24 08:00")
    assert at_time(date(2026, 10, 25), time(9), "Europe/London") == utc("2026-10-25 09:00")


def test_days_until_a_weekday_counts_the_day_itself() -> None:
    """From a Monday it is no days to Monday and four to Friday."""
    assert days_until(MONDAY, date(2026, 9, 7)) == timedelta()
    assert days_until(FRIDAY, date(2026, 9, 7)) == timedelta(days=4)


def test_every_minute_around_every_change_of_every_zone() -> None:
    """The rule agrees with an oracle that only knows when each offset holds."""
    for clocks in distinct_clocks():
        agree_around_changes(clocks)


def test_every_second_hour_of_two_years_in_every_zone() -> None:
    """A wall time is what the clocks show at its instant, and later wall times are later instants."""
    for clocks in distinct_clocks():
        agree_for_two_years(clocks, TWO_HOURS)


@pytest.mark.soak
@pytest.mark.parametrize("zone", ALL_ZONES)
def test_every_half_hour_of_two_years_in_every_zone_by_its_own_name(zone: str) -> None:
    """Aliases are tried too, and the days around each change by the minute."""
    clocks = Clocks(zone=zone, base=offset_at(SINCE, zone), changes=transitions(zone, SINCE, UNTIL))

    agree_around_changes(clocks)
    agree_for_two_years(clocks, timedelta(minutes=30))


def agree_around_changes(clocks: Clocks) -> None:
    zone = clocks.zone
    for change in clocks.changes:
        before = datetime.min.replace(tzinfo=UTC)
        for minute in minutes_around(change):
            at = instant(minute, zone)
            match expected_instants(minute, change):
                case []:
                    assert at == minute.replace(tzinfo=UTC) - change.before, (zone, minute)
                    assert wall_time(at, zone) == minute + change.jump, (zone, minute)
                case [once]:
                    assert at == once, (zone, minute)
                    assert wall_time(at, zone) == minute, (zone, minute)
                case [first, second]:
                    assert at == first < second == last_instant(minute, zone), (zone, minute)
                    assert wall_time(at, zone) == wall_time(second, zone) == minute, (zone, minute)
            # Where it is not a gap, a later wall time is never an earlier instant.
            assert at >= before or change.jump > timedelta(), (zone, minute)
            before = at


def agree_for_two_years(clocks: Clocks, step: timedelta) -> None:
    zone, before, offset = clocks.zone, None, clocks.base
    days_of_change = {(c.at + o).date() for c in clocks.changes for o in (c.before, c.after)}
    coming = iter(clocks.changes)
    change = next(coming, None)
    for hour in hours_of_two_years(step):
        at = instant(hour, zone)
        if hour.date() in days_of_change:
            before = None
            continue
        while change is not None and change.at <= at:
            offset, change = change.after, next(coming, None)
        assert at == hour.replace(tzinfo=UTC) - offset, (zone, hour)
        assert wall_time(at, zone) == hour, (zone, hour)
        assert before is None or at - before == step, (zone, hour)
        before = at


@given(st.sampled_from(ALL_ZONES), st.datetimes(wall("1971-01-01"), wall("2100-01-01")))
def test_clocks_show_the_wall_time_at_its_instant_or_a_later_one_after_a_jump(
    zone: str, clock: datetime
) -> None:
    """At any time between 1971 and 2100, days included that a whole island skipped."""
    at = instant(clock, zone)
    shown = wall_time(at, zone)

    assert at.tzinfo is UTC
    assert instant(shown, zone) == at
    assert timedelta() <= shown - clock <= timedelta(hours=24)


def test_transition_is_the_first_second_of_the_new_offset() -> None:
    """One second earlier the clocks still show the old one."""
    for clocks in distinct_clocks():
        for change in clocks.changes:
            assert offset_at(change.at, clocks.zone) == change.after
            assert offset_at(change.at - timedelta(seconds=1), clocks.zone) == change.before
