"""A week went in one way for a creator: done, late, open, paused, ahead, or not theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.pauses import Pause, PauseMode
from bot.domain.people import EnrolmentState
from bot.domain.week_marks import Stand, WeekMark, WeekTally, mark_of, rested_weeks
from tests.builders import START, a_cohort

THIRD = Stand(state=EnrolmentState.ACTIVE, week=3)
WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("week", "tally", "mark"),
    [
        (2, WeekTally(done=2), WeekMark.DONE),
        (2, WeekTally(done=2, waiting=1), WeekMark.LATE),
        (3, WeekTally(done=2, waiting=1), WeekMark.OPEN),
        (2, WeekTally(done=2, closing=1), WeekMark.OPEN),
        (3, WeekTally(done=2, missed=1), WeekMark.LATE),
        (2, WeekTally(), None),
        (3, WeekTally(), WeekMark.AHEAD),
        (4, WeekTally(), WeekMark.AHEAD),
        (4, WeekTally(done=1), WeekMark.DONE),
    ],
)
def test_an_active_creator_in_week_three(week: int, tally: WeekTally, mark: WeekMark | None) -> None:
    """What has a time to close is late when it closed, what has none when its week is over."""
    assert mark_of(THIRD, week, tally) == mark


def test_a_rest_is_seen_in_the_week_that_it_holds_up() -> None:
    """What waits there is not asked for; what was left before is still late, and done is done."""
    resting = replace(THIRD, state=EnrolmentState.PAUSED)

    assert mark_of(resting, 3) == WeekMark.PAUSED
    assert mark_of(resting, 3, WeekTally(waiting=1)) == WeekMark.PAUSED
    assert mark_of(resting, 3, WeekTally(done=1)) == WeekMark.DONE
    assert mark_of(resting, 2, WeekTally(waiting=1)) == WeekMark.LATE
    assert mark_of(resting, 4) == WeekMark.AHEAD


def test_nothing_is_ahead_of_who_is_through() -> None:
    """Nor of who has left."""
    for state in (EnrolmentState.COMPLETED, EnrolmentState.WITHDRAWN):
        assert mark_of(replace(THIRD, state=state), 4) is None


def test_weeks_that_a_pause_let_go() -> None:
    """One that skips covers the second week and a day of the third; one that shifts covers none."""
    skips = Pause(start=START + WEEK, end=START + 2 * WEEK + timedelta(days=1), mode=PauseMode.SKIP)

    assert rested_weeks(a_cohort(start=START), 5, (skips,)) == {2, 3}
    assert rested_weeks(a_cohort(start=START), 5, (replace(skips, mode=PauseMode.SHIFT),)) == frozenset()
    assert mark_of(replace(THIRD, rested=frozenset((2,))), 2) == WeekMark.PAUSED
    assert mark_of(replace(THIRD, rested=frozenset((2,))), 2, WeekTally(done=1)) == WeekMark.DONE
