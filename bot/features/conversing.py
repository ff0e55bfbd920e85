"""A check-in in chat: one question at a time, resumed where it stopped, with the same result as the form."""

from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import joined, phrase, plain
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Questions
from bot.domain.question import Question
from bot.engine.answer import read_answer
from bot.engine.feature import About, Feature, Intent, TokenRoute
from bot.engine.flow import SKIPPED, next_questions
from bot.engine.visit import Visit
from bot.features.asked import asked_of, to_answer, with_closing
from bot.features.asking_in_chat import NO, PICK, UNDO, WORD, YES, ask, button, choices_of, code, undo_button
from bot.features.checkins import when_next
from bot.features.keeping import Kept, complete, gone, help_button, keep, late_note, stands
from bot.features.shown_back import shown_back
from bot.features.undoing import undo
from bot.store.tx import Tx

LONGEST = 10_000
"""What is typed may be longer than a field of a form."""
STOPPED = ""
"""The question that stands in a conversation which its person has stopped."""


def begin(tx: Tx, visit: Visit) -> Reply:
    """A creator wants to answer in chat: what is open, the oldest first, else the next one early."""
    entry = to_answer(tx, visit)
    asked = None if entry is None else asked_of(visit.cohort_plan, entry)
    if entry is None or asked is None:
        return Say(Message(text=when_next(tx, visit)))
    batch = next_questions(asked.questions, tx.answers.of(entry.key), 1)
    if batch:
        return ask(tx, visit, with_closing(entry, asked), batch[0])
    return Say(Message(text=complete(tx, visit, entry, Kept(new={}, changed={}, too_late={}))))


def receive(
    tx: Tx,
    visit: Visit,
    entry: LedgerEntry,
    asked: Questions,
    question: Question,
    typed: str,
    attachments: tuple[str, ...] = (),
) -> Reply:
    """Keep an answer, show it back, and go on; ask again what it does not fit."""
    value = read_answer(question, typed, visit.say, LONGEST)
    if not isinstance(value, str):
        return ask(tx, visit, entry, question, joined(value, ("\n",)))
    kept = keep(tx, visit, entry, {question.id: value}, attachments)
    if kept.too_late:
        return stands(visit, entry)
    answer = shown_back(question, value, visit.say)
    if kept.new or kept.changed:
        noted = visit.say("I wrote down: {answer}", answer=answer)
    else:
        noted = visit.say("That was answered already: {answer}", answer=answer)
    said = joined(late_note(visit, entry, kept), noted, ("\n",))
    taking_back = undo_button(tx, visit, entry) if kept.new or kept.changed else None
    batch = next_questions(asked.questions, tx.answers.of(entry.key), 1)
    if batch:
        return ask(tx, visit, entry, batch[0], joined(said, visit.say("Next: ")), taking_back)
    done = joined(said, complete(tx, visit, entry, kept))
    asking = help_button(tx, visit, entry)
    return Say(Message(text=done, buttons=(*asking, *((taking_back,) if taking_back else ()))))


def pressed(tx: Tx, visit: Visit) -> Reply:
    """An answer by a button, or an answer taken back."""
    asked = asked_of(visit.cohort_plan, visit.occurrence)
    if asked is None:
        return gone(visit, visit.occurrence)
    entry = with_closing(visit.occurrence, asked)
    does, _, rest = visit.token.action.partition("-")
    if does == UNDO:
        return undo(tx, visit, entry, asked, int(rest) if rest.isdecimal() else 0)
    question_code, _, rest = rest.partition("-")
    question = next((one for one in asked.questions if code(one.id) == question_code), None)
    if question is None:
        return Refuse(visit.say("That question is no longer asked. Type “check-in” to see what is open."))
    if does in (YES, NO):
        return _settled(tx, visit, entry, asked, question, does == YES, rest)
    value = next((one for one, _ in choices_of(question) if code(one) == rest), None)
    if does == PICK and value is None:
        return Refuse(visit.say("That can no longer be chosen. Type “check-in” to see what is open."))
    return receive(tx, visit, entry, asked, question, value or SKIPPED)


def _settled(
    tx: Tx,
    visit: Visit,
    entry: LedgerEntry,
    asked: Questions,
    question: Question,
    is_answer: bool,
    typed: str,
) -> Reply:
    """The person says whether what they typed long after the question is its answer."""
    held = tx.conversations.of(visit.person.id)
    if (
        held is None
        or held.typed is None
        or (held.occurrence, held.question, code(held.typed)) != (entry.key, question.id, typed)
    ):
        return Refuse(visit.say("That is settled already. Type “check-in” to see what is open."))
    if is_answer:
        return receive(tx, visit, entry, asked, question, held.typed, held.attachments)
    tx.conversations.ask(visit.person.id, entry.key, STOPPED, visit.now)
    text = visit.say("All right, I did not write it down. Type “check-in” to go on where you stopped.")
    return Say(Message(text=text))


def is_it(visit: Visit, entry: LedgerEntry, question: Question, typed: str) -> Reply:
    """Ask whether something typed long after a question is its answer; it was kept until then."""
    text = visit.say("Is this your answer to “{question}”?", question=question.text)
    last = f"{code(question.id)}-{code(typed)}"
    yes = button(entry, f"{YES}-{last}", plain(visit.say("Yes")))
    no = button(entry, f"{NO}-{last}", plain(visit.say("No")))
    answer = shown_back(question, typed, visit.say)
    return Say(Message(text=joined(text, ("\n", answer)), buttons=(yes, no)))


FEATURE = Feature(
    name="conversing",
    tokens=(TokenRoute(word=WORD, about=About.OCCURRENCE, pressed=pressed),),
    intents=(
        Intent(name="check-in", says=phrase("check-in; checkin; check in; answer the check-in"), run=begin),
    ),
)
