"""When a lesson comes back: tonight, tomorrow or on Monday, by its reader's own clocks."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.may_send import end_of_quiet
from bot.domain.people import Person
from bot.domain.wall import days_until, instant

EVENING = time(19)
NO_EVENING_LEFT = time(18)
A_WHILE = timedelta(hours=2)
DAY = timedelta(days=1)


class Snooze(StrEnum):
    """The times that are offered."""

    TONIGHT = "tonight"
    TOMORROW = "tomorrow"
    MONDAY = "monday"


def snoozes(person: Person, now: datetime, usual: time) -> dict[Snooze, datetime]:
    """The wall time of each that makes sense at the wall time `now`; `usual` is when lessons come.

    Tonight is this evening, or in two hours once it is evening, as long as the day and the person's
    waking hours last; on a Sunday, tomorrow is Monday.
    """
    tomorrow = datetime.combine(now.date() + DAY, usual)
    monday = datetime.combine(tomorrow.date() + days_until(0, tomorrow.date()), usual)
    found = {Snooze.TOMORROW: tomorrow}
    tonight = _tonight(now)
    awake = end_of_quiet(person, instant(tonight, person.zone)) is None
    if awake and tonight.date() == now.date():
        found = {Snooze.TONIGHT: tonight} | found
    return found if monday == tomorrow else found | {Snooze.MONDAY: monday}


def _tonight(now: datetime) -> datetime:
    if now.time() < NO_EVENING_LEFT:
        return datetime.combine(now.date(), EVENING)
    return (now + A_WHILE).replace(second=0, microsecond=0)
