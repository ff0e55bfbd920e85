"""Check-ins and surveys: questions asked in forms, answers kept as they come."""

from collections.abc import Mapping
from datetime import datetime

from bot.chat import limits
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.message import Message
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Text, When, joined, plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Questions
from bot.domain.question import Question, QuestionKind
from bot.engine.answer import read_answer
from bot.engine.feature import About, Feature, TokenRoute
from bot.engine.flow import next_questions
from bot.engine.visit import Visit
from bot.features import overdue
from bot.features.heading import heading
from bot.features.looking_after import answered
from bot.features.missing import WORD, answer_button, closing_name, reminder_name
from bot.store.tx import Tx


def words(entry: LedgerEntry, asked: Questions, say: Wording) -> Message:
    """The check-in with its questions, and the button that opens its form."""
    listed = "".join(f"\n• {question.text}" for question in asked.questions if question.only_if is None)
    return Message(
        text=joined(heading(entry, say("Week {week}", week=entry.week)), (listed,)),
        buttons=(answer_button(entry, say("Answer")),),
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator wants to answer."""
    entry, asked = visit.occurrence, _asked(visit)
    if asked is None:
        return Refuse(_gone(visit, entry))
    if entry.closes_at is not None and visit.now >= entry.closes_at:
        return Refuse(_closed(visit, entry, entry.closes_at))
    batch = next_questions(asked.questions, tx.answers.of(entry.key))
    if entry.done_at is not None or not batch:
        return Say(
            Message(text=visit.say("You have answered “{title}” already. Thank you!", title=entry.title))
        )
    return Ask(_form(entry, batch, visit.say))


def filled(tx: Tx, visit: Visit) -> Reply:
    """A creator sent answers: keep the good ones, and say what is wrong with the others."""
    entry, asked = visit.occurrence, _asked(visit)
    if asked is None:
        return Refuse(_gone(visit, entry))
    if entry.closes_at is not None and visit.now >= entry.closes_at:
        return Refuse(_closed(visit, entry, entry.closes_at))
    known = tx.answers.of(entry.key)
    good, problems = _read(asked, visit.values(), visit.say)
    new = {question: value for question, value in good.items() if known.get(question) != value}
    tx.answers.add(entry.key, new, visit.now)
    if problems:
        return Refuse(visit.say("Almost: please look at these again."), problems)
    if next_questions(asked.questions, known | new):
        return Say(_more(entry, visit.say))
    return _finish(tx, visit, entry)


def _finish(tx: Tx, visit: Visit, entry: LedgerEntry) -> Reply:
    tx.occurrences.done(entry.key, visit.now)
    tx.timers.drop([reminder_name(entry.key), closing_name(entry.key)])
    answered(tx, visit.creator, visit.cohort_plan, visit.now)
    overdue.answered_late(tx, visit.creator, entry.key, visit.now)
    return Say(Message(text=visit.say("Thank you! “{title}” is complete.", title=entry.title)))


def _read(
    asked: Questions, values: Mapping[str, str], say: Wording
) -> tuple[dict[str, str], dict[str, Text]]:
    good: dict[str, str] = {}
    problems: dict[str, Text] = {}
    for question in asked.questions:
        if question.id in values:
            answer = read_answer(question, values[question.id], say)
            if isinstance(answer, str):
                good[question.id] = answer
            else:
                problems[question.id] = answer
    return good, problems


def _more(entry: LedgerEntry, say: Wording) -> Message:
    return Message(
        text=say("Thank you. A little more:"),
        buttons=(answer_button(entry, say("Go on")),),
    )


def _asked(visit: Visit) -> Questions | None:
    """What the step asks; None for a step that was taken out of the programme."""
    step = visit.cohort_plan.step(visit.occurrence.step)
    return step.content if step is not None and isinstance(step.content, Questions) else None


def _gone(visit: Visit, entry: LedgerEntry) -> Text:
    return visit.say("“{title}” is no longer part of the programme.", title=entry.title)


def _closed(visit: Visit, entry: LedgerEntry, at: datetime) -> Text:
    closed = When(at, visit.creator.enrolment.person.zone)
    return visit.say("“{title}” closed {when}. The next one is yours!", title=entry.title, when=closed)


def _form(entry: LedgerEntry, batch: tuple[Question, ...], say: Wording) -> Form:
    title = plain(say("Week {week}", week=entry.week))[: limits.FORM_TITLE]
    fields = tuple(_field(question) for question in batch)
    return Form(token=Token(WORD, entry.key, "answer"), title=title, fields=fields)


def _field(question: Question) -> Field:
    choices: tuple[Choice, ...] = ()
    kind: FieldKind
    match question.kind:
        case QuestionKind.SCALE:
            values = [str(value) for value in range(question.low, question.high + 1)]
            kind, choices = "choice", tuple(Choice(label=value, value=value) for value in values)
        case QuestionKind.CHOICE:
            kind = "choice"
            choices = tuple(Choice(label=label, value=value) for label, value in question.labelled)
        case QuestionKind.TEXT:
            kind = "long_text"
        case QuestionKind.NUMBER:
            kind = "number"
        case QuestionKind.LINK:
            kind = "link"
        case QuestionKind.DATE:
            kind = "date"
    return Field(
        key=question.id,
        label=question.label,
        kind=kind,
        required=not question.optional,
        choices=choices,
        hint=_hint(question.text),
    )


def _hint(text: str) -> str:
    """The question under its label; the message above the form holds it whole."""
    return text if len(text) <= limits.FIELD_HINT else text[: limits.FIELD_HINT - 1].rstrip() + "…"


FEATURE = Feature(
    name="check-ins",
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed, filled=filled),),
)
