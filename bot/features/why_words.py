"""Why one message was or was not sent, in complete sentences."""

from datetime import datetime, timedelta
from typing import assert_never

from bot.domain.decide import Skipped
from bot.domain.delivery import Act, DeliveryState
from bot.domain.may_send import DAILY_CAP, QUIET_HOURS, end_of_quiet
from bot.domain.people import Person
from bot.domain.programme import Step
from bot.domain.wall import wall_time
from bot.preview.days import WEEKDAYS, spell_day
from bot.preview.describe import count, spell
from bot.store.deliveries import OnRecord

PROMPT = timedelta(minutes=1)
"""What leaves within a minute of its time was not late."""


def spell_time(at: datetime, zone: str) -> str:
    """An instant as the clocks of a zone show it."""
    return spell_wall(wall_time(at, zone))


def spell_wall(wall: datetime) -> str:
    """Wall time, as "Mon 11 January 2027, 09:00"."""
    return f"{WEEKDAYS[wall.weekday()][:3]} {spell_day(wall)} {wall.year}, {wall:%H:%M}"


def why_skipped(reason: str | None, name: str, step: Step | None) -> str:
    """Why something was not sent."""
    try:
        why = Skipped(reason or "")
    except ValueError:
        return f"Not sent: {reason or 'no reason was kept'}."
    match why:
        case Skipped.BEFORE_JOINING:
            return f"Not sent: its time had passed when {name} joined."
        case Skipped.ADDED_LATER:
            return "Not sent: it was added to the programme after its time had passed."
        case Skipped.LATE:
            limit = f" (more than {spell(step.late_after)} late)" if step is not None else ""
            return f"Not sent: by the time that it could leave it was too old{limit}."
        case Skipped.PAUSED:
            return f"Not sent: {name} was pausing."
        case Skipped.FORGOTTEN:
            return "Not sent: the cohort was held, and an admin had the bot forget what had passed."
        case Skipped.ANSWERED:
            return f"Not sent: {name} had done it already."
        case Skipped.CLOSED:
            return "Not sent: it took no answers any more."
        case Skipped.LEFT:
            return f"Not sent: {name} was not in the cohort at that time."
        case Skipped.CAUGHT_UP:
            return "Not sent by itself: it became a line of a catch-up message."
        case Skipped.REMOVED:
            return "Not sent: the programme had lost the step by then."
        case Skipped.TAKEN_BACK:
            return "Not sent: it was taken back before it had left."
        case Skipped.DROPPED:
            return "Not sent: an admin decided so."
        case Skipped.MADE_EARLY:
            return "Not sent by itself: the message was changed before it had left."
        case Skipped.SUPERSEDED:
            return "Not sent: a later change of the same message took its place."
        case Skipped.NEVER_SHOWN:
            return "Not sent: the message that it changes was never shown."
        case Skipped.SETTLED:
            return "Not sent: what it was about had come to an end by then."
        case never:
            assert_never(never)


def told(one: OnRecord, person: Person, step: Step | None, *, held: bool, now: datetime) -> str:
    """What became of one delivery, and why."""
    zone = person.zone
    match one.state:
        case DeliveryState.SENT if one.act is Act.EDIT:
            return f"Corrected on {_chat(one)} on {spell_time(one.settled_at or one.due_at, zone)}."
        case DeliveryState.SENT if one.act is Act.DELETE:
            return f"Taken back on {_chat(one)} on {spell_time(one.settled_at or one.due_at, zone)}."
        case DeliveryState.SENT:
            at = one.settled_at or one.due_at
            return f"Shown on {_chat(one)} on {spell_time(at, zone)}{_delay(one, person, at)}."
        case DeliveryState.DUE:
            return _not_yet(one, zone, held=held, now=now)
        case DeliveryState.SENDING:
            tried = spell_time(one.attempted_at or one.due_at, zone)
            return f"Handed to {_chat(one)} on {tried}; how it went is not known yet."
        case DeliveryState.UNKNOWN:
            return _in_doubt(one, zone)
        case DeliveryState.SKIPPED:
            return why_skipped(one.reason, person.name, step)
        case DeliveryState.DEAD:
            at = one.settled_at or one.due_at
            return (
                f"{_chat(one)} refused it on {spell_time(at, zone)}: {one.reason or 'no reason was given'}."
            )
        case never:
            assert_never(never)


def _delay(one: OnRecord, person: Person, shown_at: datetime) -> str:
    """Why it left later than it was due, if it did."""
    if one.attempts > 1:
        return f", at the {_ordinal(one.attempts)} attempt"
    waited = one.not_before is not None and one.not_before > one.due_at
    if waited and end_of_quiet(person, one.due_at) is not None:
        return f" after waiting for the end of {QUIET_HOURS}"
    if waited:
        return f" after waiting because of {DAILY_CAP}"
    late = shown_at - one.due_at
    return f", {_about(late)} after its time" if late > PROMPT else ""


def _not_yet(one: OnRecord, zone: str, *, held: bool, now: datetime) -> str:
    if held:
        return "Not sent yet: it waits, since the cohort is held."
    if one.not_before is not None and one.not_before > now:
        because = f" because of {one.reason}" if one.reason else ""
        return f"Not sent yet: it waits until {spell_time(one.not_before, zone)}{because}."
    tried = f"; after {count(one.attempts, 'attempt')}: {one.reason}" if one.attempts and one.reason else ""
    return f"Not sent yet: it is due, and leaves for {_chat(one)} as soon as the bot runs{tried}."


def _in_doubt(one: OnRecord, zone: str) -> str:
    at = f" on {spell_time(one.attempted_at, zone)}" if one.attempted_at else ""
    why = f" ({one.reason})" if one.reason else ""
    if one.not_before is None:
        return f"Perhaps shown{at}{why}: {_chat(one)} can't tell, so it is not sent again without an admin."
    return f"Perhaps shown{at}{why}: the bot looks for it before it sends it again."


def _about(span: timedelta) -> str:
    """A delay in its largest unit."""
    minutes = int(span.total_seconds() // 60)
    for unit, size in (("day", 24 * 60), ("hour", 60)):
        if minutes >= 2 * size:
            return count(minutes // size, unit)
    return count(minutes, "minute")


def _ordinal(number: int) -> str:
    words = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}
    return words.get(number, f"{number}th")


def _chat(one: OnRecord) -> str:
    return str(one.place.at.platform).capitalize()
