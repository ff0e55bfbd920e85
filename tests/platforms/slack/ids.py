"""Ids as Slack writes them, and timestamps of messages, which are ids too."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256


class Ids:
    """Numbered, so that a story goes the same way again."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._made: Counter[str] = Counter()
        self._last = 0

    def new(self, prefix: str) -> str:
        """An id of this kind: `U` of users, `C` of channels, `D` of direct messages, `Ev` of events."""
        self._made[prefix] += 1
        return f"{prefix}0{self._made[prefix]:08X}"

    def secret(self, prefix: str) -> str:
        """Something nobody guesses, yet the same in the next run."""
        return sha256(self.new(prefix).encode()).hexdigest()[:24]

    def ts(self) -> str:
        """The driver's time with microseconds; never the same twice, and never going back."""
        self._last = max(int(self._clock().timestamp() * 1_000_000), self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
