"""Every IANA zone, those that behave alike taken together, and an oracle that knows no folds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import available_timezones

from bot.domain.transitions import Transition, offset_at, transitions

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
UNTIL = datetime(2029, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

ALL_ZONES = tuple(sorted(available_timezones()))
TRICKY_ZONES = (
    "America/New_York",
    "America/St_Johns",
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Havana",
    "America/Nuuk",
    "Antarctica/Troll",
    "Asia/Kathmandu",
    "Asia/Riyadh",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "UTC",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """How the clocks of some zones go from SINCE to UNTIL; `zone` is one of them."""

    zone: str
    base: timedelta
    changes: tuple[Transition, ...]


@cache
def distinct_clocks() -> tuple[Clocks, ...]:
    """One for all zones whose clocks show the same at every instant from SINCE to UNTIL."""
    alike: dict[tuple[timedelta, tuple[Transition, ...]], str] = {}
    for zone in ALL_ZONES:
        alike.setdefault((offset_at(SINCE, zone), transitions(zone, SINCE, UNTIL)), zone)
    return tuple(
        Clocks(zone=zone, base=base, changes=changes)
        for (base, changes), zone in sorted(alike.items(), key=str)
    )


def expected_instants(wall: datetime, change: Transition) -> list[datetime]:
    """When clocks show the naive wall time, within weeks of a change: once, twice, or never."""
    as_utc = wall.replace(tzinfo=UTC)
    early, late = as_utc - change.before, as_utc - change.after
    return [at for at, exists in ((early, early < change.at), (late, late >= change.at)) if exists]


def minutes_around(change: Transition, *, days: int = 1) -> Iterator[datetime]:
    """Every naive minute of the local day of a change and of the days beside it."""
    day = (change.at + change.before).replace(tzinfo=None, hour=0, minute=0, second=0)
    first, last = day - days * DAY, day + (days + 1) * DAY
    return (first + n * MINUTE for n in range(int((last - first) / MINUTE)))


def hours_of_two_years(step: timedelta) -> Iterator[datetime]:
    """Naive wall times from the start of 2026 to the end of 2027."""
    first, last = datetime(2026, 1, 2), datetime(2028, 1, 1)  # noqa: DTZ001 (wall times)
    return (first + n * step for n in range(int((last - first) / step)))
