"""Days in words, the same on any system and in any locale."""

from collections.abc import Iterable
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def spell_day(day: date) -> str:
    """As "7 September"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def spell_week(days: Iterable[int]) -> str:
    """Working days, as "Sunday to Thursday" or "Monday, Wednesday"."""
    working = set(days)
    firsts = [day for day in sorted(working) if (day - 1) % 7 not in working]
    if len(working) == 7:
        return "every day"
    if len(firsts) == 1 and len(working) > 2:
        last = (firsts[0] + len(working) - 1) % 7
        return f"{WEEKDAYS[firsts[0]]} to {WEEKDAYS[last]}"
    return ", ".join(WEEKDAYS[day] for day in sorted(working))


def spell_weeks(weeks: int) -> str:
    """As "one week" or "12 weeks"."""
    words = ("no", "one", "two", "three", "four", "five", "six")
    number = words[weeks] if weeks < len(words) else str(weeks)
    return f"{number} week{'' if weeks == 1 else 's'}"
