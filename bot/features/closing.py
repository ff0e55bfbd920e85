"""Closing: a matter is done, and how it ended is kept."""

from bot.chat.form import Choice, Field, Form
from bot.chat.message import Message
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, When, phrase, plain
from bot.chat.token import Token
from bot.domain.matter import ANSWERED, GONE
from bot.engine.feature import Feature, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features.looking_after import helped
from bot.features.matter_words import CLOSE
from bot.features.matters import LONGEST, close_matter, whose
from bot.store.matters import Matter
from bot.store.tx import Tx

OUTCOMES = (
    Choice(label=phrase("Answered"), value=ANSWERED),
    Choice(label=phrase("Called or met them"), value="called"),
    Choice(label=phrase("No answer needed"), value="no answer needed"),
)


def matter_of(tx: Tx, visit: Visit) -> Matter:
    """The matter that the token names; authority has made sure that there is one."""
    matter = tx.matters.by_key(visit.token.subject)
    if matter is None:
        raise LookupError("this visit is about no matter")
    return matter


def closed_already(tx: Tx, visit: Visit, matter: Matter) -> Reply:
    """What a click says that comes after the end."""
    say = visit.say
    when = When(matter.closed_at or visit.now, visit.person.person.zone)
    by = None if matter.closed_by is None else tx.people.by_id(matter.closed_by)
    outcome = outcome_of(matter.outcome, say)
    if by is None:
        return Refuse(say("This ended by itself {when}: {outcome}.", when=when, outcome=outcome))
    if by.id == visit.person.id:
        return Refuse(say("You marked this as done {when}: {outcome}.", when=when, outcome=outcome))
    who = Strong(by.person.name)
    return Refuse(say("{who} marked this as done {when}: {outcome}.", who=who, when=when, outcome=outcome))


def outcome_of(outcome: str, say: Wording) -> str:
    """How it ended: one of the choices in the reader's language, or somebody's own words."""
    for choice in OUTCOMES:
        if choice.value == outcome:
            return plain(say(choice.label)).lower()
    if outcome == GONE:
        return plain(say("the reason is gone"))
    return outcome.rstrip(".")


def pressed(tx: Tx, visit: Visit) -> Reply:
    """It is done: how did it end?"""
    matter, say = matter_of(tx, visit), visit.say
    if matter.closed_at is not None:
        return closed_already(tx, visit, matter)
    choices = tuple(Choice(label=plain(say(choice.label)), value=choice.value) for choice in OUTCOMES)
    fields = (
        Field(key="outcome", label=plain(say("How did it end?")), kind="choice", choices=choices),
        Field(key="words", label=plain(say("In your words")), kind="long_text", required=False),
    )
    return Ask(Form(token=Token(CLOSE, matter.key), title=plain(say("Done")), fields=fields))


def filled(tx: Tx, visit: Visit) -> Reply:
    """Close it with its outcome."""
    matter, values, say = matter_of(tx, visit), visit.values(), visit.say
    chosen, words = values.get("outcome", ""), values.get("words", "").strip()[:LONGEST]
    if not words and chosen not in {choice.value for choice in OUTCOMES}:
        problem = say("Choose one, or write it in your words.")
        return Refuse(say("Please say how it ended."), {"outcome": problem})
    if not close_matter(tx, matter, visit.person.id, words or chosen, visit.now):
        return closed_already(tx, visit, matter)
    helped(tx, visit.creator, visit.cohort_plan, visit.now)
    tx.audit.add(
        at=visit.now, actor=visit.person.person.key, action="done", subject=visit.creator.enrolment.key
    )
    return Say(Message(text=_done(visit)))


def _done(visit: Visit) -> Text:
    name = Strong(visit.creator.enrolment.person.name)
    return visit.say("Done. {name} is off your queue with this.", name=name)


FEATURE = Feature(
    name="closing",
    tokens=(TokenRoute(word=CLOSE, about=whose, pressed=pressed, filled=filled, who=Who.MENTOR),),
)
