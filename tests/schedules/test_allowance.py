"""An allowance lets as many leave within a time as its rate says."""

from datetime import UTC, datetime, timedelta

from bot.chat.adapter import Rate
from schedules.allowance import Allowance

NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_without_a_rate_everything_may_leave() -> None:
    """No rate, no limit."""
    allowance = Allowance(None)
    allowance.take(NOON, 1_000)
    assert allowance.room(NOON, 200) == 200
    assert allowance.free_at(NOON) is None


def test_a_rate_is_kept_over_any_window() -> None:
    """Three a second: the fourth waits until the first is a second old."""
    allowance = Allowance(Rate(3, SECOND))
    allowance.take(NOON, 2)
    allowance.take(NOON + SECOND / 2)
    assert allowance.room(NOON + SECOND / 2, 10) == 0
    assert allowance.free_at(NOON + SECOND / 2) == NOON + SECOND
    assert allowance.room(NOON + SECOND, 10) == 2
    assert allowance.free_at(NOON + SECOND) is None


def test_parts_of_one_message_may_go_over_it_and_are_waited_for() -> None:
    """A message that was begun is ended; what comes after it waits the longer."""
    allowance = Allowance(Rate(2, SECOND))
    allowance.take(NOON, 2)
    allowance.take(NOON + SECOND / 4)
    assert allowance.free_at(NOON + SECOND / 2) == NOON + SECOND
    assert allowance.room(NOON + SECOND, 10) == 1
