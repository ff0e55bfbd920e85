"""Undo: an answer is taken back and its question asked again; a second click says what is the case."""

from collections.abc import Sequence

from bot.chat.message import Message
from bot.chat.reply import Refuse, Reply, Say
from bot.chat.text import Text, joined
from bot.domain.delivery import LedgerEntry
from bot.domain.programme import Questions
from bot.domain.question import Question
from bot.engine.visit import Visit
from bot.features.asked import is_closed
from bot.features.asking_in_chat import ask
from bot.features.keeping import stands
from bot.features.missing import promised
from bot.features.shown_back import shown_back
from bot.store.answers import Answered
from bot.store.tx import Tx


def undo(tx: Tx, visit: Visit, entry: LedgerEntry, asked: Questions, number: int) -> Reply:
    """Take the answer with this number back, as long as it counts and the check-in is open."""
    history = tx.answers.history(entry.key)
    one = next((answer for answer in history if answer.number == number), None)
    question = None if one is None else _question(asked, one.question)
    if one is None or question is None:
        return Refuse(visit.say("That question is no longer asked. Type “check-in” to see what is open."))
    counts = _that_counts(history, one.question)
    if counts is None:
        again = visit.say("You have taken that back already, so it is still open:")
        return ask(tx, visit, entry, question, joined(again, ("\n",)))
    if counts.number != number:
        return Say(Message(text=_overtaken(visit, question, counts)))
    if is_closed(entry, visit.now):
        return stands(visit, entry)
    return _take_back(tx, visit, entry, question, one)


def _take_back(tx: Tx, visit: Visit, entry: LedgerEntry, question: Question, one: Answered) -> Reply:
    tx.answers.undo(entry.key, one.number, visit.now)
    answer = shown_back(question, one.value, visit.say)
    said = joined(visit.say("Taken back: {answer}", answer=answer), ("\n",))
    earlier = _that_counts(tx.answers.history(entry.key), question.id)
    if earlier is not None:
        return Say(Message(text=joined(said, _overtaken(visit, question, earlier))))
    if entry.done_at is not None:
        _reopen(tx, visit, entry)
    return ask(tx, visit, entry, question, joined(said, visit.say("Once more: ")))


def _reopen(tx: Tx, visit: Visit, entry: LedgerEntry) -> None:
    """An answer is lacking again, so what was promised while it was open is promised again."""
    tx.occurrences.reopen(entry.key)
    if entry.shown_at is None or entry.closes_at is None:
        return
    person, enrolled = visit.creator.enrolment.person, visit.creator
    timers = [
        timer
        for timer in promised(entry, enrolled.id, person, visit.cohort_plan, entry.shown_at, entry.closes_at)
        if timer.due_at > visit.now
    ]
    tx.timers.set(timers)
    tx.enrolments.wake_all([(timer.enrolment, timer.due_at) for timer in timers])


def _overtaken(visit: Visit, question: Question, counts: Answered) -> Text:
    """What counts as the answer now."""
    return visit.say(
        "What counts for “{question}” is: {answer}",
        question=question.text,
        answer=shown_back(question, counts.value, visit.say),
    )


def _that_counts(history: Sequence[Answered], question: str) -> Answered | None:
    given = [one for one in history if one.question == question and one.undone_at is None]
    return given[-1] if given else None


def _question(asked: Questions, name: str) -> Question | None:
    return next((question for question in asked.questions if question.id == name), None)
