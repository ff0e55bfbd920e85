"""Why one message was or was not sent, in words for the one whom it was meant for."""

from datetime import datetime, timedelta
from typing import assert_never

from bot.chat.text import Say, Text, When, joined
from bot.domain.decide import Skipped
from bot.domain.delivery import DeliveryState
from bot.domain.may_send import DAILY_CAP, QUIET_HOURS, end_of_quiet
from bot.domain.people import Person
from bot.store.deliveries import OnRecord

PROMPT = timedelta(minutes=5)
"""What leaves so soon after its time was not late."""


def not_sent(reason: str | None, say: Say) -> Text:
    """Why something was not sent."""
    try:
        why = Skipped(reason or "")
    except ValueError:
        return say("It was not sent.")
    match why:
        case Skipped.BEFORE_JOINING:
            return say("It was not sent: its time had passed when you joined.")
        case Skipped.ADDED_LATER:
            return say("It was not sent: it came into the programme after its time had passed.")
        case Skipped.LATE:
            return say("It was not sent: by the time that it could leave it was too old to be of use.")
        case Skipped.PAUSED:
            return say("It was not sent: its time fell into a pause.")
        case Skipped.FORGOTTEN:
            return say("It was not sent: the programme's team let go of what fell into a stop.")
        case Skipped.ANSWERED:
            return say("It was not sent: you had done it already.")
        case Skipped.CLOSED:
            return say("It was not sent: it took no answers any more.")
        case Skipped.LEFT:
            return say("It was not sent: you were not in the programme at that time.")
        case Skipped.CAUGHT_UP:
            return say("It was not sent by itself: it became a line of a catch-up message.")
        case Skipped.REMOVED:
            return say("It was not sent: the programme does not have it any more.")
        case Skipped.DROPPED:
            return say("It was not sent: the programme's team decided so.")
        case Skipped.SETTLED:
            return say("It was not sent: what it was about was settled before.")
        case Skipped.TAKEN_BACK | Skipped.MADE_EARLY | Skipped.SUPERSEDED | Skipped.NEVER_SHOWN:
            # Of announcements and of changes to messages, which are no steps.
            return say("It was not sent.")
        case never:
            assert_never(never)


def fate(one: OnRecord, person: Person, now: datetime, say: Say, *, held: bool) -> Text:
    """What became of one message, and why."""
    match one.state:
        case DeliveryState.SENT:
            at = one.settled_at or one.due_at
            sent = say("It was sent on {when}.", when=When(at, person.zone))
            return joined(sent, _delay(one, person, at, say))
        case DeliveryState.DUE:
            return _waiting(one, person, now, say, held=held)
        case DeliveryState.SENDING:
            return say("It is on its way.")
        case DeliveryState.UNKNOWN:
            return say("Perhaps it was shown: the chat gave no answer, and I look before I send it again.")
        case DeliveryState.SKIPPED:
            return not_sent(one.reason, say)
        case DeliveryState.DEAD:
            return say("It could not be sent: the chat does not let me write to you. Please allow messages.")
        case never:
            assert_never(never)


def _delay(one: OnRecord, person: Person, at: datetime, say: Say) -> Text:
    """Why it left later than it was due, if it did."""
    waited = one.not_before is not None and one.not_before > one.due_at
    if one.attempts > 1:
        return joined((" ",), say("The chat was out of reach before."))
    if waited and end_of_quiet(person, one.due_at) is not None:
        return joined((" ",), say("It had waited for the end of your quiet hours."))
    if waited:
        return joined((" ",), say("It had waited, since you get only so many messages a day."))
    if at - one.due_at > PROMPT:
        return joined((" ",), say("That was late, and I am sorry: I was not running at its time."))
    return ()


def _waiting(one: OnRecord, person: Person, now: datetime, say: Say, *, held: bool) -> Text:
    if held:
        return say("It waits, since the programme's team has stopped all messages for now.")
    if one.not_before is None or one.not_before <= now:
        return say("It is due, and leaves as soon as the chat takes it.")
    until = When(one.not_before, person.zone)
    if one.reason == QUIET_HOURS:
        return say("It waits until {when}, for the end of your quiet hours.", when=until)
    if one.reason == DAILY_CAP:
        return say("It waits until {when}, since you get only so many messages a day.", when=until)
    return say("It waits until {when}.", when=until)
