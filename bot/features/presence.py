"""Presence: who leaves the chat has not left the programme, but may be out of reach, as the team learns."""

from bot.chat.event import PersonJoined, PersonLeft
from bot.domain.decide import Skipped
from bot.domain.matter import GONE, MatterKind
from bot.engine.feature import Feature, Heed
from bot.engine.visit import Visit
from bot.features.matters import close_matter, open_matter, tell_of
from bot.features.owning import seers, staff
from bot.store.enrolments import TRAVELLING, Enrolled
from bot.store.matters import Matter
from bot.store.people import Known
from bot.store.tx import Tx

KIND = "left"
"""How the deliveries begin by which the team is told."""


def left(tx: Tx, visit: Visit) -> None:
    """An account is gone: that is on record, and whoever looks after its creator has an item and is told."""
    known = tx.people.by_account(visit.event.account)
    if known is None:
        return
    _audit(tx, visit, known, "left")
    for enrolled in tx.enrolments.of_person(known.id):
        if enrolled.enrolment.state in TRAVELLING:
            _missed(tx, visit, enrolled)


def _missed(tx: Tx, visit: Visit, enrolled: Enrolled) -> None:
    """Nothing, where the cohort is not led from here, or the item is there already."""
    plan, chat, now = visit.plans.get(enrolled.cohort), visit.event.account.platform, visit.now
    if plan is None or any(_is_of(matter, chat) for matter in tx.matters.standing(enrolled.id)):
        return
    matter = open_matter(tx, enrolled, kind=MatterKind.LEFT, subject=chat, words="", plan=plan, now=now)
    for one in seers(tx, plan, matter.owner, now):
        tell_of(tx, one, matter, enrolled, plan, now, name=KIND)


def came(tx: Tx, visit: Visit) -> None:
    """Whose account is back can be reached again: the item closes by itself, and who was not told is not."""
    known = tx.people.by_account(visit.event.account)
    if known is None:
        return
    chat, found = visit.event.account.platform, False
    for enrolled in tx.enrolments.of_person(known.id):
        for matter in tx.matters.standing(enrolled.id):
            if _is_of(matter, chat):
                found = True
                _settle(tx, visit, enrolled, matter)
    if found:
        _audit(tx, visit, known, "back on")


def _settle(tx: Tx, visit: Visit, enrolled: Enrolled, matter: Matter) -> None:
    close_matter(tx, matter, None, GONE, visit.now)
    plan = visit.plans.get(enrolled.cohort)
    if plan is not None:
        names = [f"{KIND}/{matter.key}/{one.person.key}" for one in staff(tx, plan)]
        tx.deliveries.skip_named(names, Skipped.SETTLED, visit.now)


def _is_of(matter: Matter, chat: str) -> bool:
    return matter.kind is MatterKind.LEFT and matter.subject == chat


def _audit(tx: Tx, visit: Visit, known: Known, what: str) -> None:
    key, chat = known.person.key, visit.event.account.platform
    tx.audit.add(at=visit.now, actor=key, action=f"{what} {chat}", subject=key)


FEATURE = Feature(
    name="presence",
    heeds=(Heed(event=PersonLeft, run=left), Heed(event=PersonJoined, run=came)),
)
