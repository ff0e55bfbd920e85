"""A matter is one thing that a mentor owes a creator: an item of the queue."""

from datetime import datetime, timedelta
from enum import StrEnum

HANDED_ON_AFTER = timedelta(hours=24)
"""So long a cry for help may stay unanswered before somebody else gets it."""
ANSWERED = "answered"
"""The outcome of what was replied to; it may still be open."""
GONE = "the reason is gone"
"""The outcome of what settled itself."""


class MatterKind(StrEnum):
    """Why it is in the queue."""

    SAFETY = "safety"
    """A creator may be in danger."""
    HELP = "help"
    """A creator asked for it."""
    OVERDUE = "overdue"
    """Check-ins closed without an answer."""
    FLAG = "flag"
    """A flag has been up for some days."""
    LEFT = "left"
    """A creator's account has left the chat; its subject is which."""


def in_days(wall: datetime, days: int) -> datetime:
    """The same wall time so many days later."""
    return wall + timedelta(days=days)


def next_monday(wall: datetime) -> datetime:
    """Nine in the morning of the Monday after this day."""
    days = 7 - wall.weekday()
    return (wall + timedelta(days=days)).replace(hour=9, minute=0, second=0, microsecond=0)
