"""A pause moves what comes after it by whole weeks, or lets what falls into it go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(weeks=1)


class PauseMode(StrEnum):
    """What a pause does with the steps in it."""

    SHIFT = "shift"
    """They come later, and so does the end."""
    SKIP = "skip"
    """They are left out; the end stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """From a local date up to, not including, another; None: until the person resumes."""

    start: date
    end: date | None
    mode: PauseMode = PauseMode.SHIFT

    @property
    def weeks(self) -> timedelta:
        """The whole weeks that a shift moves what follows by: the length, rounded up."""
        return timedelta() if self.end is None else _whole_weeks(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Kept:
    """The day that remains."""

    day: date


@dataclass(frozen=True, slots=True)
class LetGo:
    """A skipped pause covers the day, which was this one by then."""

    day: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pause without an end stands before the day."""


Moved = Kept | LetGo | Waiting


def move(day: date, pauses: Iterable[Pause], *, shifts: bool = True) -> Moved:
    """Where a day ends up after all the pauses, taken in the order of their starts.

    With `shifts` false (a meeting of the cohort, which nobody's pause moves) a pause of either
    mode lets go of what falls into it. Pauses that overlap count once: a break within a creator's
    own pause moves nothing further.
    """
    free = date.min
    for pause in sorted(pauses, key=_order):
        if day < pause.start:
            break
        if pause.mode is PauseMode.SKIP or not shifts:
            if pause.end is None or day < pause.end:
                return LetGo(day)
            free = max(free, pause.end)
        elif pause.end is None:
            return Waiting()
        else:
            # The pauses so far left nothing in the days before `free`, so only the rest still moves.
            start = max(pause.start, free)
            by = _whole_weeks(start, pause.end)
            day += by
            free = max(free, start + by)
    return Kept(day)


def _order(pause: Pause) -> tuple[date, PauseMode]:
    return pause.start, pause.mode


def _whole_weeks(start: date, end: date) -> timedelta:
    """The length, rounded up; nothing where the end comes first."""
    return WEEK * max(0, -(-(end - start).days // 7))
