"""Moving: a chat tells that somebody lives by other clocks, and what is still to come moves with them."""

from dataclasses import replace
from typing import assert_never

from bot.chat.codec import dump_message
from bot.chat.event import PersonChanged
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Replace, Reply
from bot.chat.text import Say as Wording
from bot.chat.text import Slash, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature
from bot.domain.moving import Asked, Follows, Move, Moved, Stays, moves
from bot.domain.people import Setting
from bot.domain.zones import is_zone
from bot.engine.feature import About, Feature, Heed, TokenRoute, Who
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import living, settings, told
from bot.features.setting_words import chat_of
from bot.features.telling import where
from bot.store.deliveries import Owed
from bot.store.people import Known
from bot.store.tx import Tx

WORD = "zone"
KIND = "zone"


def changed(tx: Tx, visit: Visit) -> None:
    """The chat tells something else of an account than before."""
    known, account = tx.people.by_account(visit.event.account), visit.event.account
    if known is None:
        return
    told.in_their_language(tx, replace(visit, known=known))
    zone = told.zone_of(visit)
    if zone is None:
        return
    before = tx.told.zone(account)
    tx.told.note_zone(account, zone)
    _act(tx, visit, known, moves(known.person.zone, before, zone, is_set=Setting.ZONE in known.set_in_chat))


def _act(tx: Tx, visit: Visit, known: Known, move: Move) -> None:
    say = wording(known.person.language)
    match move:
        case Stays():
            return
        case Follows(zone=zone):
            living.follow(tx, known, zone, visit.now)
        case Moved(zone=zone):
            living.move(tx, known, zone, visit.now)
            _write(tx, visit, known, _note(visit, known, zone, say))
        case Asked(zone=zone):
            _write(tx, visit, known, _question(visit, known, zone, say))
        case never:
            assert_never(never)


def _note(visit: Visit, known: Known, zone: str, say: Wording) -> Message:
    old = known.person.zone
    text = say(
        "{chat} tells me that you live by {zone} time now, so what is still to come moves with you.",
        chat=chat_of(visit.event.account),
        zone=zone,
    )
    return Message(text=text, buttons=(_button(known, old, plain(say("Stay with {zone}", zone=old))),))


def _question(visit: Visit, known: Known, zone: str, say: Wording) -> Message:
    text = say(
        "{chat} tells me that you live by {zone} time now, and you told me {old}. "
        "Shall I move what is still to come?",
        chat=chat_of(visit.event.account),
        zone=zone,
        old=known.person.zone,
    )
    old = known.person.zone
    return Message(
        text=text,
        buttons=(
            _button(known, zone, plain(say("Move to {zone}", zone=zone))),
            _button(known, old, plain(say("Stay with {zone}", zone=old))),
        ),
    )


def _button(known: Known, zone: str, label: str) -> Button:
    return Button(label=label, token=Token(WORD, known.person.key, zone))


def _write(tx: Tx, visit: Visit, known: Known, message: Message) -> None:
    """Where they are written to; who never acted is asked when they do."""
    places = where(tx, known.id)
    tx.deliveries.add(
        Owed(
            name=f"{KIND}/{visit.event.id}",
            kind=KIND,
            nature=Nature.BOT,
            place=place,
            due_at=visit.now,
            person=known.id,
            content=dump_message(message),
        )
        for place in places[:1]
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """Live by the clocks that the button names."""
    zone, say = visit.token.action, visit.say
    if not is_zone(zone):
        return Refuse(
            say("That setting is gone. {command} shows them all.", command=Slash("program settings"))
        )
    if zone == visit.person.person.zone:
        tx.people.set_zone(visit.person.id, zone)
        text = say(
            "You live by {zone} time; {command} changes it.", zone=zone, command=Slash("program settings")
        )
        return Replace(Message(text=text))
    living.move(tx, visit.person, zone, visit.now)
    return Replace(Message(text=settings.noted_zone(visit, zone)))


FEATURE = Feature(
    name="moving",
    tokens=(TokenRoute(word=WORD, about=About.PERSON, pressed=pressed, who=Who.PERSON),),
    heeds=(Heed(event=PersonChanged, run=changed),),
)
