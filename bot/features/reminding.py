"""Reminding: a mentor has the bot call to a creator's mind, kindly and in private, what is open."""

from datetime import datetime

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Strong, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState
from bot.domain.programme import StepKind
from bot.domain.wall import local_day
from bot.engine.feature import CommandRoute, Feature, Speaking, Speech, Who
from bot.engine.visit import Visit
from bot.features.catching_up import WORD
from bot.store.deliveries import Owed
from bot.store.tx import Tx

KIND = "mentor-nudge"
MOST = 5
"""More than that would be no kind reminder."""
TO_DO = (StepKind.LESSON, StepKind.CHECK_IN, StepKind.SURVEY, StepKind.MILESTONE)
COMMAND = Command(
    name="mentor nudge",
    summary=phrase("Remind a creator, kindly and in private, of what is open; once a day at most"),
    params=(Param(name="creator", summary=phrase("Whom to remind"), kind="person"),),
)


def open_steps(tx: Tx, enrolment: int, now: datetime) -> list[LedgerEntry]:
    """What a creator was shown and has not done, as long as it can be; the newest, in order."""
    return [
        entry
        for entry in tx.occurrences.of(enrolment)
        if entry.kind in TO_DO
        and entry.shown_at is not None
        and entry.done_at is None
        and (entry.closes_at is None or entry.closes_at > now)
    ][-MOST:]


def nudge(tx: Tx, visit: Visit) -> Reply:
    """Owe the reminder, unless there is nothing to remind of or today's has been owed."""
    enrolled, say, now = visit.creator, visit.say, visit.now
    person = enrolled.enrolment.person
    name = f"{KIND}/{enrolled.enrolment.key}/{local_day(now, person.zone)}"
    who = Strong(person.name)
    if enrolled.enrolment.state is not EnrolmentState.ACTIVE:
        return Refuse(say("{who} is not under way at the moment, so I don't remind them.", who=who))
    if any(known.name == name for known in tx.deliveries.of_person(enrolled.person_id)):
        return Refuse(say("{who} was reminded today already. Once a day is kind; more is not.", who=who))
    steps = open_steps(tx, enrolled.id, now)
    places = tx.people.places(enrolled.person_id)
    if not steps or not places:
        return Refuse(say("{who} has nothing open, so there is nothing to remind them of.", who=who))
    owed = Owed(
        name=name,
        kind=KIND,
        nature=Nature.BOT,
        place=places[0],
        due_at=now,
        cohort=enrolled.cohort_id,
        person=enrolled.person_id,
        enrolment=enrolled.id,
        subject=" ".join(entry.key for entry in steps),
    )
    tx.deliveries.add([owed])
    tx.audit.add(at=now, actor=visit.person.person.key, action="mentor nudge", subject=enrolled.enrolment.key)
    titles = ", ".join(f"“{visit.cohort_plan.told(entry).title}”" for entry in steps)
    return Say(
        Message(
            text=say(
                "I remind {who} of {titles} as soon as their quiet hours and daily limit allow.",
                who=who,
                titles=titles,
            )
        )
    )


def compose(tx: Tx, speaking: Speaking) -> Message:
    """What is still open when it leaves, each with a button that shows it."""
    say, leased = speaking.say, speaking.leased
    still = [entry for entry in tx.occurrences.many(leased.subject.split()) if entry.done_at is None]
    entries = [speaking.plan.told(entry) for entry in still]
    if not entries:
        return Message(text=say("You are up to date. Your mentor thinks of you!"))
    lines = "".join(f"\n• {entry.title}" for entry in entries)
    return Message(
        text=joined(
            say("A kind word from your mentor: this is still open, whenever you have a moment."), (lines,)
        ),
        buttons=tuple(
            Button(label=plain((entry.title,))[: limits.BUTTON_LABEL], token=Token(WORD, entry.key))
            for entry in entries
        ),
    )


FEATURE = Feature(
    name="reminding",
    commands=(CommandRoute(command=COMMAND, run=nudge, who=Who.MENTOR, creator="creator"),),
    speeches=(Speech(kind=KIND, compose=compose),),
)
