"""Relaying: what a mentor and a creator write to each other goes through the bot, to where each one reads."""

from datetime import datetime, timedelta

from bot.chat import limits
from bot.chat.codec import dump_message
from bot.chat.command import Command, Param
from bot.chat.event import FormSubmitted
from bot.chat.form import Field, Form
from bot.chat.message import Button, Message
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, When, joined, phrase, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature, end_of_quiet
from bot.domain.people import EnrolmentState
from bot.engine.feature import About, CommandRoute, Feature, TokenRoute, Who
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import safety
from bot.features.looking_after import helped
from bot.features.matter_words import REPLY, creator_of
from bot.features.matters import HANDOVER, LONGEST
from bot.features.owning import KIND as TO_TEAM
from bot.features.owning import number_of, owner_of, seers
from bot.features.telling import write
from bot.store.deliveries import Owed
from bot.store.enrolments import Enrolled
from bot.store.tx import Tx

KIND = "relay"
ANSWER = "answer"
"""The first word of the token by which a creator answers."""
LATELY = timedelta(days=3)
COMMAND = Command(
    name="mentor reply",
    summary=phrase("Write to one of your creators, where they read what I send"),
    params=(
        Param(name="creator", summary=phrase("Who gets it"), kind="person"),
        Param(name="words", summary=phrase("What you write to them"), kind="long_text"),
    ),
)


def tell_creator(
    tx: Tx, enrolled: Enrolled, message: Message, now: datetime, *, name: str, nature: Nature
) -> bool:
    """Owe a creator a message that somebody's words or care made; False if there is no place for it.

    It is sent though the cohort may be held: it is no step of the programme.
    """
    places = tx.people.places(enrolled.person_id)[:1]
    tx.deliveries.add(
        Owed(
            name=name,
            kind=KIND,
            nature=nature,
            place=place,
            due_at=now,
            person=enrolled.person_id,
            enrolment=enrolled.id,
            content=dump_message(message),
        )
        for place in places
    )
    return bool(places)


def relay(tx: Tx, visit: Visit) -> Reply:
    """Bring a mentor's words to the creator; whoever asked for help is answered by it."""
    enrolled, words = visit.creator, visit.values().get("words", "").strip()
    problem = _problem(visit, words)
    if problem is not None:
        return _refused(visit, problem)
    message = _from_mentor(visit, words)
    name = f"{KIND}/{visit.event.id}"
    if not tell_creator(tx, enrolled, message, visit.now, name=name, nature=Nature.MENTOR):
        return Refuse(visit.say("I have no place where I could write to {name}.", name=_name(visit)))
    for matter in tx.matters.standing(enrolled.id):
        tx.matters.answered(matter.key)
        tx.timers.drop([f"{HANDOVER}/{matter.key}"])
    helped(tx, enrolled, visit.cohort_plan, visit.now)
    tx.audit.add(
        at=visit.now,
        actor=visit.person.person.key,
        action="mentor reply",
        subject=enrolled.enrolment.key,
    )
    return Say(Message(text=_passed_on(visit)))


def _problem(visit: Visit, words: str) -> Text | None:
    """Why these words can't be brought to the creator."""
    say, name = visit.say, _name(visit)
    if not words:
        return say("There is nothing to send yet: please write something.")
    if len(words) > LONGEST:
        return say("That is longer than {most} characters. Please send it in several pieces.", most=LONGEST)
    match visit.creator.enrolment.state:
        case EnrolmentState.INVITED:
            return say("{name} has not joined yet, so I may not write to them.", name=name)
        case EnrolmentState.WITHDRAWN:
            return say("{name} has left the programme, so I don't write to them any more.", name=name)
        case _:
            return None


def _refused(visit: Visit, problem: Text) -> Refuse:
    """A form comes back with what was written."""
    in_form = isinstance(visit.event, FormSubmitted)
    return Refuse(problem, {"words": problem} if in_form else {})


def _name(visit: Visit) -> str:
    return visit.creator.enrolment.person.name


