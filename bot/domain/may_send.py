"""Whether something owed may leave now: quiet hours, the daily cap, membership."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.calendar import on_working_day
from bot.domain.decide import Skip, Skipped
from bot.domain.people import EnrolmentState, Person
from bot.domain.programme import OnDayOff
from bot.domain.wall import at_time, instant, last_instant, local_day, wall_time

QUIET_HOURS = "quiet hours"
DAILY_CAP = "the daily cap"
"""Why something waits, as its delivery keeps it."""
DEADLINE_NEAR = timedelta(hours=24)


class Nature(StrEnum):
    """Who started it, which decides what may hold it back."""

    BOT = "bot"
    """The bot's own initiative: quiet hours and the daily cap apply."""
    ANSWER = "answer"
    """Something the person caused just now, or a time they chose: it leaves at once."""
    MENTOR = "mentor"
    """A person's words: no cap."""
    PUBLIC = "public"
    """For a channel: nobody's hours apply."""


@dataclass(frozen=True, slots=True)
class Go:
    """It may leave."""


@dataclass(frozen=True, slots=True)
class Wait:
    """It may leave from then on."""

    until: datetime


Verdict = Go | Wait | Skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the rule needs to know about one delivery to one person."""

    nature: Nature
    state: EnrolmentState | None
    sent_today: int
    daily_cap: int
    deadline: datetime | None = None
    late_at: datetime | None = None
    """After that it is stale; None: never."""


def may_send(person: Person, owed: Circumstances, now: datetime) -> Verdict:
    """The one rule that is asked when a delivery is leased."""
    if owed.nature is Nature.PUBLIC:
        return Go()
    if owed.nature is not Nature.ANSWER and owed.state in (EnrolmentState.WITHDRAWN, EnrolmentState.INVITED):
        return Skip(Skipped.LEFT)
    if owed.nature is Nature.BOT and owed.state is EnrolmentState.PAUSED:
        return Skip(Skipped.PAUSED)
    if owed.late_at is not None and now > owed.late_at:
        return Skip(Skipped.LATE)
    if owed.nature is Nature.ANSWER:
        return Go()
    quiet_until = end_of_quiet(person, now)
    if quiet_until is not None:
        return Wait(quiet_until)
    if owed.nature is Nature.MENTOR or _deadline_near(owed, now):
        return Go()
    if owed.sent_today >= owed.daily_cap:
        return Wait(next_allowed_day(person, now))
    return Go()


def _deadline_near(owed: Circumstances, now: datetime) -> bool:
    return owed.deadline is not None and now <= owed.deadline <= now + DEADLINE_NEAR


def end_of_quiet(person: Person, now: datetime) -> datetime | None:
    """When the quiet hours that hold now end; None outside of them."""
    if not _is_quiet(person, now):
        return None
    today = local_day(now, person.zone)
    walls = [datetime.combine(today + timedelta(days=days), person.quiet.end) for days in range(4)]
    # Both passes of an hour that comes twice: the first end may lie behind us.
    ends = [as_instant(wall, person.zone) for wall in walls for as_instant in (instant, last_instant)]
    return min(end for end in ends if end > now and not _is_quiet(person, end))


def _is_quiet(person: Person, at: datetime) -> bool:
    quiet, clock = person.quiet, wall_time(at, person.zone).time()
    if quiet.start == quiet.end:
        return False
    if quiet.start < quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def next_allowed_day(person: Person, now: datetime) -> datetime:
    """The end of the quiet hours of the person's next working day."""
    tomorrow = local_day(now, person.zone) + timedelta(days=1)
    day = on_working_day(tomorrow, OnDayOff.NEXT, person.working_days, frozenset())
    return at_time(day, person.quiet.end, person.zone)
