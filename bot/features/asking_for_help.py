"""Asking for help: a creator is stuck, and somebody answers within a day, else somebody else is asked."""

from datetime import datetime

from bot.chat.command import Command, Param
from bot.chat.event import TextReceived
from bot.chat.form import Field, Form
from bot.chat.message import Button, Message
from bot.chat.reply import Ask, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, When, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.matter import HANDED_ON_AFTER, MatterKind
from bot.domain.may_send import Nature
from bot.engine.feature import About, CommandRoute, Feature, Intent, TimerRoute, TokenRoute
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import safety
from bot.features.alarm import is_alarm
from bot.features.matters import HANDOVER, add_words, open_matter, promise, promised, standing, tell_of
from bot.features.owning import next_owner, on_record, seers
from bot.features.relaying import tell_creator
from bot.store.enrolments import Enrolled
from bot.store.matters import Matter
from bot.store.people import Known
from bot.store.timers import Timer
from bot.store.tx import Tx

WORD = "stuck"
CRY = "stuck"
"""The name of what can be said in place of the command."""
COMMAND = Command(
    name="program stuck",
    summary=phrase("Tell your mentor that you are stuck, in your own words"),
    params=(Param(name="words", summary=phrase("What you need help with"), kind="long_text"),),
)


def stuck_button(entry: LedgerEntry, say: Wording) -> Button:
    """The button under a step that asks for help with it."""
    return Button(label=plain(say("I'm stuck")), token=Token(WORD, entry.key))


def ask_for_help(tx: Tx, visit: Visit, words: str, occurrence: str | None) -> Reply:
    """Bring the creator's own words to whoever looks after them; a second cry adds to the first."""
    if is_alarm(words):
        return safety.alert(tx, visit, words)
    matter, is_new = _opened(tx, visit, words.strip(), occurrence or "")
    plan, enrolled, now = visit.cohort_plan, visit.creator, visit.now
    told = [
        one
        for one in seers(tx, plan, matter.owner, now)
        if tell_of(tx, one, matter, enrolled, plan, now, name=f"help/{visit.event.id}")
    ]
    if not told:
        for one in on_record(tx, plan.admins):
            tell_of(tx, one, matter, enrolled, plan, now, name=f"help/{visit.event.id}", first=_unmet)
    until = (matter.opened_at if is_new else now) + HANDED_ON_AFTER
    promise(tx, matter, HANDOVER, until)
    _audit(tx, visit)
    return Say(Message(text=_promise(tx, visit, matter, told, until)))


def _unmet(say: Wording) -> Text:
    return say("I can't write to the one who looks after this, so please see to it.")


def _opened(tx: Tx, visit: Visit, words: str, subject: str) -> tuple[Matter, bool]:
    """The creator's open cry for help with these words in it, and whether it is a new one."""
    known = standing(tx, visit.creator, MatterKind.HELP)
    if known is not None:
        return add_words(tx, known, words, subject), False
    opened = open_matter(
        tx,
        visit.creator,
        kind=MatterKind.HELP,
        subject=subject,
        words=words,
        plan=visit.cohort_plan,
        now=visit.now,
    )
    return opened, True


def _audit(tx: Tx, visit: Visit) -> None:
    key = visit.creator.enrolment.key
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="ask for help", subject=key)


def _promise(tx: Tx, visit: Visit, matter: Matter, told: list[Known], until: datetime) -> Text:
    """Who sees it, and what happens if nobody answers."""
    say, person = visit.say, visit.creator.enrolment.person
    owner = None if matter.owner is None else tx.people.by_id(matter.owner)
    if owner is None or len(told) != 1:
        return say("I have passed your words on to the programme's team. They answer you here.")
    who = Strong(told[0].person.name)
    if told[0].id == owner.id:
        first = say("I have passed your words on to {mentor}, who answers you here.", mentor=who)
    else:
        away = Strong(owner.person.name)
        first = say(
            "{mentor} is away, so I have passed your words on to {who}, who answers you here.",
            mentor=away,
            who=who,
        )
    other = next_owner(tx, visit.cohort_plan, matter.owner)
    when = When(until, person.zone)
    known = None if other is None else tx.people.by_id(other)
    then = (
        say("If there is no answer by {when}, the programme's team looks after it.", when=when)
        if known is None
        else say(
            "If there is no answer by {when}, {who} looks after it.", when=when, who=Strong(known.person.name)
        )
    )
    return joined(first, (" ",), then)


