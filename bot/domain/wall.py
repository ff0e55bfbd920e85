"""Wall time becomes an instant late, in one place and by one rule.

RFC 5545 section 3.3.5 with erratum 4271: a time that the clocks jump over moves forward by the jump
(02:30 becomes 03:30), and of a time that comes twice the first one counts. zoneinfo's fold=0 is
exactly this.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo


# By itself zoneinfo keeps eight, and creators of many countries live in more; it gives out the same one
# for as long as it is kept anywhere.
@cache
def zone_named(name: str) -> ZoneInfo:
    """The zone of this name. Raises as ZoneInfo does for what is none."""
    return ZoneInfo(name)


def instant(wall: datetime, zone: str) -> datetime:
    """The instant, in aware UTC, at which clocks in the zone show the naive wall time."""
    return wall.replace(tzinfo=zone_named(zone), fold=0).astimezone(UTC)


def last_instant(wall: datetime, zone: str) -> datetime:
    """The last instant at which clocks in the zone show the wall time; `instant` gives the first.

    Of a time that is jumped over, it is one before the jump.
    """
    return wall.replace(tzinfo=zone_named(zone), fold=1).astimezone(UTC)


def wall_time(at: datetime, zone: str) -> datetime:
    """What clocks in the zone show at an instant, as a naive value."""
    return at.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def local_day(at: datetime, zone: str) -> date:
    """The calendar day in the zone at an instant."""
    return at.astimezone(zone_named(zone)).date()


def at_time(day: date, clock: time, zone: str) -> datetime:
    """The instant at which clocks in the zone show this time on this day."""
    return instant(datetime.combine(day, clock), zone)


# An overview of a cohort asks for the same few of each of its creators.
@lru_cache(maxsize=4_096)
def midnight(day: date, zone: str) -> datetime:
    """The instant at which the day begins in the zone."""
    return at_time(day, time(), zone)


def days_until(weekday: int, day: date) -> timedelta:
    """From a day to the next such weekday, the day itself included."""
    return timedelta(days=(weekday - day.weekday()) % 7)
