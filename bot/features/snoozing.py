"""Snoozing: a matter leaves the queue for a while, and comes back with a message."""

from datetime import datetime

from bot.chat.message import Button, Message
from bot.chat.reply import Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Text, When, plain
from bot.chat.token import Token
from bot.domain.matter import in_days, next_monday
from bot.domain.wall import instant, wall_time
from bot.engine.feature import Feature, TimerRoute, TokenRoute, Who
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.features.closing import closed_already, matter_of
from bot.features.matter_words import SNOOZE
from bot.features.matters import WAKE, promise, promised, tell_of, whose
from bot.features.owning import seers
from bot.store.enrolments import Enrolled
from bot.store.timers import Timer
from bot.store.tx import Tx


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A mentor wants to see it later: first when, then so."""
    matter = matter_of(tx, visit)
    if matter.closed_at is not None:
        return closed_already(tx, visit, matter)
    until = _until(visit.token.action, wall_time(visit.now, visit.person.person.zone))
    if until is None:
        return Say(_asked(matter.key, visit.say))
    at = instant(until, visit.person.person.zone)
    tx.matters.snooze(matter.key, at)
    promise(tx, matter, WAKE, at)
    tx.audit.add(
        at=visit.now, actor=visit.person.person.key, action="snooze", subject=visit.creator.enrolment.key
    )
    when = When(at, visit.person.person.zone)
    return Say(Message(text=visit.say("I bring it back {when}.", when=when)))


def _until(action: str, wall: datetime) -> datetime | None:
    """When the button says, by the mentor's clocks; None: it has not been said yet."""
    match action:
        case "1":
            return in_days(wall, 1)
        case "3":
            return in_days(wall, 3)
        case "monday":
            return next_monday(wall)
        case _:
            return None


def _asked(key: str, say: Wording) -> Message:
    choices = (("1", say("Tomorrow")), ("3", say("In three days")), ("monday", say("Next Monday")))
    return Message(
        text=say("When shall I bring it back?"),
        buttons=tuple(
            Button(label=plain(label), token=Token(SNOOZE, key, action)) for action, label in choices
        ),
    )


def back(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """It comes back to whoever owes it now."""
    matter = promised(tx, timer)
    if matter is None or matter.snoozed_until is None:
        return
    for one in seers(tx, plan, matter.owner, now):
        name = f"snoozed/{matter.snoozed_until.isoformat()}"
        tell_of(tx, one, matter, enrolled, plan, now, name=name, first=_first)


def _first(say: Wording) -> Text:
    return say("You wanted to see this again.")


FEATURE = Feature(
    name="snoozing",
    tokens=(TokenRoute(word=SNOOZE, about=whose, pressed=pressed, who=Who.MENTOR),),
    timers=(TimerRoute(kind=WAKE, run=back),),
)
