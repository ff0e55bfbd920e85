"""Leaving: it is asked once, and Join brings back; "stop" leads to the same question."""

from datetime import datetime

from bot.chat.command import Command
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Replace, Reply, Say
from bot.chat.text import Slash, Text, phrase, plain
from bot.chat.token import Token
from bot.domain.decide import Skipped
from bot.domain.people import EnrolmentState
from bot.engine.feature import About, CommandRoute, Feature, Intent, TokenRoute
from bot.engine.visit import Visit
from bot.features import overdue
from bot.features.flagging import let_go
from bot.features.pausing import WORD as PAUSE
from bot.features.pausing import take_back
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

WORD = "leave"

LEAVE = Command(name="program leave", summary=phrase("Leave the programme; you can come back with Join"))
STOP = phrase(
    "stop;leave;quit;unsubscribe;I want to leave;I want to leave the programme;stop writing to me;"
    "no more messages"
)


def ask(tx: Tx, visit: Visit) -> Reply:
    """Leaving is one press away from here."""
    say, key = visit.say, visit.creator.enrolment.key
    rest: tuple[Button, ...] = ()
    if visit.creator.enrolment.state is EnrolmentState.ACTIVE:
        rest = (Button(label=plain(say("Pause instead")), token=Token(PAUSE, key)),)
    return Say(
        Message(
            text=say(
                "Do you want to leave {programme}? I would write to you no more; what you did stays on "
                "record, and Join brings you back.",
                programme=visit.cohort_plan.programme.title,
            ),
            buttons=(
                Button(label=plain(say("Leave")), token=Token(WORD, key, "yes"), style="danger"),
                *rest,
                Button(label=plain(say("Stay")), token=Token(WORD, key, "no")),
            ),
        )
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The answer to the question."""
    match visit.token.action:
        case "yes":
            leave(tx, visit.creator, visit)
            return Replace(Message(text=_left(visit)))
        case "no":
            return Replace(Message(text=visit.say("Good that you stay. Nothing has changed.")))
        case _:
            return Refuse(
                visit.say(
                    "That is no longer asked. Type {command} if you want to leave.",
                    command=Slash("program leave"),
                )
            )


def depart(tx: Tx, enrolled: Enrolled, now: datetime) -> None:
    """A creator is out, whoever says so: what waits for them is not sent, and nothing is promised."""
    take_back(tx, enrolled)
    let_go(tx, enrolled, now)
    overdue.let_be(tx, enrolled, now)
    tx.deliveries.skip_unseen(enrolled.id, Skipped.LEFT, now)
    tx.timers.drop_of(enrolled.id)
    tx.enrolments.leave(enrolled.id, now)


def leave(tx: Tx, enrolled: Enrolled, visit: Visit) -> None:
    """Go; what was sent stays on record, nothing more is sent."""
    depart(tx, enrolled, visit.now)
    enrolment = enrolled.enrolment
    tx.audit.add(at=visit.now, actor=enrolment.person.key, action="leave", subject=enrolment.key)


def _left(visit: Visit) -> Text:
    return visit.say("You have left. Thank you for having been with us; Join brings you back.")


FEATURE = Feature(
    name="leaving",
    commands=(CommandRoute(command=LEAVE, run=ask),),
    tokens=(TokenRoute(word=WORD, about=About.ENROLMENT, pressed=pressed),),
    intents=(Intent(name="stop", says=STOP, run=ask),),
)
