"""The week of the programme that a creator is in, by their own calendar."""

from collections.abc import Sequence
from datetime import date

from bot.domain.cohort import Cohort
from bot.domain.pauses import WEEK, Kept, Pause, PauseMode, move


def week_on(cohort: Cohort, weeks: int, pauses: Sequence[Pause], today: date) -> int:
    """The week that has begun last, from 1 to `weeks`; 0 before the first one.

    Pauses and breaks that shift move the beginnings of weeks as they move the steps in them.
    """
    shifting = [pause for pause in (*cohort.breaks, *pauses) if pause.mode is PauseMode.SHIFT]
    if not shifting:
        return max(0, min(weeks, (today - cohort.start) // WEEK + 1))
    begins = (move(cohort.start + WEEK * number, shifting) for number in range(weeks))
    return sum(isinstance(moved, Kept) and moved.day <= today for moved in begins)
