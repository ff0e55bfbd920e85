"""When the clocks of a zone change, found by asking the zone itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from bot.domain.wall import zone_named

# No zone changes twice within two days, nor has since 1970.
STRIDE = timedelta(days=1)
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """From `at` (aware UTC) on, clocks are `after` ahead of UTC; until then they were `before`."""

    at: datetime
    before: timedelta
    after: timedelta

    @property
    def jump(self) -> timedelta:
        """By how much the clocks go forward; less than nothing where they go back."""
        return self.after - self.before


def offset_at(at: datetime, zone: str) -> timedelta:
    """How far clocks in the zone are ahead of UTC at an instant."""
    return at.astimezone(zone_named(zone)).utcoffset() or timedelta()


@lru_cache(maxsize=1024)
def transitions(zone: str, since: datetime, until: datetime) -> tuple[Transition, ...]:
    """The changes in the zone after `since`, up to and including `until`, in their order; whole seconds."""
    return tuple(_search(zone, since.astimezone(UTC), until.astimezone(UTC)))


def _search(zone: str, since: datetime, until: datetime) -> Iterator[Transition]:
    low, before = since, offset_at(since, zone)
    while low < until:
        high = min(low + STRIDE, until)
        after = offset_at(high, zone)
        if after != before:
            yield Transition(at=_first_second(zone, low, high), before=before, after=after)
        low, before = high, after


def _first_second(zone: str, low: datetime, high: datetime) -> datetime:
    """The first second in (low, high] with the offset of `high`."""
    after = offset_at(high, zone)
    unchanged, changed = 0, -((low - high) // SECOND)
    while changed - unchanged > 1:
        middle = (unchanged + changed) // 2
        if offset_at(low + middle * SECOND, zone) == after:
            changed = middle
        else:
            unchanged = middle
    return min(low + changed * SECOND, high)
