"""A snowflake is an id that tells when it was made."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


def first_at(instant: datetime) -> int:
    """The smallest snowflake of this millisecond."""
    return (instant - EPOCH) // timedelta(milliseconds=1) << 22


def made_at(snowflake: int) -> datetime:
    """When this id was made, to the millisecond."""
    return EPOCH + timedelta(milliseconds=snowflake >> 22)


class Snowflakes:
    """Ids that tell the driver's time, each greater than all before."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._last = 0
        self._guilds = 0

    def new(self) -> int:
        self._last = max(self._last + 1, first_at(self._clock()))
        return self._last

    def of_guild(self) -> int:
        """An old id, a millisecond after the one before: consecutive guilds fall to consecutive shards."""
        self._guilds += 1
        return first_at(EPOCH + timedelta(days=365, milliseconds=self._guilds))
