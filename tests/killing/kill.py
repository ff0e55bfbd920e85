"""A kill: at which request, and how long the machine is off after it; all by chance, from a seed."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from itertools import pairwise
from signal import SIGKILL, Signals

from schedules.actors.chance import between, one_of

LONGEST_DELAY = 0.02
"""Seconds; the commit that follows an answer takes a few thousandths."""
OUTAGES = (timedelta(), timedelta(seconds=20), timedelta(minutes=10))
"""The last is longer than a chat remembers a nonce."""


class Moment(Enum):
    """When a bot is killed over a request."""

    UNHEARD = auto()
    """The world never hears of it."""
    UNANSWERED = auto()
    """The world has done it; the bot never knows."""
    ANSWERED = auto()
    """A little later: while the bot puts the answer on record, or does what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """Kill -9 at the n-th request of a life, the clock's not counted; with `method`, at the n-th of that.

    Another signal tells the bot to stop instead.
    """

    request: int
    moment: Moment
    delay: float = 0.0
    method: str | None = None
    outage: timedelta = timedelta()
    by: Signals = SIGKILL


def drawn(seed: int, how_many: int, requests: int) -> list[Kill]:
    """Kills by chance, one in each stretch of a story that has so many requests."""
    stretch = requests / how_many
    points = [
        int((number + between(0, 1, seed, "kill", str(number))) * stretch) for number in range(how_many)
    ]
    return [
        Kill(
            request=max(1, point - before),
            moment=one_of(tuple(Moment), seed, "moment", str(point)),
            delay=between(0, LONGEST_DELAY, seed, "delay", str(point)),
            outage=one_of(OUTAGES, seed, "outage", str(point)),
        )
        for before, point in pairwise((0, *points))
    ]
