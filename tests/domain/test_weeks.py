"""The week that a creator is in, with their pauses."""

from datetime import date

import pytest

from bot.domain.pauses import PauseMode
from bot.domain.weeks import week_on
from tests.builders import START, a_cohort, a_pause, an_open_pause

PAUSES = {
    "none": (),
    "shift": (a_pause(date(2026, 9, 15), weeks=2),),
    "skip": (a_pause(date(2026, 9, 15), weeks=2, mode=PauseMode.SKIP),),
    "open": (an_open_pause(date(2026, 9, 15)),),
}


@pytest.mark.parametrize(
    ("pauses", "day", "week"),
    [
        ("none", date(2026, 9, 6), 0),
        ("none", START, 1),
        ("none", date(2026, 9, 13), 1),
        ("none", date(2026, 9, 14), 2),
        ("none", date(2027, 9, 14), 5),
        ("shift", date(2026, 9, 21), 2),
        ("shift", date(2026, 10, 5), 3),
        ("skip", date(2026, 9, 21), 3),
        ("open", date(2027, 1, 1), 2),
    ],
)
def test_a_pause_that_shifts_holds_the_week(pauses: str, day: date, week: int) -> None:
    """A pause that skips does not; before the start it is none, after the end the last one."""
    assert week_on(a_cohort(), 5, PAUSES[pauses], day) == week
