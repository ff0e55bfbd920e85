"""Safety: a creator who may be in danger reaches somebody at once, and is told who that is."""

from collections.abc import Iterable

from bot.chat.codec import dump_message
from bot.chat.message import Message
from bot.chat.place import Place
from bot.chat.reply import Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, joined
from bot.domain.matter import MatterKind
from bot.domain.may_send import Nature
from bot.engine.visit import Visit
from bot.features.alarm import is_alarm
from bot.features.matters import add_words, open_matter, standing, tell_of
from bot.features.owning import number_of, on_record, seers
from bot.features.trouble import SAFETY as KIND
from bot.store.deliveries import Owed
from bot.store.enrolments import Enrolled
from bot.store.matters import Matter
from bot.store.people import Known
from bot.store.tx import Tx


def alert(tx: Tx, visit: Visit, words: str) -> Reply:
    """Bring a creator's words to the safety contact at once, else to all admins; say who was told."""
    if visit.enrolled is None:
        return Say(Message(text=joined(visit.say("I can't pass this on."), (" ",), _call(visit.say))))
    return Say(Message(text=_told(visit.say, *_raise(tx, visit, visit.enrolled, words))))


def watch_words(tx: Tx, visit: Visit, texts: Iterable[str]) -> bool:
    """Raise the alarm if any of these texts asks for it, and tell the creator beside the reply."""
    words = "\n\n".join(text for text in texts if is_alarm(text))
    if not words or visit.enrolled is None:
        return False
    known, surely = _raise(tx, visit, visit.enrolled, words)
    said = Owed(
        name=f"{KIND}/{visit.event.id}/told",
        kind=KIND,
        nature=Nature.ANSWER,
        place=Place(at=visit.event.account),
        due_at=visit.now,
        person=visit.enrolled.person_id,
        content=dump_message(Message(text=_told(visit.say, known, surely))),
    )
    tx.deliveries.add([said])
    return True


def _raise(tx: Tx, visit: Visit, enrolled: Enrolled, words: str) -> tuple[list[Known], bool]:
    """Put the alarm on record, and send it; who gets it, and whether they surely may be written to."""
    plan, now = visit.cohort_plan, visit.now
    matter = _opened(tx, visit, enrolled, words.strip())
    tx.audit.add(at=now, actor=visit.person.person.key, action="alarm", subject=enrolled.enrolment.key)
    contact = number_of(tx, plan.safety_contact)
    contacts = [] if contact is None else seers(tx, plan, contact, now)
    admins = on_record(tx, plan.admins)
    # Where a danger is, the bot does begin a conversation, if nobody is there who began one.
    for asked, unasked in ((contacts, False), (admins, False), (contacts, True), (admins, True)):
        told = [one for one in asked if _tell(tx, visit, one, matter, enrolled, unasked=unasked)]
        if told:
            return told, not unasked
    return [], False


def _tell(tx: Tx, visit: Visit, one: Known, matter: Matter, enrolled: Enrolled, *, unasked: bool) -> bool:
    """Bring it to every place of somebody, at any hour; False if they have none."""
    return tell_of(
        tx,
        one,
        matter,
        enrolled,
        visit.cohort_plan,
        visit.now,
        name=f"{KIND}/{visit.event.id}",
        first=_first,
        kind=KIND,
        nature=Nature.ANSWER,
        everywhere=True,
        unasked=unasked,
    )


def _opened(tx: Tx, visit: Visit, enrolled: Enrolled, words: str) -> Matter:
    plan = visit.cohort_plan
    known = standing(tx, enrolled, MatterKind.SAFETY)
    if known is not None:
        return add_words(tx, known, words, "")
    return open_matter(
        tx,
        enrolled,
        kind=MatterKind.SAFETY,
        subject="",
        words=words,
        plan=plan,
        now=visit.now,
        owner=number_of(tx, plan.safety_contact),
    )


def _first(say: Wording) -> Text:
    return say("Please look at this at once.")


def _told(say: Wording, known: list[Known], surely: bool) -> Text:
    """Who knows now, and what the creator can do meanwhile."""
    if not known:
        return joined(say("I could not reach anybody of the team."), (" ",), _call(say))
    names = Strong(", ".join(one.person.name for one in known))
    if not surely:
        sent = say(
            "Thank you for telling me. I have sent your words to {names}, but I can't be sure that they "
            "read them soon.",
            names=names,
        )
        return joined(sent, (" ",), _call(say))
    first = say(
        "Thank you for telling me. I have told {names} at once, with your words; they write to you here.",
        names=names,
    )
    return joined(first, (" ",), _call(say))


def _call(say: Wording) -> Text:
    return say(
        "If you are in danger now, please call the emergency number of your country, or go to somebody near "
        "you whom you trust."
    )