def _from_mentor(visit: Visit, words: str) -> Message:
    """The mentor's words in the creator's place, with a button that answers."""
    mentor, enrolment = visit.person.person, visit.creator.enrolment
    say = wording(enrolment.person.language)
    return Message(
        text=joined(say("{mentor} writes to you:", mentor=Strong(mentor.name)), (f"\n{words}",)),
        buttons=(Button(label=plain(say("Answer")), token=Token(ANSWER, enrolment.key, mentor.key)),),
    )


def _passed_on(visit: Visit) -> Text:
    """When the creator gets it."""
    person = visit.creator.enrolment.person
    quiet_until = end_of_quiet(person, visit.now)
    if quiet_until is None:
        return visit.say("Sent to {name}. I bring you what they answer.", name=person.name)
    until = When(quiet_until, visit.person.person.zone)
    return visit.say(
        "{name} has quiet hours now and gets it {when}. I bring you what they answer.",
        name=person.name,
        when=until,
    )


def wrote_lately(tx: Tx, visit: Visit) -> bool:
    """Whether somebody of the team has written to this person in the last days."""
    return any(
        one.name.startswith(f"{KIND}/") and visit.now - one.due_at <= LATELY
        for one in tx.deliveries.of_person(visit.person.id)
    )


def writing(tx: Tx, visit: Visit) -> Reply:
    """A mentor pressed Reply: what do they want to say?"""
    title = plain(visit.say("To {name}", name=_name(visit)))
    return Ask(_form(Token(REPLY, visit.creator.enrolment.key), title, visit.say))


def answering(tx: Tx, visit: Visit) -> Reply:
    """A creator wants to answer a mentor."""
    mentor = tx.people.by_key(visit.token.action)
    title = visit.say("To your mentor") if mentor is None else visit.say("To {name}", name=mentor.person.name)
    return Ask(_form(visit.token, plain(title), visit.say))


def _form(token: Token, title: str, say: Wording) -> Form:
    field = Field(key="words", label=plain(say("Your words")), kind="long_text")
    return Form(token=token, title=title[: limits.FORM_TITLE], fields=(field,))


def answered(tx: Tx, visit: Visit) -> Reply:
    """Bring a creator's answer to the mentor who wrote, or to whoever looks after the creator now."""
    enrolled, plan, now = visit.creator, visit.cohort_plan, visit.now
    words = visit.values().get("words", "").strip()[:LONGEST]
    if not words:
        return _refused(visit, visit.say("There is nothing to send yet: please write something."))
    safety.watch_words(tx, visit, (words,))
    told = seers(tx, plan, _addressee(tx, visit), now)
    for one in told:
        say = wording(one.person.language)
        text = joined(say("{creator} answers you:", creator=creator_of(enrolled)), (f"\n{words}",))
        reply = Button(label=plain(say("Reply")), token=Token(REPLY, enrolled.enrolment.key))
        write(
            tx,
            one,
            Message(text=text, buttons=(reply,)),
            now,
            name=f"answer to mentor/{visit.event.id}",
            kind=TO_TEAM,
            subject=enrolled.enrolment.key,
        )
    tx.audit.add(
        at=now, actor=visit.person.person.key, action="answer mentor", subject=enrolled.enrolment.key
    )
    if len(told) != 1:
        return Say(Message(text=visit.say("I have passed it on to the programme's team.")))
    return Say(Message(text=visit.say("I have passed it on to {who}.", who=Strong(told[0].person.name))))


def _addressee(tx: Tx, visit: Visit) -> int | None:
    """Who wrote, as long as they belong to the team."""
    plan: CohortPlan = visit.cohort_plan
    wrote = tx.people.by_key(visit.token.action)
    team = plan.mentors | plan.admins | {plan.backup_mentor, plan.safety_contact}
    if wrote is not None and wrote.person.name in team:
        return number_of(tx, wrote.person.name)
    return owner_of(tx, visit.creator, plan)


FEATURE = Feature(
    name="relaying",
    commands=(CommandRoute(command=COMMAND, run=relay, who=Who.MENTOR, creator="creator"),),
    tokens=(
        TokenRoute(word=REPLY, about=About.ENROLMENT, pressed=writing, filled=relay, who=Who.MENTOR),
        TokenRoute(word=ANSWER, about=About.ENROLMENT, pressed=answering, filled=answered),
    ),
)
