"""Monday mornings, by everybody's own clocks: when a digest is due, and until when it is worth reading."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.domain.may_send import end_of_quiet
from bot.domain.people import Person
from bot.domain.wall import at_time, days_until, local_day, midnight

AT = time(8, 30)
WEEK = timedelta(weeks=1)
_EARLIEST_MONDAY = timedelta(hours=38)
"""Monday begins first at UTC+14, which is 10:00 UTC on Sunday: so long before Tuesday 00:00 UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """A Monday morning; `week` is its ISO week, such as 2026-W37."""

    week: str
    begins: datetime
    ends: datetime
    """Tuesday begins."""


def monday_morning(person: Person, now: datetime) -> Morning:
    """The Monday morning that it is where the person lives, or else the next one there."""
    today = local_day(now, person.zone)
    monday = today + days_until(0, today)
    at = at_time(monday, AT, person.zone)
    year, week, _ = monday.isocalendar()
    return Morning(
        week=f"{year}-W{week:02}",
        begins=end_of_quiet(person, at) or at,
        ends=midnight(monday + timedelta(days=1), person.zone),
    )


def next_monday_anywhere(now: datetime) -> datetime:
    """When Monday begins next at the place on earth where it begins first."""
    utc = now.astimezone(UTC)
    tuesday = utc.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1 - utc.weekday())
    begins = tuesday - _EARLIEST_MONDAY
    while begins <= now:
        begins += WEEK
    return begins
