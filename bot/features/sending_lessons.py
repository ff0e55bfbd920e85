"""Sending lessons: a mentor sends a creator any lesson of the programme, with a word of their own."""

from bot.chat.command import Command, Param
from bot.chat.form import Choice
from bot.chat.message import Button, Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Strong, Text, joined, phrase, plain
from bot.chat.token import Token
from bot.config.roster import folded
from bot.domain.keys import occurrence_key
from bot.domain.may_send import Nature
from bot.domain.people import EnrolmentState
from bot.domain.programme import Lesson, Programme, Step
from bot.engine.creators import SHOWN
from bot.engine.feature import CommandRoute, Feature, Speaking, Speech, Who
from bot.engine.visit import Visit
from bot.features import lessons
from bot.features.steering import choices
from bot.store.deliveries import Owed
from bot.store.tx import Tx

KIND = "lesson-by-hand"
NEAR = 3
"""So many titles are named to whoever wrote a part of one."""

ASSIGN = Command(
    name="mentor assign",
    summary=phrase("Send a creator a lesson of the programme, with a word from you"),
    params=(
        Param(name="creator", summary=phrase("Which of your creators"), kind="person"),
        Param(name="lesson", summary=phrase("Which lesson, of any week and track")),
        Param(
            name="words",
            summary=phrase("What you want to say with it"),
            kind="long_text",
            required=False,
        ),
    ),
)


def assign(tx: Tx, visit: Visit) -> Reply:
    """Owe the lesson; its words are made in the creator's language when it leaves."""
    enrolled, values = visit.creator, visit.values()
    step = _found(visit.cohort_plan.programme, values["lesson"])
    places = tx.people.places(enrolled.person_id)
    name = enrolled.enrolment.person.name
    if step is None:
        return Refuse(_no_lesson(visit, values["lesson"].strip()))
    if enrolled.enrolment.state in (EnrolmentState.INVITED, EnrolmentState.WITHDRAWN) or not places:
        return Refuse(visit.say("{name} is not in the programme now, so I can't write to them.", name=name))
    mentor, words = visit.person.person.key, values.get("words", "").strip()
    tx.deliveries.add(
        [
            Owed(
                name=f"{KIND}/{enrolled.enrolment.key}/{visit.event.id}",
                kind=KIND,
                nature=Nature.MENTOR,
                place=places[0],
                due_at=visit.now,
                cohort=enrolled.cohort_id,
                person=enrolled.person_id,
                enrolment=enrolled.id,
                subject=f"{step.id}\n{mentor}\n{words}",
            )
        ]
    )
    tx.audit.add(
        at=visit.now, actor=visit.person.person.key, action="assign lesson", subject=enrolled.enrolment.key
    )
    text = visit.say("{name} gets “{title}” from you.", name=Strong(name), title=step.title)
    return Say(Message(text=text))


def compose(tx: Tx, speaking: Speaking) -> Message:
    """The lesson, who sends it, and what they say; with Done where it is open in the creator's programme."""
    step_id, key, words = speaking.leased.subject.split("\n", 2)
    step, say, known = speaking.plan.step(step_id), speaking.say, tx.people.by_key(key)
    mentor = plain(say("Your mentor")) if known is None else known.person.name
    if step is None or not isinstance(step.content, Lesson):
        return Message(
            text=say("{mentor} sent you a lesson that the programme no longer has.", mentor=mentor)
        )
    text = say("{mentor} sends you this lesson: {title}", mentor=Strong(mentor), title=Strong(step.title))
    said = joined(text, ("\n",), say("“{words}”", words=words)) if words else text
    return Message(
        text=said,
        body=lessons.without_title(step.content.body),
        buttons=_done(tx, speaking, step, say),
    )


def _done(tx: Tx, speaking: Speaking, step: Step, say: Wording) -> tuple[Button, ...]:
    key = occurrence_key(speaking.leased.enrolment_key or "", step.slot, 0)
    found = tx.occurrences.by_key(key)
    if found is None or found[1].done_at is not None or found[1].step != step.id:
        return ()
    return (Button(label=plain(say("Done")), token=Token(lessons.WORD, key, "done"), style="primary"),)


def _found(programme: Programme, typed: str) -> Step | None:
    """The lesson by its id, or by its title as it was offered."""
    for step in _lessons(programme):
        if folded(typed) in (folded(step.id), folded(step.title)):
            return step
    return None


def _no_lesson(visit: Visit, typed: str) -> Text:
    """Where nothing is offered while they type, they learn here what they may have meant."""
    shown = typed[:SHOWN]
    titles = [
        one.title for one in _lessons(visit.cohort_plan.programme) if folded(typed) in folded(one.title)
    ]
    if not titles:
        return visit.say(
            "There is no lesson “{lesson}” in the programme. Write its title, or a word of it.", lesson=shown
        )
    near = "; ".join(f"“{title}”" for title in titles[:NEAR])
    return visit.say(
        "There is no lesson “{lesson}” in the programme. Did you mean {titles}?", lesson=shown, titles=near
    )


def _lessons(programme: Programme) -> list[Step]:
    return [step for step in programme.steps if isinstance(step.content, Lesson)]


def offered(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The lessons, week by week, by any word of their titles."""
    named = ((plain(_label(visit.say, step)), step.id) for step in _lessons(visit.cohort_plan.programme))
    return choices(named, typed)


def _label(say: Wording, step: Step) -> Text:
    return say("{title} (week {week})", title=step.title, week=step.week)


FEATURE = Feature(
    name="sending lessons",
    commands=(
        CommandRoute(
            command=ASSIGN, run=assign, who=Who.MENTOR, creator="creator", offers=(("lesson", offered),)
        ),
    ),
    speeches=(Speech(kind=KIND, compose=compose),),
)
