"""Flags by hand: a mentor notes that a creator needs somebody, or that all is well again."""

from bot.chat.command import Command, Param
from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Strong, phrase
from bot.domain.people import EnrolmentState
from bot.engine.feature import CommandRoute, Feature, Who
from bot.engine.visit import Visit
from bot.features.flagging import flag_by_hand, unflag
from bot.store.tx import Tx

LONGEST = 500

FLAG = Command(
    name="mentor flag",
    summary=phrase("Note that a creator needs somebody; they can read your words, too"),
    params=(
        Param(name="creator", summary=phrase("Which of your creators"), kind="person"),
        Param(name="words", summary=phrase("What you noticed"), kind="long_text"),
    ),
)
UNFLAG = Command(
    name="mentor unflag",
    summary=phrase("Take down a creator's flags: all is well again"),
    params=(Param(name="creator", summary=phrase("Which of your creators"), kind="person"),),
)


def flag(tx: Tx, visit: Visit) -> Reply:
    """Put a flag up in the mentor's words."""
    enrolled, words = visit.creator, visit.values()["words"].strip()
    name = enrolled.enrolment.person.name
    if len(words) > LONGEST:
        return Refuse(visit.say("That is longer than {most} characters.", most=LONGEST))
    if enrolled.enrolment.state not in (EnrolmentState.ACTIVE, EnrolmentState.PAUSED):
        return Refuse(visit.say("{name} is not in the programme now, so they can't be flagged.", name=name))
    raised = flag_by_hand(tx, enrolled, visit.person.id, words, visit.cohort_plan, visit.now)
    if raised is None:
        return Refuse(
            visit.say(
                "{name} has a flag in a mentor's words already. {command} takes it down first.",
                name=name,
                command=Slash("mentor unflag"),
            )
        )
    _audit(tx, visit, "flag")
    return Say(
        Message(
            text=visit.say(
                "{name} is flagged. The admins hear of it if it stays up; {command} takes it down.",
                name=Strong(name),
                command=Slash("mentor unflag"),
            )
        )
    )


def take_down(tx: Tx, visit: Visit) -> Reply:
    """Take down whatever is up."""
    enrolled = visit.creator
    down, name = unflag(tx, enrolled, visit.person.id, visit.now), enrolled.enrolment.person.name
    if not down:
        return Refuse(visit.say("{name} has no flag.", name=name))
    _audit(tx, visit, "unflag")
    if len(down) == 1:
        return Say(Message(text=visit.say("The flag of {name} is down.", name=Strong(name))))
    return Say(
        Message(text=visit.say("All {count} flags of {name} are down.", count=len(down), name=Strong(name)))
    )


def _audit(tx: Tx, visit: Visit, action: str) -> None:
    enrolment = visit.creator.enrolment
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action=action, subject=enrolment.key)


FEATURE = Feature(
    name="flags by hand",
    commands=(
        CommandRoute(command=FLAG, run=flag, who=Who.MENTOR, creator="creator"),
        CommandRoute(command=UNFLAG, run=take_down, who=Who.MENTOR, creator="creator"),
    ),
)
