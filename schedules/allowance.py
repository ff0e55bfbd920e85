"""An allowance keeps a rate: how many more may leave now, and when there is room again."""

from collections import deque
from datetime import datetime

from bot.chat.adapter import Rate


class Allowance:
    """Counts what left within the window of a rate; without a rate everything may leave."""

    def __init__(self, rate: Rate | None) -> None:
        self._rate = rate
        self._left: deque[datetime] = deque()

    def room(self, now: datetime, wanted: int) -> int:
        """How many of those wanted may leave now."""
        if self._rate is None:
            return wanted
        while self._left and self._left[0] <= now - self._rate.within:
            self._left.popleft()
        return max(0, min(wanted, self._rate.count - len(self._left)))

    def take(self, now: datetime, many: int = 1) -> None:
        """So many left now."""
        if self._rate is not None:
            self._left.extend([now] * many)

    def free_at(self, now: datetime) -> datetime | None:
        """When the next may leave, if none may now."""
        if self._rate is None or self.room(now, 1):
            return None
        return self._left[len(self._left) - self._rate.count] + self._rate.within
