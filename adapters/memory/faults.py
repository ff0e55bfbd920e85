"""A fault is what a platform does to a call; a plan of faults is pure, so a run can be repeated."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn, assert_never

from bot.chat.adapter import Ambiguous, Halted, Retry, Scope, Undeliverable


class Breach(AssertionError):
    """The core asked for what no platform allows: a bug of ours, not a fault of the platform."""


class Unforeseen(Exception):
    """Something that no adapter promised to raise."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """The place is closed to the bot; nothing is shown."""

    why: str = "closed"


@dataclass(frozen=True, slots=True)
class Throttle:
    """Come back later; nothing is shown."""

    after: timedelta = timedelta(seconds=5)
    scope: Scope = "place"


@dataclass(frozen=True, slots=True)
class TimeOut:
    """No answer comes; `shown` says whether the message is there nevertheless."""

    shown: bool


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection breaks before anything is shown."""


@dataclass(frozen=True, slots=True)
class Halt:
    """The lane is stopped; nothing is shown."""

    why: str = "token revoked"


@dataclass(frozen=True, slots=True)
class Surprise:
    """An error that nobody foresaw; `shown` says whether the message is there nevertheless."""

    shown: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """The call itself was against the rules of every platform."""

    why: str


Fault = Refuse | Throttle | TimeOut | Drop | Halt | Surprise | Broken

BY_NAME: dict[str, Fault] = {
    "refuse": Refuse("refused by the plan of faults"),
    "throttle": Throttle(),
    "time_out_before": TimeOut(shown=False),
    "time_out_after": TimeOut(shown=True),
    "drop": Drop(),
    "surprise_before": Surprise(shown=False),
    "surprise_after": Surprise(shown=True),
}


def is_shown(fault: Fault | None) -> bool:
    """Whether the message becomes visible in spite of the fault."""
    match fault:
        case None:
            return True
        case TimeOut(shown=shown) | Surprise(shown=shown):
            return shown
        case _:
            return False


def raise_fault(fault: Fault) -> NoReturn:
    """Raise what the adapter's caller is told of the fault."""
    match fault:
        case Refuse(why=why):
            raise Undeliverable(why)
        case Throttle(after=after, scope=scope):
            raise Retry(after, scope)
        case TimeOut():
            raise Ambiguous("no answer in time")
        case Drop():
            raise Ambiguous("the connection broke")
        case Halt(why=why):
            raise Halted(why)
        case Surprise():
            raise Unforeseen("nobody foresaw this")
        case Broken(why=why):
            raise Breach(why)
        case _:
            assert_never(fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPlan:
    """Faults by chance that is a hash of (seed, key, attempt): the same run gives the same faults.

    `rates` are (name of BY_NAME, share of the attempts); their sum is at most 1.
    """

    seed: int
    rates: tuple[tuple[str, float], ...]

    def __post_init__(self) -> None:
        unknown = [name for name, _ in self.rates if name not in BY_NAME]
        if unknown or sum(rate for _, rate in self.rates) > 1:
            raise ValueError(f"a plan of faults has known names and at most all attempts: {self.rates}")

    def decide(self, key: str, attempt: int) -> Fault | None:
        """What happens to this attempt, the first being 1."""
        digest = hashlib.blake2b(f"{self.seed}\0{key}\0{attempt}".encode(), digest_size=8).digest()
        chance = int.from_bytes(digest) / 2**64
        for name, rate in self.rates:
            if chance < rate:
                return BY_NAME[name]
            chance -= rate
        return None


MILD = (("throttle", 0.02), ("time_out_before", 0.01), ("time_out_after", 0.01), ("drop", 0.01))
"""The rates of a network on an ordinary bad day."""
