"""Resting: a mentor lets a creator rest on their behalf, and the creator is told who did."""

from bot.chat.command import Command, Param
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Strong, When, phrase
from bot.domain.people import EnrolmentState
from bot.domain.wall import wall_time
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.pausing import HOW_LONG, LONGEST_PAUSE, ask_when, end_of, is_over, mode_of, rest
from bot.features.telling import tell
from bot.store.tx import Tx

PAUSE = Command(
    name="mentor pause",
    summary=phrase("Let a creator rest for some weeks; they are told that you did"),
    params=(
        Param(name="creator", summary=phrase("Which of your creators"), kind="person"),
        *HOW_LONG,
    ),
)


def pause(tx: Tx, visit: Visit) -> Reply:
    """As if the creator had said so."""
    enrolled, values = visit.creator, visit.values()
    person = enrolled.enrolment.person
    name = person.name
    if not values.get("weeks", "").strip() and not values.get("until", "").strip():
        return ask_when(visit, PAUSE)
    end = end_of(values, wall_time(visit.now, person.zone))
    if end is None:
        return Refuse(
            visit.say(
                "A pause lasts 1 to {most} whole weeks, or until a day within that time, such as 8 March.",
                most=LONGEST_PAUSE,
            )
        )
    if enrolled.enrolment.state is not EnrolmentState.ACTIVE or is_over(tx, visit):
        return Refuse(
            visit.say("{name} is not under way at the moment, so there is nothing to pause.", name=name)
        )
    until = rest(tx, enrolled, end, mode_of(values.get("mode", "")), visit.now)
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="pause", subject=enrolled.enrolment.key)
    _tell(tx, visit, until)
    return Say(Message(text=visit.say("{name} rests; we go on {until}.", name=Strong(name), until=until)))


def _tell(tx: Tx, visit: Visit, until: When) -> None:
    creator, mentor = tx.people.by_id(visit.creator.person_id), visit.person.person.name
    if creator is not None:
        tell(
            tx,
            creator,
            lambda say: Message(
                text=say(
                    "{mentor} has paused your programme, so that you can rest. We go on {until}; "
                    "{command} brings you back earlier.",
                    mentor=mentor,
                    until=until,
                    command=Slash("program resume"),
                )
            ),
            about=f"pause/{visit.event.id}",
            cohort=visit.creator.cohort_id,
            now=visit.now,
        )


FEATURE = Feature(
    name="resting",
    commands=(CommandRoute(command=PAUSE, run=pause, who=Who.MENTOR, creator="creator"),),
)
