"""The forms that a check-in will ask, one after the other, on the ways that answers can take."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from adapters.playground.programme import FormPage
from bot.chat.text import Say
from bot.domain.delivery import LedgerEntry
from bot.domain.question import AtLeast, AtMost, Condition, Equals, Question
from bot.engine.flow import SKIPPED, next_questions
from bot.features.checkin_form import form_of
from bot.preview.describe import condition
from bot.preview.wording import wording

ANYTHING: Final = "1"


def form_pages(
    entry: LedgerEntry, questions: Sequence[Question], say: Say, language: str
) -> tuple[FormPage, ...]:
    """The forms of the longest way through the questions, then those that only other answers lead to."""
    words = wording(language)
    return tuple(
        FormPage(
            form=form_of(entry, batch, say),
            conditions={one.id: condition(one, questions, words) for one in batch if one.only_if},
        )
        for batch in _batches(questions)
    )


def _batches(questions: Sequence[Question]) -> Iterator[tuple[Question, ...]]:
    """Every batch with a question that was in none before; one that no answers lead to is in none."""
    seen: set[str] = set()
    while True:
        found = [batch for batch in _way(questions, seen) if not {one.id for one in batch} <= seen]
        yield from found
        if not found:
            return
        seen |= {one.id for batch in found for one in batch}


def _way(questions: Sequence[Question], seen: set[str]) -> Iterator[tuple[Question, ...]]:
    """The batches that follow when answers are given that lead to questions not yet seen."""
    answers: dict[str, str] = {}
    while batch := next_questions(questions, answers):
        yield batch
        answers |= {one.id: _answer(one, questions, seen, answers) for one in batch}


def _answer(question: Question, others: Sequence[Question], seen: set[str], given: Mapping[str, str]) -> str:
    conditions = [
        (one.only_if, one.id in seen)
        for one in others
        if one.only_if is not None and one.only_if.question == question.id and one.id not in given
    ]
    # What was on no way yet goes first.
    wanted = [condition for condition, _ in sorted(conditions, key=lambda one: one[1])]
    return next(map(_meeting, wanted), SKIPPED if question.optional else ANYTHING)


def _meeting(wanted: Condition) -> str:
    """An answer for which a condition holds."""
    match wanted:
        case Equals(value=value):
            return value
        case AtMost(value=number) | AtLeast(value=number):
            return f"{number:g}"
