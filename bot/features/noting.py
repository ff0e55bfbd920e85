"""Noting: what mentors and admins remember of a creator, which the creator may read in their export."""

from bot.chat.command import Command, Param
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Strong, phrase
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.matters import LONGEST
from bot.store.tx import Tx

COMMAND = Command(
    name="mentor note",
    summary=phrase("Keep a note of a creator for the mentors and admins; they can export it"),
    params=(
        Param(name="creator", summary=phrase("Whom it is about"), kind="person"),
        Param(name="words", summary=phrase("What to remember"), kind="long_text"),
    ),
)


def note(tx: Tx, visit: Visit) -> Reply:
    """Keep a note."""
    enrolment, words = visit.creator.enrolment, visit.values().get("words", "").strip()
    if len(words) > LONGEST:
        return Refuse(visit.say("That is longer than {most} characters.", most=LONGEST))
    tx.notes.add(visit.creator.id, visit.person.id, words, visit.now)
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="mentor note", subject=enrolment.key)
    text = visit.say(
        "Noted about {name}. Mentors and admins read it, and so does {name} in the copy of what is stored.",
        name=Strong(enrolment.person.name),
    )
    return Say(Message(text=text))


FEATURE = Feature(
    name="noting",
    commands=(CommandRoute(command=COMMAND, run=note, who=Who.MENTOR, creator="creator"),),
)
