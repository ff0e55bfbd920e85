"""Mischief is what happens to events on their way: again, under another id, eleven at once, out of order."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class Twist(StrEnum):
    NONE = "none"
    AGAIN = "again"
    NEW_ID = "again under another event_id"
    ELEVEN = "eleven copies at once"
    LATE = "after what came later"


PLANNED = (Twist.AGAIN, Twist.NEW_ID, Twist.ELEVEN, Twist.LATE)
COPIES = {Twist.AGAIN: 1, Twist.NEW_ID: 1, Twist.ELEVEN: 10}
"""How many more are told at once."""
LATE = 0.05
"""Real seconds by which a late event is late."""


@dataclass(slots=True)
class Mischief:
    """A share of all events, by a hash of seed and event id; nothing by itself."""

    done: Counter[Twist] = field(default_factory=Counter)
    _seed: str = ""
    _rate: float = 0.0
    _kinds: tuple[Twist, ...] = PLANNED

    def plan(self, seed: str | int, rate: float, kinds: tuple[Twist, ...] = PLANNED) -> None:
        """Play with this share of events from now on; a rate of 0 ends it."""
        self._seed, self._rate, self._kinds = str(seed), rate, kinds

    def decide(self, event_id: str) -> Twist:
        """What happens to this event."""
        chance = sha256(f"{self._seed}/{event_id}".encode()).digest()
        if int.from_bytes(chance[:8]) >= self._rate * 2**64:
            return Twist.NONE
        twist = self._kinds[int.from_bytes(chance[8:16]) % len(self._kinds)]
        self.done[twist] += 1
        return twist
