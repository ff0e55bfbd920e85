"""Being away: a mentor names who stands in for them, and what they owe waits in that queue, too."""

from datetime import date

from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Slash, Strong, Text, When, joined, phrase
from bot.config.roster import folded
from bot.domain.wall import local_day, midnight
from bot.engine.creators import SHOWN, mentioned
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features.owning import KIND, staff
from bot.features.steering import choices
from bot.features.telling import write
from bot.store.people import Known
from bot.store.tx import Tx

AWAY = Command(
    name="mentor away",
    summary=phrase("Say when you are away, and who stands in for you"),
    params=(
        Param(name="from", summary=phrase("The first day, such as 2027-03-08"), kind="date"),
        Param(name="until", summary=phrase("The last day, such as 2027-03-19"), kind="date"),
        Param(name="stand-in", summary=phrase("A mentor or admin of the cohort"), kind="person"),
    ),
)
BACK = Command(name="mentor back", summary=phrase("You are here again; nobody stands in for you any more"))


def offer_staff(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The others of the team of whose name a word begins as typed."""
    names = [one.person.name for one in staff(tx, visit.cohort_plan) if one.id != visit.person.id]
    return choices(((name, name) for name in names), typed)


def away(tx: Tx, visit: Visit) -> Reply:
    """Somebody else looks after this mentor's creators on these days, the last included."""
    values, say, me = visit.values(), visit.say, visit.person
    first, last = _day(values["from"]), _day(values["until"])
    if first is None or last is None:
        return Refuse(say("I read dates as year-month-day, such as 2027-03-08."))
    problem = _problem(visit, first, last)
    if problem is not None:
        return Refuse(problem)
    other = _find(tx, visit, values["stand-in"])
    if other is None:
        shown = values["stand-in"][:SHOWN]
        return Refuse(say("“{name}” is no mentor or admin of this cohort whom I know.", name=shown))
    if other.id == me.id:
        return Refuse(say("You can't stand in for yourself. Please name somebody else."))
    tx.absences.add(me.id, other.id, first, last)
    tx.audit.add(at=visit.now, actor=me.person.key, action="mentor away", subject=other.person.key)
    told = _tell(tx, visit, other, first, last)
    return Say(Message(text=_said(visit, other, first, last, told)))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None


def _problem(visit: Visit, first: date, last: date) -> Text | None:
    if last < first:
        return visit.say("The last day comes before the first. Please look at the dates again.")
    if last < local_day(visit.now, visit.person.person.zone):
        return visit.say("Those days are over already.")
    return None


def _find(tx: Tx, visit: Visit, named: str) -> Known | None:
    """The mentor or admin of the cohort whom the words name or mention."""
    wanted = mentioned(tx, visit, named)
    for one in staff(tx, visit.cohort_plan):
        if one.id == wanted or (wanted is None and folded(one.person.name) == folded(named)):
            return one
    return None


def _tell(tx: Tx, visit: Visit, other: Known, first: date, last: date) -> bool:
    say, zone = wording(other.person.language), other.person.zone
    text = say(
        "You stand in for {mentor} from {first} until {last}. "
        "What waits for them is in your queue then, too.",
        mentor=Strong(visit.person.person.name),
        first=When(midnight(first, zone), zone, "date"),
        last=When(midnight(last, zone), zone, "date"),
    )
    return write(tx, other, Message(text=text), visit.now, name=f"away/{visit.event.id}", kind=KIND)


def _said(visit: Visit, other: Known, first: date, last: date, told: bool) -> Text:
    zone = visit.person.person.zone
    who, begin = Strong(other.person.name), When(midnight(first, zone), zone, "date")
    until = When(midnight(last, zone), zone, "date")
    if told:
        return visit.say(
            "Rest well. {who} stands in for you from {first} until {last}, and is told. "
            "{command} ends it sooner.",
            who=who,
            first=begin,
            last=until,
            command=Slash("mentor back"),
        )
    return visit.say(
        "Rest well. {who} stands in for you from {first} until {last}. I can't write to them yet, so please "
        "tell them. {command} ends it sooner.",
        who=who,
        first=begin,
        last=until,
        command=Slash("mentor back"),
    )


def back(tx: Tx, visit: Visit) -> Reply:
    """Nobody stands in for this mentor any more; whoever did, or would have, is told."""
    me, say, today = visit.person, visit.say, local_day(visit.now, visit.person.person.zone)
    standing, asked = tx.absences.stand_in(me.id, today), tx.absences.to_come(me.id, today)
    tx.absences.drop(me.id)
    tx.audit.add(at=visit.now, actor=me.person.key, action="mentor back", subject=me.person.key)
    for number in sorted(asked):
        other = tx.people.by_id(number)
        if other is not None:
            words = _thanks if number == standing else _no_need
            message = Message(text=words(wording(other.person.language), Strong(me.person.name)))
            write(tx, other, message, visit.now, name=f"back/{visit.event.id}", kind=KIND)
    welcome = say("Welcome back! {command} shows what waits for you.", command=Slash("mentor queue"))
    if standing is not None:
        return Say(Message(text=welcome))
    if asked:
        return Say(Message(text=say("Good, you stay: the days that you had announced are forgotten.")))
    return Say(Message(text=joined(welcome, (" ",), say("Nobody stood in for you."))))


def _thanks(say: Wording, mentor: Strong) -> Text:
    return say("{mentor} is back. Thank you for standing in!", mentor=mentor)


def _no_need(say: Wording, mentor: Strong) -> Text:
    return say("{mentor} is not away after all, so you need not stand in.", mentor=mentor)


FEATURE = Feature(
    name="being away",
    commands=(
        CommandRoute(command=AWAY, run=away, who=Who.MENTOR, offers=(("stand-in", offer_staff),)),
        CommandRoute(command=BACK, run=back, who=Who.MENTOR),
    ),
)
