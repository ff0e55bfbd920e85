"""Manners: how the creators of a simulated cohort are, a few of each kind."""

from dataclasses import dataclass
from enum import StrEnum

from bot.chat.place import Account
from schedules.actors.chance import chance


class Manner(StrEnum):
    """How a creator goes through the programme."""

    DILIGENT = "diligent"
    """Does nearly everything within a day."""
    LATE = "late"
    """Does most of it, days later and often only when reminded."""
    SILENT = "silent"
    """Reads, and hardly ever answers."""
    LEAVES = "leaves"
    """Is diligent, and leaves at some point."""
    MOVES = "moves"
    """Is diligent, and moves to another time zone at some point."""
    PAUSES = "pauses"
    """Is diligent, and rests for some weeks at some point."""


_SHARES = (
    (0.46, Manner.DILIGENT),
    (0.70, Manner.LATE),
    (0.80, Manner.SILENT),
    (0.86, Manner.LEAVES),
    (0.92, Manner.MOVES),
    (1.00, Manner.PAUSES),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One person of the play. `manner` is None for mentors and admins, who only press Join."""

    name: str
    account: Account
    manner: Manner | None


def manner_of(seed: int, name: str) -> Manner:
    """How the creator of this name is."""
    drawn = chance(seed, name, "manner")
    return next(manner for share, manner in _SHARES if drawn < share)
