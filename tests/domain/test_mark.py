"""Early, on time or late: it follows from the times alone."""

from dataclasses import replace

import pytest

from bot.domain.delivery import LedgerEntry, OccurrenceState
from bot.domain.mark import Mark, mark
from tests.builders import utc

SHOWN = LedgerEntry(
    key="key",
    step="friday",
    ordinal=0,
    kind="check-in",
    title="Friday",
    week=1,
    wall="2026-09-11T15:00:00",
    zone="UTC",
    at=utc("2026-09-11 15:00"),
    state=OccurrenceState.SENT,
    shown_at=utc("2026-09-11 16:00"),
    closes_at=utc("2026-09-16 16:00"),
)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-09-11 15:30", Mark.EARLY),
        ("2026-09-11 16:00", Mark.ON_TIME),
        ("2026-09-16 15:59", Mark.ON_TIME),
        ("2026-09-16 16:00", Mark.LATE),
    ],
)
def test_an_answer_to_what_was_shown(at: str, expected: Mark) -> None:
    """It was shown an hour late, and closes five days after that."""
    assert mark(SHOWN, utc(at)) is expected


def test_an_answer_to_what_was_never_shown() -> None:
    """Its own time counts; without a closing nothing is late."""
    entry = replace(SHOWN, shown_at=None, closes_at=None)

    assert mark(entry, utc("2026-09-11 14:59")) is Mark.EARLY
    assert mark(entry, utc("2027-09-11 15:00")) is Mark.ON_TIME
