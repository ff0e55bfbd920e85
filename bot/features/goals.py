"""Goals: what a creator wants to reach, in their own words; an earlier goal stays as history."""

from collections.abc import Sequence

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.event import FormSubmitted
from bot.chat.message import Message
from bot.chat.quoting import quoted
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Slash, Text, When, joined, phrase
from bot.engine.feature import CommandRoute, Feature, Intent
from bot.engine.visit import Visit
from bot.features.safety import watch_words
from bot.store.goals import Goal
from bot.store.tx import Tx

SHOWN = 4
"""The goal that counts, and some before it."""
READ_BACK = 800
"""So much of a new goal is shown, so that its creator sees that it was understood."""

GOAL = Command(
    name="program goal",
    summary=phrase("Set the goal you work for, or see it again"),
    params=(
        Param(
            name="goal",
            summary=phrase("Your goal in your own words; nothing, to see it"),
            kind="long_text",
            required=False,
        ),
    ),
)


def goal(tx: Tx, visit: Visit) -> Reply:
    """Set a goal, or show the one that is set."""
    words = visit.values().get("goal", "").strip()
    if not words:
        return Say(Message(text=_shown(tx.goals.newest(visit.creator.id, SHOWN), visit)))
    if isinstance(visit.event, FormSubmitted) and len(words) > limits.ANSWER_CHARACTERS:
        problem = visit.say("That is longer than {most} characters.", most=limits.ANSWER_CHARACTERS)
        return Refuse(visit.say("Your goal is too long for me."), {"goal": problem})
    watch_words(tx, visit, (words,))
    before = tx.goals.newest(visit.creator.id, 1)
    if [one.words for one in before] != [words]:
        tx.goals.add(visit.creator.id, words, visit.now)
        enrolment = visit.creator.enrolment
        tx.audit.add(at=visit.now, actor=enrolment.person.key, action="goal", subject=enrolment.key)
    return Say(Message(text=_set(words, before, visit)))


def _set(words: str, before: Sequence[Goal], visit: Visit) -> Text:
    new = visit.say("Your goal: {goal}", goal=quoted(words, READ_BACK))
    if not before:
        return joined(new, ("\n",), visit.say("I keep it in view on your progress page."))
    if before[0].words == words:
        return joined(new, ("\n",), visit.say("That is what it was already."))
    return joined(new, ("\n",), visit.say("Before, it was: {goal}", goal=quoted(before[0].words)))


def _shown(goals: Sequence[Goal], visit: Visit) -> Text:
    if not goals:
        return visit.say(
            "You have set no goal yet. Set one with {command}, in your own words.",
            command=Slash("program goal"),
        )
    zone = visit.creator.enrolment.person.zone
    newest, *older = goals
    since = When(newest.at, zone, "date")
    lines = (_line(one, zone, visit) for one in older)
    earlier = joined(("\n\n",), visit.say("Earlier goals:"), *lines) if older else ()
    goal = quoted(newest.words, READ_BACK)
    return joined(visit.say("Your goal since {when}: {goal}", when=since, goal=goal), earlier)


def _line(one: Goal, zone: str, visit: Visit) -> Text:
    when = When(one.at, zone, "date")
    return joined(("\n• ",), visit.say("{when}: {goal}", when=when, goal=quoted(one.words)))


FEATURE = Feature(
    name="goals",
    commands=(CommandRoute(command=GOAL, run=goal),),
    intents=(
        Intent(name="goal", says=phrase("my goal is {goal}; goal: {goal}; my goal {goal}"), run=goal),
        Intent(name="my goal", says=phrase("my goal; what is my goal"), run=goal),
    ),
)