def handed_on(tx: Tx, timer: Timer, enrolled: Enrolled, plan: CohortPlan, now: datetime) -> None:
    """Nobody has answered for a day: the next one gets it, and everybody concerned is told."""
    matter = promised(tx, timer)
    if matter is None or matter.is_answered or matter.owner is None:
        return
    first = seers(tx, plan, matter.owner, now)
    tx.matters.give(matter.key, next_owner(tx, plan, matter.owner), now)
    given = tx.matters.by_key(matter.key) or matter
    new = seers(tx, plan, given.owner, now)
    for one in new:
        tell_of(tx, one, given, enrolled, plan, now, name="handed on", first=_unanswered)
    for one in first:
        if one.id not in {known.id for known in new}:
            tell_of(tx, one, given, enrolled, plan, now, name="handed away", first=_elsewhere)
    say = wording(enrolled.enrolment.person.language)
    text = _somebody_else(say, new)
    tell_creator(tx, enrolled, Message(text=text), now, name=f"{HANDOVER}/{matter.key}", nature=Nature.MENTOR)


def _unanswered(say: Wording) -> Text:
    return say("Nobody has answered this for a day, so it is yours now.")


def _elsewhere(say: Wording) -> Text:
    return say("This waited for a day, so somebody else looks after it now. You can still reply.")


def _somebody_else(say: Wording, new: list[Known]) -> Text:
    if len(new) != 1:
        return say("Nobody has answered you yet. I am sorry; the programme's team looks after it now.")
    who = Strong(new[0].person.name)
    return say("Nobody has answered you yet. I am sorry; {who} looks after it now.", who=who)


def asked(tx: Tx, visit: Visit) -> Reply:
    """A creator pressed that they are stuck or need help: what with?"""
    say = visit.say
    words = Field(
        key="words",
        label=plain(say("What are you stuck with?")),
        kind="long_text",
        hint=plain(say("Your mentor reads exactly these words.")),
    )
    return Ask(Form(token=visit.token, title=plain(say("I'm stuck")), fields=(words,)))


def filled(tx: Tx, visit: Visit) -> Reply:
    """A creator said what they are stuck with."""
    return ask_for_help(tx, visit, visit.values().get("words", ""), visit.occurrence.key)


def used(tx: Tx, visit: Visit) -> Reply:
    """A creator asks for help by the command."""
    return ask_for_help(tx, visit, visit.values().get("words", ""), None)


def said(tx: Tx, visit: Visit) -> Reply:
    """A creator typed that they are stuck: all that was typed is for the mentor."""
    event = visit.event
    if not isinstance(event, TextReceived):
        return used(tx, visit)
    reply = ask_for_help(tx, visit, "\n".join((event.text, *event.attachments)), None)
    if not isinstance(reply, Say) or visit.values().get("words") or event.attachments:
        return reply
    more = visit.say("To say more, write “I need help with”, and then what with.")
    return Say(Message(text=joined(reply.message.text, (" ",), more)))


FEATURE = Feature(
    name="asking for help",
    commands=(CommandRoute(command=COMMAND, run=used),),
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=asked, filled=filled),),
    intents=(
        Intent(
            name=CRY,
            says=phrase(
                "i'm stuck; i am stuck; stuck; i'm stuck {words}; i am stuck {words}; stuck with {words}; "
                "stuck on {words}; i need help; i need help {words}; can somebody help me; can you help me; "
                "please help me; talk to my mentor; I want to talk to my mentor; I need my mentor"
            ),
            run=said,
        ),
    ),
    timers=(TimerRoute(kind=HANDOVER, run=handed_on),),
)
