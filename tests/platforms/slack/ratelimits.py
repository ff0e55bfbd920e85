"""Slack's rate limits: so many calls of a method in a window, by its tier, and messages by channel.

Pure: time is an argument, in seconds that only go forward. Windows are short, so that tests need not wait.
"""

from collections import deque
from dataclasses import dataclass, field
from math import ceil

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls of one method in a window (in truth a minute)."""
HISTORY = ("conversations.history", "conversations.replies")


@dataclass(slots=True, kw_only=True)
class Tiers:
    """`channel_window` is what passes between messages to one channel (in truth a second; 0: any burst)."""

    window: float = 1.0
    channel_window: float = 0.0
    workspace: int = 300
    """Messages in a window, over all channels."""
    restricted: bool = False
    """Whether history is given once in a window, as to commercial apps outside the Marketplace."""
    _taken: dict[str, deque[float]] = field(default_factory=dict)
    _posted: dict[str, float] = field(default_factory=dict)

    def take(self, method: str, tier: int, channel: str, at: float) -> int:
        """Count the call; 0 if it may be made now, else the seconds of Retry-After."""
        if method == "chat.postMessage":
            waits = max(self._channel_waits(channel, at), self._waits(method, self.workspace, at))
        elif self.restricted and method in HISTORY:
            waits = self._waits(method, 1, at)
        else:
            waits = self._waits(method, TIERS[tier], at)
        if waits > 0:
            return max(1, ceil(waits))
        self._taken[method].append(at)
        if method == "chat.postMessage":
            self._posted[channel] = at
        return 0

    def _channel_waits(self, channel: str, at: float) -> float:
        return self._posted.get(channel, float("-inf")) + self.channel_window - at

    def _waits(self, method: str, limit: int, at: float) -> float:
        taken = self._taken.setdefault(method, deque())
        while taken and taken[0] <= at - self.window:
            taken.popleft()
        return taken[0] + self.window - at if len(taken) >= limit else 0.0
