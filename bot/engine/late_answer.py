"""A late answer is a delivery to the place that the event came from, since nobody waits with a click."""

from dataclasses import replace
from typing import assert_never

from bot.chat import limits
from bot.chat.codec import dump_message
from bot.chat.event import FormSubmitted
from bot.chat.form import reopening
from bot.chat.message import Button, Message
from bot.chat.page import said
from bot.chat.place import Place
from bot.chat.reply import Ask, Offer, Refuse, Replace, Reply, Say, Show
from bot.chat.text import Say as Wording
from bot.chat.text import Text, joined, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature
from bot.engine.visit import Visit
from bot.store.deliveries import Owed

KIND = "answer"


def owed_for(reply: Reply, visit: Visit, *, known: bool) -> Owed:
    """The delivery that says what the reply would have said.

    Of whom nobody knows, no room is on record: they are answered in the one that they came from.
    """
    return Owed(
        name=f"{KIND}/{visit.event.id}",
        kind=KIND,
        nature=Nature.ANSWER,
        place=_private(visit) if known else replace(_private(visit), thread=visit.room),
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
        case Refuse(problems=problems) if problems and isinstance(visit.event, FormSubmitted):
            first, *others = (text for text in (reply.besides, *problems.values()) if text)
            told = joined(first, *(joined(("\n",), text) for text in others))
            return _with_form(told, visit.event.token, visit.say)
        case Refuse(text=text):
            return Message(text=text)
        case Show(page=page):
            return said(page)
        case Ask(form=form):
            text = visit.say("I was away for a moment, and am back. Here is what you wanted to fill in:")
            return _with_form(text, form.token, visit.say)
        case Offer():
            return Message(
                text=visit.say("I was away for a moment, and am back. Please press or type that again.")
            )
        case never:
            assert_never(never)


def _with_form(text: Text, token: Token, say: Wording) -> Message:
    """A message can't be a form: a button opens the one that the border keeps."""
    label = plain(say("Open the form"))[: limits.BUTTON_LABEL]
    return Message(text=text, buttons=(Button(label=label, token=reopening(token), style="primary"),))
