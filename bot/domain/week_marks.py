"""How one week of the programme went for one creator, in a word. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from bot.domain.cohort import Cohort
from bot.domain.pauses import WEEK, LetGo, Pause, PauseMode, move
from bot.domain.people import EnrolmentState
from bot.domain.weeks import DAY

COMING = (EnrolmentState.INVITED, EnrolmentState.ACTIVE, EnrolmentState.PAUSED)
"""The states of those to whom something is still to come."""


class WeekMark(StrEnum):
    """How it went, what wants somebody first."""

    LATE = "late"
    """Something is undone though its week is over, or closed without an answer."""
    OPEN = "open"
    """Something waits to be done, and there is time."""
    PAUSED = "paused"
    """The creator rests."""
    DONE = "done"
    """All of it is done."""
    AHEAD = "ahead"
    """It is still to come."""


class WeekTally(NamedTuple):
    """What became of the steps of a week that a creator was shown."""

    done: int = 0
    waiting: int = 0
    """Undone, and for ever open."""
    closing: int = 0
    """Undone, and open until a time that is to come."""
    missed: int = 0
    """Closed undone."""
    asked: int = 0
    """Check-ins, however they stand."""
    answered: int = 0
    """Those of them that are done."""


NOTHING = WeekTally()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a creator stands: the week that they are in, and the weeks that a pause let go."""

    state: EnrolmentState
    week: int
    rested: frozenset[int] = frozenset()


def mark_of(stand: Stand, week: int, tally: WeekTally = NOTHING) -> WeekMark | None:
    """How a week went; None where nothing was to be done, as in the weeks before somebody joined."""
    if tally.missed or (tally.waiting and week < stand.week):
        return WeekMark.LATE
    undone = tally.waiting + tally.closing
    if week == stand.week and stand.state is EnrolmentState.PAUSED and (undone or not tally.done):
        return WeekMark.PAUSED
    if undone:
        return WeekMark.OPEN
    if tally.done:
        return WeekMark.DONE
    if week in stand.rested:
        return WeekMark.PAUSED
    return WeekMark.AHEAD if week >= stand.week and stand.state in COMING else None


def rested_weeks(cohort: Cohort, weeks: int, pauses: Sequence[Pause]) -> frozenset[int]:
    """The weeks of the programme, of so many, from which pauses and breaks let something go."""
    taken = (*cohort.breaks, *pauses)
    if not any(pause.mode is PauseMode.SKIP for pause in taken):
        return frozenset()
    return _rested(cohort.start, weeks, taken)


# Those who share a break, or paused alike, are asked about together.
@lru_cache(maxsize=256)
def _rested(start: date, weeks: int, pauses: tuple[Pause, ...]) -> frozenset[int]:
    return frozenset(
        week
        for week in range(1, weeks + 1)
        for day in range(7)
        if isinstance(move(start + WEEK * (week - 1) + DAY * day, pauses), LetGo)
    )
