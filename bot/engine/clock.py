"""The only place that knows what time it is."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The instant, in aware UTC."""

    def drift(self) -> timedelta:
        """By how much the wall clock has moved against the time that really passed, since the start."""


class SystemClock:
    """The machine's own clock."""

    def __init__(self) -> None:
        self._start = self.now() - _since_boot()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def drift(self) -> timedelta:
        return (self.now() - _since_boot()) - self._start


class ManualClock:
    """A clock that stands until it is moved: simulations and tests travel with it."""

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("a clock shows aware time")
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def drift(self) -> timedelta:
        return timedelta()

    def move_to(self, at: datetime) -> None:
        """Show another time."""
        self._now = at.astimezone(UTC)


def _since_boot() -> timedelta:
    """Time since the machine started, sleep included where the system tells (Linux)."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return timedelta(seconds=time.clock_gettime(time.CLOCK_BOOTTIME))
    return timedelta(seconds=time.monotonic())
