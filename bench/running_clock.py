"""A clock that stands, like that of a simulation, or runs on from there as real time does."""

import time
from datetime import datetime, timedelta

from bot.engine.clock import ManualClock


class RunningClock(ManualClock):
    """It stands until it is told to run."""

    _since: float | None = None

    def run(self) -> None:
        """Go on from now, a second each second."""
        self._since = time.perf_counter()

    def stand(self) -> None:
        """Stop at what it shows."""
        self.move_to(self.now())
        self._since = None

    def now(self) -> datetime:
        stood = super().now()
        if self._since is None:
            return stood
        return stood + timedelta(seconds=time.perf_counter() - self._since)
