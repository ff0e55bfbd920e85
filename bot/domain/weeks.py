"""The week of the programme that a creator is in, by their own calendar."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.cohort import Cohort
from bot.domain.pauses import WEEK, Kept, Pause, PauseMode, move

DAY = timedelta(days=1)


def week_on(cohort: Cohort, weeks: int, pauses: Sequence[Pause], today: date) -> int:
    """The week that has begun last, from 1 to `weeks`; 0 before the first one.

    Pauses and breaks that shift move the borders of weeks as they move the steps in them.
    """
    shifting = [pause for pause in (*cohort.breaks, *pauses) if pause.mode is PauseMode.SHIFT]
    if not shifting:
        return max(0, min(weeks, (today - cohort.start) // WEEK + 1))
    first = move(cohort.start, shifting)
    if not isinstance(first, Kept) or today < first.day:
        return 0
    # A week begins when the one before has ended: a pause from its first day on does not undo that.
    lasts = (move(cohort.start + WEEK * number - DAY, shifting) for number in range(1, weeks))
    return 1 + sum(isinstance(last, Kept) and last.day < today for last in lasts)
