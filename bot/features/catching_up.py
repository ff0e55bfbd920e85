"""Catching up: one message that lists what is still open, in the place of many."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat import limits
from bot.chat.message import Button, Message
from bot.chat.place import Place
from bot.chat.reply import Reply, Say
from bot.chat.text import joined, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature
from bot.engine.feature import About, Feature, Speaking, Speech, TokenRoute
from bot.engine.visit import Visit
from bot.features import steps
from bot.store.deliveries import Owed
from bot.store.tx import Tx

KIND = "catch-up"
WORD = "open"
MOST = limits.BUTTONS
"""As many as a message has buttons."""


def catch_up(
    keys: Sequence[str], *, place: Place, cohort: int, person: int, enrolment: int, key: str, due_at: datetime
) -> Owed:
    """One message that lists these occurrences; `key` is the enrolment's."""
    return Owed(
        name=f"{KIND}/{key}/{keys[0]}",
        kind=KIND,
        nature=Nature.BOT,
        place=place,
        due_at=due_at,
        cohort=cohort,
        person=person,
        enrolment=enrolment,
        subject=" ".join(keys),
    )


def compose(tx: Tx, speaking: Speaking) -> Message:
    """What is still open, newest last, each with a button that shows it."""
    say = speaking.say
    listed = tx.occurrences.many(speaking.leased.subject.split())
    open_ones = [speaking.plan.told(entry) for entry in listed if entry.done_at is None]
    if not open_ones:
        return Message(text=say("You are up to date: nothing is left to catch up on."))
    lines = "".join(
        plain(say("\n• Week {week}: {title}", week=entry.week, title=entry.title)) for entry in open_ones
    )
    return Message(
        text=joined(say("Here is what you missed, all in one message. Take what helps you:"), (lines,)),
        buttons=tuple(
            Button(label=entry.title[: limits.BUTTON_LABEL], token=Token(WORD, entry.key))
            for entry in open_ones
        ),
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """Show one of the things that were listed."""
    zone = visit.creator.enrolment.person.zone
    return Say(steps.words(visit.occurrence, visit.cohort_plan, zone, visit.say))


FEATURE = Feature(
    name="catching up",
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed),),
    speeches=(Speech(kind=KIND, compose=compose),),
)
