"""Welcoming: the taps after the first one. Whoever stops tapping is in all the same."""

from datetime import timedelta

from bot.chat.codec import dump_message
from bot.chat.message import Button, Message
from bot.chat.reply import Ask, Refuse, Replace, Reply, Say
from bot.chat.text import Slash, Text, joined, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature
from bot.domain.people import Setting
from bot.domain.zones import is_zone
from bot.engine.feature import About, Feature, TokenRoute, Who
from bot.engine.tongues import called
from bot.engine.visit import Visit
from bot.features import living, notice, settings, told
from bot.features.notice import WORD, accept_button
from bot.features.setting_forms import read_zone, zone_form
from bot.features.setting_words import chat_of, clock, days_of, quiet_of
from bot.store.deliveries import Owed
from bot.store.tx import Tx

KIND = "test message"
PATIENCE = timedelta(days=2)
"""Who has not confirmed the test message after this time is shown to the admins."""


def going_on(tx: Tx, visit: Visit, said: Text) -> Message:
    """What was said, and after it the next thing to confirm, if there is one left."""
    known = visit.person
    if Setting.ZONE not in known.set_in_chat:
        question, buttons = _zone(visit)
    elif tx.people.progress_of_joining(known.id).notice != notice.VERSION:
        question, buttons = _manner(visit)
    else:
        return Message(text=said)
    return Message(text=joined(said, ("\n\n",), question), buttons=buttons)


def pressed(tx: Tx, visit: Visit) -> Reply:
    """One tap further."""
    person, say = visit.person.person, visit.say
    match visit.token.action:
        case "other":
            return Ask(zone_form(Token(WORD, person.key, "zone"), person, say))
        case "change":
            return Replace(settings.overview(tx, visit, say("Press what you want to change:")))
        case "fine":
            return Replace(Message(text=_accept(tx, visit)))
        case "got":
            return Replace(Message(text=_confirm(tx, visit)))
        case zone if is_zone(zone):
            return Replace(_is_right(tx, visit, zone))
        case _:
            return Refuse(
                say(
                    "That is no longer asked. {command} shows your settings.",
                    command=Slash("program settings"),
                )
            )


def filled(tx: Tx, visit: Visit) -> Reply:
    """The zone is another one."""
    zone = read_zone(visit.values(), visit.say)
    if isinstance(zone, Refuse):
        return zone
    return Say(_moved(tx, visit, zone))


def _zone(visit: Visit) -> tuple[Text, tuple[Button, ...]]:
    """Whether the zone is right that the chat tells, or else the roster."""
    say, seen, key = visit.say, visit.event.seen.zone, visit.person.person.key
    if seen is not None and is_zone(seen):
        zone = seen
        text = say(
            "{chat} tells me that you live by {zone} time, where it is {time} now. Is that right?",
            chat=chat_of(visit.event.account),
            zone=zone,
            time=clock(visit.now, zone),
        )
    else:
        zone = visit.person.person.zone
        text = say(
            "I believe that you live by {zone} time, where it is {time} now. Is that right?",
            zone=zone,
            time=clock(visit.now, zone),
        )
    return text, (
        Button(label=plain(say("Yes")), token=Token(WORD, key, zone), style="primary"),
        Button(label=plain(say("Other")), token=Token(WORD, key, "other")),
    )


def _manner(visit: Visit) -> tuple[Text, tuple[Button, ...]]:
    """The other settings as they are, and the privacy notice."""
    say, person = visit.say, visit.person.person
    text = say(
        "You work on these days: {days}. Quiet hours: {hours}. Language: {language}.",
        days=days_of(person.working_days, say),
        hours=quiet_of(person.quiet, say),
        language=called(person.language),
    )
    return joined(text, ("\n\n",), notice.notice(say)), (
        accept_button(person.key, say),
        Button(label=plain(say("Change")), token=Token(WORD, person.key, "change")),
    )


def _is_right(tx: Tx, visit: Visit, zone: str) -> Message:
    """The zone was confirmed. A late press changes nothing that was set meanwhile."""
    known, say = visit.person, visit.say
    if Setting.ZONE not in known.set_in_chat:
        return _moved(tx, visit, zone)
    said = say(
        "You live by {zone} time; {command} changes it.",
        zone=known.person.zone,
        command=Slash("program settings"),
    )
    return going_on(tx, visit, said)


def _moved(tx: Tx, visit: Visit, zone: str) -> Message:
    told.note(tx, visit)
    if zone == visit.person.person.zone:
        tx.people.set_zone(visit.person.id, zone)
    else:
        living.move(tx, visit.person, zone, visit.now)
    said = visit.say("{zone} it is.", zone=zone)
    return going_on(tx, settings.anew(tx, visit), said)


def _accept(tx: Tx, visit: Visit) -> Text:
    """The notice was accepted; now a message must arrive where the person wants to be written to."""
    known, say = visit.person, visit.say
    so_far = tx.people.progress_of_joining(known.id)
    if so_far.notice != notice.VERSION:
        tx.people.accept_notice(known.id, notice.VERSION, visit.now)
        action = f"privacy notice {notice.VERSION}"
        tx.audit.add(at=visit.now, actor=known.person.key, action=action, subject=known.person.key)
    accounts = tx.people.accounts(known.id)
    if so_far.confirmed_at is not None or not accounts:
        return say("That is all. {command} changes it at any time.", command=Slash("program settings"))
    tx.deliveries.add([_test(tx, visit)])
    return say(
        "Nearly done: I sent you a message in private on {chat}. Press its button, so that I know it came.",
        chat=chat_of(accounts[0]),
    )


def _test(tx: Tx, visit: Visit) -> Owed:
    known, say = visit.person, visit.say
    button = Button(label=plain(say("I got it")), token=Token(WORD, known.person.key, "got"), style="primary")
    text = say("This is where I write to you, {name}. Did it arrive?", name=known.person.name)
    return Owed(
        # A press that comes twice owes one message; after a minute it may be wanted once more.
        name=f"{KIND}/{known.person.key}/{visit.now:%Y-%m-%dT%H:%M}",
        kind=KIND,
        nature=Nature.ANSWER,
        place=tx.people.places(known.id)[0],
        due_at=visit.now,
        person=known.id,
        content=dump_message(Message(text=text, buttons=(button,))),
    )


def _confirm(tx: Tx, visit: Visit) -> Text:
    tx.people.confirm(visit.person.id, visit.now)
    return visit.say(
        "Good, I can reach you here. {command} shows what I can do.", command=Slash("program help")
    )


FEATURE = Feature(
    name="welcoming",
    tokens=(TokenRoute(word=WORD, about=About.PERSON, pressed=pressed, filled=filled, who=Who.PERSON),),
)
