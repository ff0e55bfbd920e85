"""Trouble with a chat: the one who can help is told once, in a place that still works."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.chat.place import Place
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text
from bot.domain.may_send import Nature
from bot.engine.plans import Plans
from bot.engine.wording import wording
from bot.features.telling import where
from bot.store.deliveries import Owed
from bot.store.leased import Leased
from bot.store.people import Known
from bot.store.places import lane_of
from bot.store.tx import Tx

UNREACHED = "unreached"
STOPPED, DEAF = "stopped", "deaf"
SAFETY = "safety"
"""The kind of deliveries that bring an alarm to the team, and its name to the creator."""
UNHEARD = "unheard"


def unreached(tx: Tx, leased: Leased, reason: str, now: datetime) -> list[Owed]:
    """Tell the mentor, once, that a creator can't be reached anywhere."""
    enrolled = None if leased.enrolment_key is None else tx.enrolments.by_key(leased.enrolment_key)
    mentor = None if enrolled is None or enrolled.mentor_id is None else tx.people.by_id(enrolled.mentor_id)
    if enrolled is None or mentor is None:
        return []
    say = wording(mentor.person.language)
    text = say(
        "I can't reach {creator}: {reason}. Please get in touch with them another way. I try again with each "
        "new message, and it arrives once I can write to them.",
        creator=Strong(enrolled.enrolment.person.name),
        reason=reason,
    )
    return [
        Owed(
            name=f"{UNREACHED}/{enrolled.enrolment.key}",
            kind=UNREACHED,
            nature=Nature.MENTOR,
            place=place,
            due_at=now,
            person=mentor.id,
            content=dump_message(Message(text=text)),
        )
        for place in where(tx, mentor.id)[:1]
    ]


def unheard(tx: Tx, leased: Leased, plans: Plans, now: datetime) -> list[Owed]:
    """Bring an alarm that did not reach its reader to all admins of the cohort, in the same words."""
    enrolled = tx.enrolments.by_key(leased.subject) if leased.kind == SAFETY else None
    plan = None if enrolled is None else plans.get(enrolled.cohort)
    if plan is None or leased.name.startswith(UNHEARD):
        return []
    admins = [admin for admin in map(tx.people.by_name, sorted(plan.admins)) if admin is not None]
    return [
        Owed(
            name=f"{UNHEARD}/{leased.name}/{admin.person.key}",
            kind=SAFETY,
            nature=Nature.ANSWER,
            place=place,
            due_at=now,
            person=admin.id,
            subject=leased.subject,
            content=leased.content,
        )
        for admin in admins
        if admin.id != leased.person_id
        for place in where(tx, admin.id, unasked=True)
    ]


def stopped(tx: Tx, lane: str, reason: str, plans: Plans, now: datetime) -> list[Owed]:
    """Tell the admins, once a day and on another lane, that a chat refuses the bot altogether."""

    def words(say: Wording) -> Text:
        return say(
            "{chat} refuses me: {reason}. What is due there waits; I try again every few minutes. What to do "
            "about it, cohortbot doctor says to whoever runs me.",
            chat=Strong(lane),
            reason=reason,
        )

    elsewhere = (place for place in _open(tx, plans) if lane_of(place[1]) != lane)
    return _told(f"{STOPPED}/{lane}", elsewhere, words, now)


def deaf(tx: Tx, lane: str, reason: str, plans: Plans, now: datetime) -> list[Owed]:
    """Tell the admins, once a day, that a chat does not tell the bot what people do."""

    def words(say: Wording) -> Text:
        return say(
            "{chat} tells me nothing of what people press or write: {reason}. My messages still arrive "
            "there; I hear again as soon as that is put right. What to do about it, cohortbot doctor says to "
            "whoever runs me.",
            chat=Strong(lane),
            reason=reason,
        )

    return _told(f"{DEAF}/{lane}", _open(tx, plans), words, now)


def _open(tx: Tx, plans: Plans) -> Iterator[tuple[Known, Place]]:
    """Where each admin may be written to, the preferred place of each first."""
    for name in sorted({name for plan in plans for name in plan.admins}):
        admin = tx.people.by_name(name)
        if admin is not None:
            yield from ((admin, place) for place in where(tx, admin.id))


def _told(
    name: str, places: Iterable[tuple[Known, Place]], words: Callable[[Wording], Text], now: datetime
) -> list[Owed]:
    """These words in the first place of each reader, in their language."""
    first: dict[int, Owed] = {}
    for reader, place in places:
        if reader.id not in first:
            first[reader.id] = Owed(
                name=f"{name}/{reader.person.key}/{now:%Y-%m-%d}",
                kind=STOPPED,
                nature=Nature.ANSWER,
                place=place,
                due_at=now,
                person=reader.id,
                content=dump_message(Message(text=words(wording(reader.person.language)))),
            )
    return list(first.values())
