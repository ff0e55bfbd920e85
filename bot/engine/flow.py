"""The flow: from the questions and the answers so far to what is asked next."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.chat import limits
from bot.domain.question import AtLeast, AtMost, Condition, Equals, Question

SKIPPED = ""
"""The answer to an optional question that was left out."""


def next_questions(
    questions: Sequence[Question], answers: Mapping[str, str], limit: int = limits.FORM_FIELDS
) -> tuple[Question, ...]:
    """Up to `limit` questions that can be asked together now; none of them depends on another of them."""
    unanswered = (
        question
        for question in questions
        if question.id not in answers and _is_asked(question.only_if, answers)
    )
    return tuple(unanswered)[:limit]


def answered_questions(questions: Sequence[Question], answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions that have an answer and, as things stand, are asked."""
    return tuple(
        question for question in questions if question.id in answers and _is_asked(question.only_if, answers)
    )


def _is_asked(condition: Condition | None, answers: Mapping[str, str]) -> bool:
    """Whether the condition holds already; one whose question has no answer yet does not."""
    if condition is None:
        return True
    given = answers.get(condition.question, SKIPPED)
    if given == SKIPPED:
        return False
    match condition:
        case Equals(value=value):
            return given == value
        case AtMost(value=most):
            return float(given) <= most
        case AtLeast(value=least):
            return float(given) >= least
        case never:
            assert_never(never)
