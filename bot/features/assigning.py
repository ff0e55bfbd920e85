"""Assigning: an admin gives a creator to another mentor, and nobody gets more than the cohort allows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.command import Command, Param
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, phrase
from bot.domain.people import EnrolmentState
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.steering import Guide, find_guide, guides_of, no_room, offered_mentors
from bot.features.telling import tell
from bot.store.enrolments import Enrolled
from bot.store.people import Known
from bot.store.tx import Tx

ASSIGN = Command(
    name="cohort assign",
    summary=phrase("Give a creator to a mentor who has room"),
    params=(
        Param(name="creator", summary=phrase("Who is looked after"), kind="person"),
        Param(name="mentor", summary=phrase("Who looks after them from now on"), kind="person"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A creator who gets another mentor: their enrolment's number and key, and who they are."""

    enrolment: int
    key: str
    person: int
    name: str


def assign(tx: Tx, visit: Visit) -> Reply:
    """Another mentor from now on, if they have room; all three are told."""
    enrolled, name = visit.creator, visit.creator.enrolment.person.name
    guides = guides_of(tx, visit.cohort_plan, enrolled.cohort_id)
    guide = find_guide(tx, visit, guides, visit.values()["mentor"])
    if isinstance(guide, Refuse):
        return guide
    problem = _problem(visit, enrolled, guide, guides)
    if problem is not None:
        return Refuse(problem)
    key = enrolled.enrolment.key
    handed = Handed(enrolment=enrolled.id, key=key, person=enrolled.person_id, name=name)
    hand_over(tx, visit, [handed], guide, enrolled.mentor_id)
    relieve(tx, visit, enrolled.mentor_id, lambda say: _looks_after(say, guide.name, name), [key])
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="assign", subject=key)
    return Say(Message(text=_looks_after(visit.say, Strong(guide.name), Strong(name))))


def _problem(visit: Visit, enrolled: Enrolled, guide: Guide, guides: Sequence[Guide]) -> Text | None:
    name = enrolled.enrolment.person.name
    if enrolled.enrolment.state is EnrolmentState.WITHDRAWN:
        return visit.say("{name} is out of the programme already.", name=name)
    if enrolled.mentor_id == guide.known.id:
        return visit.say("{mentor} is the mentor of {creator} already.", mentor=guide.name, creator=name)
    return None if guide.has_room else no_room(visit.say, guide, guides)


def hand_over(tx: Tx, visit: Visit, creators: Sequence[Handed], guide: Guide, giver: int | None) -> None:
    """These creators, and what they wait for, go to a mentor; they are told.

    `giver` looked after them before.
    """
    enrolments = [one.enrolment for one in creators]
    tx.enrolments.set_mentors([(enrolment, guide.known.id) for enrolment in enrolments])
    if giver is not None:
        tx.caseload.hand_on(enrolments, giver=giver, taker=guide.known.id, now=visit.now)
    for one in creators:
        creator = tx.people.by_id(one.person)
        if creator is not None:
            _tell(tx, visit, creator, lambda say: say("Your mentor is {name} now.", name=guide.name))
    names, keys = ", ".join(one.name for one in creators), [one.key for one in creators]
    _tell(tx, visit, guide.known, lambda say: say("You look after {names} now.", names=names), keys)


def relieve(
    tx: Tx, visit: Visit, giver: int | None, words: Callable[[Wording], Text], keys: Sequence[str] = ()
) -> None:
    """Tell the mentor who looked after somebody before what was decided."""
    before = tx.people.by_number(giver)
    if before is not None:
        _tell(tx, visit, before, words, keys)


def _looks_after(say: Wording, mentor: str | Strong, creator: str | Strong) -> Text:
    return say("{mentor} looks after {creator} now.", mentor=mentor, creator=creator)


def _tell(
    tx: Tx, visit: Visit, reader: Known, words: Callable[[Wording], Text], keys: Sequence[str] = ()
) -> None:
    cohort = tx.cohorts.by_name(visit.cohort_plan.cohort.name)
    if cohort is not None:
        tell(
            tx,
            reader,
            lambda say: Message(text=words(say)),
            about=f"assign/{visit.event.id}",
            cohort=cohort.id,
            now=visit.now,
            subject=" ".join(keys),
        )


FEATURE = Feature(
    name="assigning",
    commands=(
        CommandRoute(
            command=ASSIGN,
            run=assign,
            who=Who.ADMIN,
            creator="creator",
            offers=(("mentor", offered_mentors),),
        ),
    ),
)
