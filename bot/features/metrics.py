"""Metrics: numbers that creators tell of their community, and how they change."""

from bot.chat import limits
from bot.chat.command import Command, Param
from bot.chat.event import FormSubmitted
from bot.chat.form import Choice
from bot.chat.message import Message
from bot.chat.quoting import quoted
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Strong, Text, When, joined, phrase
from bot.domain.question import Question, QuestionKind
from bot.engine.answer import read_answer
from bot.engine.feature import CommandRoute, Feature
from bot.engine.visit import Visit
from bot.features.looking_after import counted
from bot.features.metric_history import Metric, metric_names, metric_of, metric_picture, spelled
from bot.store.tx import Tx

LONGEST_NAME = limits.CHOICE_LABEL
"""Characters: what can be offered again."""
NUMBER = Question(id="value", kind=QuestionKind.NUMBER, text="", label="Value")

METRIC = Command(
    name="program metric",
    summary=phrase("Tell me a number, such as your followers, and see how it changes"),
    params=(
        Param(name="name", summary=phrase("What it counts, such as followers or money raised")),
        Param(name="value", summary=phrase("How many there are now"), kind="number"),
    ),
)


def metric(tx: Tx, visit: Visit) -> Reply:
    """Keep a number, and say how it changed."""
    values = visit.values()
    name = " ".join(values.get("name", "").split())
    if len(name) > LONGEST_NAME:
        problem = visit.say("A name has at most {most} characters.", most=LONGEST_NAME)
        return _refused(problem, "name", visit)
    value = read_answer(NUMBER, values.get("value", ""), visit.say)
    if not isinstance(value, str):
        return _refused(value, "value", visit)
    before = metric_of(tx, visit.creator, visit.cohort_plan, name)
    tx.metrics.add(visit.creator.id, before.name, value, visit.now)
    counted(tx, visit.creator, visit.cohort_plan, visit.now)
    after = metric_of(tx, visit.creator, visit.cohort_plan, before.name)
    zone = visit.creator.enrolment.person.zone
    picture = metric_picture(after, zone, visit.say)
    return Say(Message(text=_noted(before, float(value), visit), picture=picture))


def names(tx: Tx, visit: Visit, typed: str) -> tuple[Choice, ...]:
    """The metrics that the programme asks for, and those that this creator told before."""
    if visit.enrolled is None:
        return ()
    start = typed.strip().casefold()
    known = metric_names(tx, visit.creator, visit.cohort_plan)
    return tuple(
        Choice(label=label[: limits.CHOICE_LABEL], value=name[: limits.CHOICE_LABEL])
        for name, label in known.items()
        if start in label.casefold() or start in name.casefold()
    )


def _noted(before: Metric, value: float, visit: Visit) -> Text:
    label = Strong(quoted(before.label))
    now = visit.say("Noted: {metric} is {value}.", metric=label, value=spelled(value))
    return joined(now, (" ",), _change(before, value, visit))


def _change(before: Metric, value: float, visit: Visit) -> Text:
    if not before.history:
        return visit.say("This is your first number for it.")
    at, last = before.history[-1]
    when = When(at, visit.creator.enrolment.person.zone, "date")
    if value == last:
        return visit.say("It is the same as on {when}.", when=when)
    difference, old = spelled(abs(value - last)), spelled(last)
    if value > last:
        return visit.say(
            "That is {difference} more than the {old} of {when}.", difference=difference, old=old, when=when
        )
    return visit.say(
        "That is {difference} less than the {old} of {when}.", difference=difference, old=old, when=when
    )


def _refused(problem: Text, param: str, visit: Visit) -> Reply:
    """What is wrong, beside its field where a form was filled in."""
    if isinstance(visit.event, FormSubmitted):
        return Refuse(visit.say("Almost: please look at these again."), {param: problem})
    return Refuse(problem)


FEATURE = Feature(
    name="metrics",
    commands=(CommandRoute(command=METRIC, run=metric, offers=(("name", names),)),),
)
