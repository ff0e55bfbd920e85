"""The mark of an answer: whether it came before it was asked for, in time, or after the closing."""

from datetime import datetime
from enum import StrEnum

from bot.domain.delivery import LedgerEntry


class Mark(StrEnum):
    """How the time of an answer lies to that of its check-in."""

    EARLY = "early"
    ON_TIME = "on time"
    LATE = "late"


def mark(entry: LedgerEntry, at: datetime) -> Mark:
    """The mark of an answer given then; it follows from the times alone, so nothing has to keep it."""
    if at < (entry.shown_at or entry.at):
        return Mark.EARLY
    if entry.closes_at is not None and at >= entry.closes_at:
        return Mark.LATE
    return Mark.ON_TIME
