"""A zone as an iCalendar file defines it, made from when its clocks really change."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.transitions import offset_at, transitions
from bot.domain.wall import wall_time

LOCAL = "%Y%m%dT%H%M%S"


def vtimezone(zone: str, since: datetime, until: datetime) -> Iterator[str]:
    """The content lines of a VTIMEZONE that is right from one instant to another (both aware)."""
    offset = offset_at(since, zone)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{zone}"
    yield from _observance(zone, since, wall_time(since, zone), offset, offset)
    for change in transitions(zone, since, until):
        # RFC 5545, 3.6.5: the onset is given in the local time that held until then.
        onset = (change.at + change.before).replace(tzinfo=None)
        yield from _observance(zone, change.at, onset, change.before, change.after)
    yield "END:VTIMEZONE"


def _observance(
    zone: str, at: datetime, onset: datetime, before: timedelta, after: timedelta
) -> Iterator[str]:
    local = at.astimezone(ZoneInfo(zone))
    kind = "DAYLIGHT" if (local.dst() or timedelta()) > timedelta() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset.strftime(LOCAL)}"
    yield f"TZOFFSETFROM:{utc_offset(before)}"
    yield f"TZOFFSETTO:{utc_offset(after)}"
    yield f"TZNAME:{local.tzname()}"
    yield f"END:{kind}"


def utc_offset(offset: timedelta) -> str:
    """As +0545 or -033052."""
    seconds = int(abs(offset).total_seconds())
    sign = "-" if offset < timedelta() else "+"
    tail = f"{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}{tail}"
