"""The form of a check-in: up to five of its questions, with the present answers where there are some."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.chat import limits
from bot.chat.form import Choice, Field, FieldKind, Form
from bot.chat.text import Say as Wording
from bot.chat.text import plain
from bot.chat.token import Token
from bot.domain.delivery import LedgerEntry
from bot.domain.question import Question, QuestionKind
from bot.engine.flow import answered_questions
from bot.features.missing import WORD

ANSWER, CHANGE = "answer", "change"
"""What is wanted: answers to what is open, or a change; the latter names the answer where it begins."""


def form_of(
    entry: LedgerEntry,
    questions: Sequence[Question],
    say: Wording,
    *,
    action: str = ANSWER,
    answers: Mapping[str, str] | None = None,
) -> Form:
    """A form with these questions; `answers` are what stands in the fields at first."""
    title = plain(say("Week {week}", week=entry.week))[: limits.FORM_TITLE]
    fields = tuple(_field(question, (answers or {}).get(question.id, "")) for question in questions)
    return Form(token=Token(WORD, entry.key, action), title=title, fields=fields)


def changeable(questions: Sequence[Question], answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The answered questions; not those whose answer is longer than a field, which would cut it."""
    return tuple(
        question
        for question in answered_questions(questions, answers)
        if len(answers[question.id]) <= limits.ANSWER_CHARACTERS
    )


def change_from(start: int) -> str:
    """What a token says for the answers from this one on."""
    return f"{CHANGE}-{start}"


def start_of(action: str) -> int | None:
    """From which answer on a change begins; None for what is no change."""
    word, _, start = action.partition("-")
    if word != CHANGE:
        return None
    return int(start) if start.isascii() and start.isdecimal() else 0


def _field(question: Question, value: str) -> Field:
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
        case never:
            assert_never(never)
    known = not choices or any(choice.value == value for choice in choices)
    return Field(
        key=question.id,
        label=question.label,
        kind=kind,
        required=not question.optional,
        choices=choices,
        hint=_hint(question.text),
        value=value if known else "",
    )


def _hint(text: str) -> str:
    """The question under its label; the message above the form holds it whole."""
    return text if len(text) <= limits.FIELD_HINT else text[: limits.FIELD_HINT - 1].rstrip() + "…"
