"""Check-ins and surveys in forms: answers are kept as they come, and can be changed until the closing."""

from collections.abc import Mapping

from bot.chat import limits
from bot.chat.command import Command
from bot.chat.event import FormSubmitted
from bot.chat.form import Form
from bot.chat.message import Button, Message
from bot.chat.reply import Ask, Refuse, Reply, Say
from bot.chat.text import Say as Wording
from bot.chat.text import Text, When, joined, phrase, plain
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Questions
from bot.engine.answer import read_answer
from bot.engine.feature import About, CommandRoute, Feature, TokenRoute
from bot.engine.flow import SKIPPED, next_questions
from bot.engine.visit import Visit
from bot.features.asked import EARLY, asked_of, is_closed, next_one, to_answer, with_closing
from bot.features.checkin_form import ANSWER, change_from, changeable, form_of, start_of
from bot.features.heading import heading
from bot.features.keeping import Kept, complete, gone, help_button, keep, late_note, stands
from bot.features.missing import WORD, answer_button
from bot.features.safety import watch_words
from bot.store.tx import Tx

CHECK_IN = Command(
    name="program check-in", summary=phrase("Answer the check-in that is open, or the next one early")
)


def words(entry: LedgerEntry, asked: Questions, say: Wording) -> Message:
    """The check-in with its questions, and the button that opens its form."""
    listed = "".join(f"\n• {question.text}" for question in asked.questions if question.only_if is None)
    return Message(
        text=joined(heading(entry, say("Week {week}", week=entry.week)), (listed,)),
        buttons=(answer_button(entry, say("Answer")),),
    )


def pressed(tx: Tx, visit: Visit) -> Reply:
    """A creator wants to answer, or to look at the answers again."""
    asked = asked_of(visit.cohort_plan, visit.occurrence)
    if asked is None:
        return gone(visit, visit.occurrence)
    return open_form(tx, visit, with_closing(visit.occurrence, asked), asked, visit.token.action)


def open_form(tx: Tx, visit: Visit, entry: LedgerEntry, asked: Questions, action: str = ANSWER) -> Reply:
    """The form with what is open, else with what can be changed."""
    answers = tx.answers.of(entry.key)
    batch = next_questions(asked.questions, answers)
    if batch:
        return Ask(form_of(entry, batch, visit.say))
    if entry.done_at is None:
        return Say(Message(text=complete(tx, visit, entry, Kept(new={}, changed={}, too_late={}))))
    if is_closed(entry, visit.now):
        return stands(visit, entry)
    start = start_of(action) or 0
    batch = changeable(asked.questions, answers)[start : start + limits.FORM_FIELDS]
    if not batch:
        return Say(
            Message(text=visit.say("You have answered “{title}” already. Thank you!", title=entry.title))
        )
    return Ask(form_of(entry, batch, visit.say, action=change_from(start), answers=answers))


def filled(tx: Tx, visit: Visit) -> Reply:
    """A creator sent answers: keep the good ones, and say what is wrong with the others."""
    asked = asked_of(visit.cohort_plan, visit.occurrence)
    if asked is None:
        return gone(visit, visit.occurrence)
    entry = with_closing(visit.occurrence, asked)
    known = tx.answers.of(entry.key)
    watch_words(tx, visit, _said_now(visit.values(), known))
    good, problems = _read(asked, _with_left_out(asked, known, visit.values()), visit.say)
    kept = keep(tx, visit, entry, good)
    if kept.too_late and not kept.new and not problems:
        return stands(visit, entry)
    late = late_note(visit, entry, kept)
    if problems:
        return Refuse(joined(late, visit.say("Almost: please look at these again.")), problems)
    answers = tx.answers.of(entry.key)
    if batch := next_questions(asked.questions, answers):
        said = joined(late, visit.say("Thank you. A little more:"))
        return _more(said, form_of(entry, batch, visit.say), visit.say)
    said = joined(late, complete(tx, visit, entry, kept))
    start = (start_of(visit.token.action) or 0) + limits.FORM_FIELDS
    batch = changeable(asked.questions, answers)[start : start + limits.FORM_FIELDS]
    if start_of(visit.token.action) is None or not batch:
        return Say(Message(text=said, buttons=help_button(tx, visit, entry)))
    form = form_of(entry, batch, visit.say, action=change_from(start), answers=answers)
    return _more(said, form, visit.say)


def _said_now(values: Mapping[str, str], known: Mapping[str, str]) -> list[str]:
    """What was not said before, kept or not."""
    return [value for question, value in values.items() if value != known.get(question)]


def _with_left_out(
    asked: Questions, known: Mapping[str, str], values: Mapping[str, str]
) -> Mapping[str, str]:
    """The values, with the optional fields of the same form that a chat does not tell when left empty."""
    batch = next_questions(asked.questions, known)
    if not any(question.id in values for question in batch):
        return values
    return {question.id: SKIPPED for question in batch if question.optional} | dict(values)


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


def _more(said: Text, form: Form, say: Wording) -> Say:
    """There is more than a form holds: the next one asks what the answers of this one left open."""
    button = Button(label=plain(say("Go on")), token=form.token, style="primary")
    return Say(Message(text=said, buttons=(button,)), onward=form)


def check_in(tx: Tx, visit: Visit) -> Reply:
    """Answer what is open, the oldest first, else the next one before its time."""
    entry = to_answer(tx, visit)
    asked = None if entry is None else asked_of(visit.cohort_plan, entry)
    if entry is None or asked is None:
        return Say(Message(text=when_next(tx, visit)))
    opened = open_form(tx, visit, entry, asked)
    if isinstance(visit.event, FormSubmitted):
        # It was asked in a form of which cohort this is; where no form can follow it, a button does.
        said = visit.say("“{title}” waits for your answers.", title=entry.title)
        message = Message(text=said, buttons=(answer_button(entry, visit.say("Answer")),))
        return Say(message, onward=opened.form if isinstance(opened, Ask) else None)
    return opened


def when_next(tx: Tx, visit: Visit) -> Text:
    """That nothing is open, and when the next check-in comes."""
    coming = next_one(tx, visit)
    if coming is None:
        return visit.say("Nothing is open, and no check-in is left to come. Thank you for all your answers!")
    zone = visit.creator.enrolment.person.zone
    return visit.say(
        "Nothing is open. “{title}” comes {when}; from {early} on you can answer it early.",
        title=coming.step.title,
        when=When(coming.at, zone),
        early=When(coming.at - EARLY, zone),
    )


FEATURE = Feature(
    name="check-ins",
    commands=(CommandRoute(command=CHECK_IN, run=check_in),),
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed, filled=filled),),
)
