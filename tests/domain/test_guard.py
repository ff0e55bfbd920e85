"""The guard stops a cohort when the clock or the calendar went wrong, and never for everyday things."""

from datetime import datetime, timedelta

import pytest

from bot.domain.guard import Signs, reason_to_hold, usual_at_most
from tests.builders import utc

NOW = utc("2026-10-01 12:00")
NOTHING = timedelta()
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def signs(
    *,
    last_tick: datetime | None = NOW - MINUTE,
    drift: timedelta = NOTHING,
    skew: timedelta = NOTHING,
    past: int = 0,
    active: int = 50,
) -> Signs:
    return Signs(now=NOW, last_tick=last_tick, drift=drift, skew=skew, past=past, active=active)


@pytest.mark.parametrize(
    "everyday",
    [
        signs(),
        signs(last_tick=None, past=10_000),
        signs(last_tick=NOW),
        signs(last_tick=NOW + 3 * SECOND),
        signs(last_tick=NOW - timedelta(days=9)),
        signs(last_tick=NOW - timedelta(days=14)),
        signs(drift=10 * MINUTE - SECOND),
        signs(drift=-10 * MINUTE + SECOND),
        signs(skew=5 * MINUTE - SECOND),
        signs(past=20),
        signs(past=200, active=1000),
    ],
)
def test_everyday_things_do_not_stop_a_cohort(everyday: Signs) -> None:
    """A first tick, nine days away, a clock put right by seconds, a few edited steps."""
    assert reason_to_hold(everyday) is None


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (signs(last_tick=NOW - timedelta(days=14) - SECOND), "last ran 14 days ago"),
        (signs(last_tick=NOW - timedelta(days=20)), "last ran 20 days ago"),
        (signs(last_tick=NOW + 5 * MINUTE), "lies in the future"),
        (signs(last_tick=NOW + timedelta(days=30)), "2026-10-31 12:00 UTC, which lies in the future"),
        (signs(drift=10 * MINUTE), "jumped by 10 minutes"),
        (signs(drift=timedelta(days=-30)), "jumped by 30 days"),
        (signs(drift=timedelta(hours=5)), "jumped by 5 hours"),
        (signs(last_tick=None, skew=-5 * MINUTE), "differs from the chat platform's by 5 minutes"),
        (signs(past=21), "21 steps whose time has passed became due at once; the usual maximum is 20"),
        (signs(past=201, active=1000), "the usual maximum is 200"),
    ],
)
def test_odd_things_stop_it_and_say_why(odd: Signs, said: str) -> None:
    """In words that an admin understands."""
    assert said in (reason_to_hold(odd) or "")


def test_usual_maximum_is_twenty_or_a_fifth() -> None:
    """Whichever is more."""
    assert [usual_at_most(active) for active in (0, 50, 100, 105, 500)] == [20, 20, 20, 21, 100]
