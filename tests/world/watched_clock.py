"""The clock of a story: it jumps only where the story says so."""

from datetime import timedelta

from bot.engine.clock import ManualClock


class WatchedClock(ManualClock):
    """A clock that can be found to have jumped against the time that really passed."""

    jumped = timedelta()

    def drift(self) -> timedelta:
        return self.jumped
