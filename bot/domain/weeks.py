"""The week of the programme that a creator is in, by their own calendar."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from bot.domain.cohort import Cohort
from bot.domain.pauses import WEEK, Kept, Pause, PauseMode, move

DAY = timedelta(days=1)


def week_on(cohort: Cohort, weeks: int, pauses: Sequence[Pause], today: date) -> int:
    """The week that has begun last, from 1 to `weeks`; 0 before the first one.

    Pauses and breaks that shift move the borders of weeks as they move the steps in them.
    """
    shifting = tuple(pause for pause in (*cohort.breaks, *pauses) if pause.mode is PauseMode.SHIFT)
    if not shifting:
        return max(0, min(weeks, (today - cohort.start) // WEEK + 1))
    return _week_within(cohort.start, weeks, shifting, today)


# Hundreds of creators share a calendar, and an overview asks for the week of each.
@lru_cache(maxsize=1_024)
def _week_within(start: date, weeks: int, shifting: tuple[Pause, ...], today: date) -> int:
    first, *lasts = _borders(start, weeks, shifting)
    # A week begins when the one before has ended: a pause from its first day on does not undo that.
    return 1 + sum(last < today for last in lasts) if first <= today else 0


@lru_cache(maxsize=256)
def _borders(start: date, weeks: int, shifting: tuple[Pause, ...]) -> tuple[date, ...]:
    """The first day, and the last day of each week but the last; `date.max` behind a pause without end."""
    days = (start, *(start + WEEK * number - DAY for number in range(1, weeks)))
    moved = (move(day, shifting) for day in days)
    return tuple(to.day if isinstance(to, Kept) else date.max for to in moved)
