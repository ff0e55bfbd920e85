"""Withdrawing: an admin takes a creator out of the programme, having read first what that means."""

from bot.chat.command import Command, Param
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Replace, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Slash, Strong, Text, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.people import EnrolmentState
from bot.engine.feature import About, CommandRoute, Feature, TokenRoute, Who
from bot.engine.visit import Visit
from bot.features.leaving import depart
from bot.features.telling import tell
from bot.store.tx import Tx

WORD = "withdraw"

WITHDRAW = Command(
    name="cohort withdraw",
    summary=phrase("Take a creator out of the programme; you see first what happens"),
    params=(Param(name="creator", summary=phrase("Who leaves"), kind="person"),),
)


def withdraw(tx: Tx, visit: Visit) -> Reply:
    """Say what it means, and ask."""
    enrolment = visit.creator.enrolment
    if enrolment.state is EnrolmentState.WITHDRAWN:
        return Refuse(_is_out(visit))
    name = Strong(enrolment.person.name)
    text = joined(
        visit.say("Take {name} out of {programme}?", name=name, programme=_programme(visit)),
        ("\n• ",),
        visit.say("Whatever waits for them is not sent, and nothing more comes."),
        ("\n• ",),
        visit.say("They are told so in a message, once."),
        ("\n• ",),
        visit.say("Their answers and what was sent stay on record."),
        ("\n• ",),
        visit.say(
            "They can come back with Join, or you bring them back with {command}.",
            command=Slash("cohort enrol"),
        ),
    )
    label = plain(visit.say("Withdraw"))
    button = Button(label=label, token=Token(WORD, enrolment.key, "yes"), style="danger")
    return Say(Message(text=text, buttons=(button,)))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """The admin has decided."""
    enrolled = visit.creator
    if enrolled.enrolment.state is EnrolmentState.WITHDRAWN:
        return Refuse(_is_out(visit))
    depart(tx, enrolled, visit.now)
    tx.audit.add(
        at=visit.now, actor=visit.person.person.key, action="withdraw", subject=enrolled.enrolment.key
    )
    creator = tx.people.by_id(enrolled.person_id)
    told = creator is not None and tell(
        tx,
        creator,
        lambda say: _farewell(say, _programme(visit)),
        about=f"withdraw/{visit.event.id}",
        cohort=enrolled.cohort_id,
        now=visit.now,
    )
    return Replace(Message(text=_done(visit, told)))


def _done(visit: Visit, told: bool) -> Text:
    name = Strong(visit.creator.enrolment.person.name)
    if told:
        return visit.say("{name} is out of the programme, and is told so.", name=name)
    return visit.say(
        "{name} is out of the programme. They never wrote to me, so please tell them yourself.",
        name=name,
    )


def _farewell(say: Wording, programme: str) -> Message:
    return Message(
        text=say(
            "The team has taken you out of {programme}, so I send you nothing more. Thank you for having "
            "been with us. If that is a mistake, write to the team, or press Join in its channel.",
            programme=programme,
        )
    )


def _is_out(visit: Visit) -> Text:
    return visit.say("{name} is out of the programme already.", name=visit.creator.enrolment.person.name)


def _programme(visit: Visit) -> str:
    return visit.cohort_plan.programme.title


FEATURE = Feature(
    name="withdrawing",
    commands=(CommandRoute(command=WITHDRAW, run=withdraw, who=Who.ADMIN, creator="creator"),),
    tokens=(TokenRoute(word=WORD, about=About.ENROLMENT, pressed=pressed, who=Who.ADMIN),),
)
