"""Joining: a creator's own click comes first, and nothing is sent before it."""

from datetime import datetime

from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, When, joined, plain
from bot.chat.token import Token
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState
from bot.domain.wall import midnight
from bot.engine.authority import not_known
from bot.engine.feature import About, Feature, Speaking, Speech, TokenRoute, Who
from bot.engine.plans import CohortPlan
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.features import told, welcoming
from bot.store.deliveries import Owed
from bot.store.places import written
from bot.store.tx import Tx

WORD = "join"
KIND = "invitation"


def invitations(plan: CohortPlan, cohort_id: int, cohort_key: str, now: datetime) -> list[Owed]:
    """The message with the Join button, once for each channel of the cohort."""
    return [
        Owed(
            name=f"{KIND}/{cohort_key}/{written(place)}",
            kind=KIND,
            nature=Nature.PUBLIC,
            place=place,
            due_at=now,
            cohort=cohort_id,
            subject=cohort_key,
        )
        for place in plan.home
    ]


def compose(tx: Tx, speaking: Speaking) -> Message:
    """The invitation, in every language of the programme: whoever reads it has not chosen one yet."""
    plan, subject = speaking.plan, speaking.leased.subject
    said = [(wording(language), plan.in_language(language)) for language in plan.programme.languages]
    texts = [_invitation(say, told) for say, told in said]
    labels = dict.fromkeys(plain(say("Join")) for say, _ in said)
    return Message(
        text=joined(texts[0], *(joined(("\n\n",), text) for text in texts[1:])),
        buttons=tuple(Button(label=label, token=Token(WORD, subject), style="primary") for label in labels),
    )


def _invitation(say: Wording, plan: CohortPlan) -> Text:
    return joined(
        say("Welcome to {programme}!", programme=Strong(plan.programme.title)),
        ("\n",),
        say(
            "It lasts {weeks} weeks. Press Join, and I will write to you in private: "
            "a lesson each week, a short check-in, and whatever you ask for.",
            weeks=len(plan.programme.weeks),
        ),
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """Somebody pressed Join: a creator of the cohort is in from now on, others are told who they are."""
    if visit.known is None or visit.plan is None:
        return Refuse(not_known(visit.say))
    if visit.enrolled is None:
        return _staff(visit)
    if visit.enrolled.enrolment.state not in (EnrolmentState.INVITED, EnrolmentState.WITHDRAWN):
        said = visit.say("You are in already. I write to you in private.")
        return Say(welcoming.going_on(tx, visit, said))
    return Say(come_in(tx, visit))


def come_in(tx: Tx, visit: Visit) -> Message:
    """The creator is in from now on; what is asked next has defaults that serve."""
    visit = told.in_their_language(tx, visit)
    enrolled = visit.creator
    tx.enrolments.join(enrolled.id, visit.now)
    tx.audit.add(at=visit.now, actor=visit.person.person.key, action="join", subject=enrolled.enrolment.key)
    return welcoming.going_on(tx, visit, _welcome(visit))


def join_button(visit: Visit, cohort_key: str) -> Button:
    """The button that a creator joins with."""
    return Button(label=plain(visit.say("Join")), token=Token(WORD, cohort_key), style="primary")


def _staff(visit: Visit) -> Reply:
    plan, known = visit.cohort_plan, visit.known
    if known is not None and known.person.name in plan.mentors | plan.admins:
        text = visit.say(
            "Welcome! From now on I can write to you about {programme}.", programme=plan.programme.title
        )
        return Say(Message(text=text))
    return Refuse(visit.say("You are not on this cohort's roster. Ask the programme's team."))


def _welcome(visit: Visit) -> Text:
    plan, person = visit.cohort_plan, visit.creator.enrolment.person
    say = visit.say
    start = midnight(plan.cohort.start, person.zone)
    text = say(
        "You are in, {name}. Welcome to {programme}!",
        name=Strong(person.name),
        programme=plan.programme.title,
    )
    if start > visit.now:
        when = When(start, person.zone, "date")
        return joined(text, (" ",), say("Week 1 begins {when}.", when=when))
    return text


FEATURE = Feature(
    name="joining",
    tokens=(TokenRoute(word=WORD, about=About.COHORT, pressed=pressed, who=Who.ANYBODY),),
    speeches=(Speech(kind=KIND, compose=compose),),
)
