"""Whatever somebody types is answered, and never with silence."""

import re
from collections.abc import Sequence

from bot.chat.event import TextReceived
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Strong, joined, phrase
from bot.engine.authority import not_known
from bot.engine.feature import Feature, Intent, Who
from bot.engine.performing import perform_intent
from bot.engine.subject import ENROLLED, led
from bot.engine.visit import Visit
from bot.features import asking_for_help, helping, relaying, works
from bot.features.alarm import is_alarm
from bot.features.codes import use_code
from bot.features.finding_lessons import found_buttons, where
from bot.features.passages import Found, best_passage
from bot.features.safety import alert
from bot.features.taking import take_answer
from bot.features.understanding import understand
from bot.store.tx import Tx

_PAUSES = re.compile(r"[.,;:!?\n]+")


def typed(tx: Tx, visit: Visit) -> Reply:
    """A code, a cry for help, an answer, something that can be said, a link, a question: in this order."""
    text = _text(visit)
    by_code = use_code(tx, visit, text)
    if by_code is not None:
        return by_code
    if visit.known is None:
        return Refuse(not_known(visit.say))
    creator = _is_creator(visit)
    if creator and is_alarm(text):
        return alert(tx, visit, text)
    taken = take_answer(tx, visit) if creator else None
    if taken is not None:
        return taken
    understood = understand(text, _for(visit), visit.known.person.language)
    if understood is not None:
        return perform_intent(tx, visit, understood.intent, understood.given)
    return _looked_up(tx, visit, text) if creator else helping.ask_for_help(tx, visit)


def _looked_up(tx: Tx, visit: Visit, text: str) -> Reply:
    """A creator typed what is nothing else: a link to their work, or a question to the lessons."""
    if works.is_link(text):
        return works.propose(tx, visit, text)
    found = best_passage(tx, visit, text)
    if found is not None:
        return _from_lesson(visit, found)
    return _cry(tx, visit, text) or _lost(tx, visit)


def _cry(tx: Tx, visit: Visit, text: str) -> Reply | None:
    """A cry for help in a later sentence of what no lesson answers; the mentor gets all of the words."""
    language = visit.person.person.language
    cries = [intent for intent in _for(visit) if intent.name == asking_for_help.CRY]
    for sentence in _PAUSES.split(text)[1:]:
        understood = understand(sentence, cries, language)
        if understood is not None:
            return perform_intent(tx, visit, understood.intent, {"words": text})
    return None


def _from_lesson(visit: Visit, found: Found) -> Reply:
    """The passage that answers, where it stands, and what to do if it does not help."""
    text = joined(visit.say("I found this in your lessons:"), (" ",), where(found, visit.say))
    buttons = (*found_buttons((found,)), *helping.main_buttons(visit))
    return Say(Message(text=text, body=found.passage or None, buttons=buttons))


def _lost(tx: Tx, visit: Visit) -> Reply:
    """Nobody could make sense of it: that is said, with what can be done."""
    event = visit.event
    if isinstance(event, TextReceived) and event.attachments and not event.text.strip():
        text = visit.say(
            "I got that, but I don't know what it is for. If it answers a check-in, type “check-in” first; "
            "if it is a piece of your work, send me its link."
        )
    elif relaying.wrote_lately(tx, visit):
        text = visit.say(
            "I didn't get that, and nothing was changed. If it is for whoever wrote to you, press Answer "
            "below their words: then they get it."
        )
    else:
        text = visit.say(
            "I didn't get that, and nothing was changed. Press a button, or ask me a question about your "
            "work: I look for the answer in your lessons."
        )
    return Say(Message(text=text, buttons=helping.main_buttons(visit)))


def thank(tx: Tx, visit: Visit) -> Reply:
    """Somebody says thanks."""
    return Say(Message(text=visit.say("You're welcome!")))


def greet(tx: Tx, visit: Visit) -> Reply:
    """Somebody says hello."""
    text = visit.say("Hello {name}! What can I do for you?", name=Strong(visit.person.person.name))
    return Say(Message(text=text, buttons=helping.main_buttons(visit)))


def _for(visit: Visit) -> Sequence[Intent]:
    """What this person can say."""
    may = {Who.ANYBODY, Who.PERSON}
    if _is_creator(visit):
        may.add(Who.CREATOR)
    may.update(who for who in (Who.MENTOR, Who.ADMIN) if led(visit, who))
    return [intent for intent in visit.intents if intent.who in may]


def _is_creator(visit: Visit) -> bool:
    enrolled = visit.enrolled
    return enrolled is not None and visit.plan is not None and enrolled.enrolment.state in ENROLLED


def _text(visit: Visit) -> str:
    return visit.event.text.strip() if isinstance(visit.event, TextReceived) else ""


FEATURE = Feature(
    name="typed",
    typed=typed,
    intents=(
        Intent(
            name="thanks",
            says=phrase("thanks; thank you; thank you so much; thank you very much; thx; ty"),
            run=thank,
            who=Who.PERSON,
        ),
        Intent(
            name="hello",
            says=phrase("hello; hi; hey; good morning; good afternoon; good evening"),
            run=greet,
            who=Who.PERSON,
        ),
    ),
)
