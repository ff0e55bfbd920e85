"""A late answer is a delivery to the place that the event came from, since nobody waits with a click."""

from typing import assert_never

from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.chat.page import said
from bot.chat.place import Place
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.domain.may_send import Nature
from bot.engine.visit import Visit
from bot.store.deliveries import Owed

KIND = "answer"


def owed_for(reply: Reply, visit: Visit) -> Owed:
    """The delivery that says what the reply would have said."""
    return Owed(
        name=f"{KIND}/{visit.event.id}",
        kind=KIND,
        nature=Nature.ANSWER,
        place=_private(visit),
        due_at=visit.now,
        content=dump_message(_message(reply, visit)),
    )


def _private(visit: Visit) -> Place:
    """Where only the one who acted reads it: what was typed in a channel is answered beside it."""
    place = visit.event.place
    return place if place.private else Place(at=visit.event.account)


def _message(reply: Reply, visit: Visit) -> Message:
    match reply:
        case Say(message=message) | Replace(message=message):
            return message
        case Refuse(text=text):
            return Message(text=text)
        case Show(page=page):
            return said(page)
        case Ask() | Offer():
            return Message(
                text=visit.say("I was away for a moment, and am back. Please press or type that again.")
            )
        case never:
            assert_never(never)
