"""Forms and questions: what a check-in or survey asks, made from its form and its step."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.config.document import Document, read_document, validate, validate_each
from bot.config.findings import Findings, Where
from bot.config.suggest import did_you_mean
from bot.config.tables import ConditionTable, NoHead, QuestionTable
from bot.domain.question import AtLeast, AtMost, Condition, Equals, Question, QuestionKind

MOST: Final = 25
STEPS_OF_SCALE: Final = 10
_OWN_KEYS: Final = {
    "low": QuestionKind.SCALE,
    "high": QuestionKind.SCALE,
    "choices": QuestionKind.CHOICE,
    "unit": QuestionKind.NUMBER,
}
_NUMERIC: Final = (QuestionKind.SCALE, QuestionKind.NUMBER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question table and the document and path where it stands."""

    table: QuestionTable
    doc: Document
    path: tuple[str | int, ...]

    def at(self, *key: str) -> Where:
        return self.doc.at(*self.path, *key)


def read_form(path: Path, file: str, findings: Findings) -> tuple[Asked, ...] | None:
    """The questions of a form's file; None when it cannot be read."""
    doc = read_document(path, file, findings)
    if doc is None:
        return None
    validate(doc, NoHead, findings, without="questions")
    tables = validate_each(doc, "questions", QuestionTable, findings)
    asked = tuple(Asked(table=table, doc=doc, path=("questions", index)) for index, table in tables)
    if "questions" not in doc.values:
        findings.fault(doc.at("questions"), "is missing", "begin each question with [[questions]]")
    check_each(asked, findings)
    return asked


def check_each(asked: Sequence[Asked], findings: Findings) -> None:
    """What a question can be wrong about by itself."""
    for question in asked:
        table = question.table
        for key in sorted(table.model_fields_set & _OWN_KEYS.keys()):
            if _OWN_KEYS[key] is not table.kind:
                problem = f"belongs to a {_OWN_KEYS[key]} question, and this one is a {table.kind} question"
                findings.fault(question.at(key), problem, "take it out, or change the kind")
        if table.kind is QuestionKind.CHOICE:
            _check_choices(question, findings)
        if table.kind is QuestionKind.SCALE and not 1 <= _high(table) - _low(table) <= STEPS_OF_SCALE - 1:
            problem = f"a scale from {_low(table)} to {_high(table)} has not 2 to {STEPS_OF_SCALE} steps"
            findings.fault(question.at("high"), problem, "write a scale such as low = 1 and high = 5")


def _check_choices(question: Asked, findings: Findings) -> None:
    choices = question.table.choices
    if choices is None:
        findings.fault(question.at("choices"), "is missing", 'write choices = ["yes", "no"]')
    elif len(set(choices)) < len(choices):
        findings.fault(question.at("choices"), "has the same choice twice", "take one of them out")


def check_together(asked: Sequence[Asked], step: Where, findings: Findings) -> None:
    """What questions can be wrong about once form and step have come together."""
    if len(asked) > MOST:
        problem = f"asks {len(asked)} questions with those of its form"
        findings.fault(step, problem, f"ask at most {MOST}")
    earlier: dict[str, Asked] = {}
    later = {question.table.id for question in asked}
    for question in asked:
        name = question.table.id
        if name in earlier:
            first = earlier[name].at("id")
            problem = f"{name!r} is already a question in {first.file}:{first.line}"
            findings.fault(question.at("id"), problem, "give it an id of its own")
        if question.table.only_if is not None:
            _check_condition(question, question.table.only_if, earlier, later, findings)
        earlier.setdefault(name, question)


def _check_condition(
    question: Asked, only_if: ConditionTable, earlier: dict[str, Asked], all_ids: set[str], findings: Findings
) -> None:
    where = question.at("only_if")
    given = [value for value in (only_if.equals, only_if.at_most, only_if.at_least) if value is not None]
    if len(given) != 1:
        problem = f"says {len(given)} things about the answer"
        findings.fault(where, problem, "write one of equals, at_most, at_least")
        return
    if only_if.question not in earlier:
        why = "not asked before this question" if only_if.question in all_ids else "no question here"
        problem = f"{only_if.question!r} is {why}"
        remedy = did_you_mean(only_if.question, earlier, "name a question that is asked before")
        findings.fault(where, problem, remedy)
        return
    complaint = _impossible(only_if, earlier[only_if.question].table)
    if complaint:
        findings.fault(where, *complaint)


def _impossible(only_if: ConditionTable, other: QuestionTable) -> tuple[str, str] | None:
    """Why the other question's answer can never be so, and what could be."""
    number = only_if.at_most if only_if.at_most is not None else only_if.at_least
    if only_if.equals is None and other.kind not in _NUMERIC:
        problem = f"the answer to {other.id!r} is a {other.kind}, which has no more or less"
        return problem, "write equals = ..., or name a scale or number question"
    if other.kind is QuestionKind.CHOICE and other.choices and only_if.equals not in other.choices:
        problem = f"{only_if.equals!r} is no choice of {other.id!r}"
        return problem, did_you_mean(only_if.equals or "", other.choices, "write one of its choices")
    if only_if.equals is not None and other.kind in _NUMERIC:
        try:
            number = float(only_if.equals)
        except ValueError:
            return f"{only_if.equals!r} is no answer to {other.id!r}", "write a number"
    if other.kind is QuestionKind.SCALE and number is not None and not _low(other) <= number <= _high(other):
        problem = f"{number:g} is not on the scale of {other.id!r}"
        return problem, f"write {_low(other)} to {_high(other)}"
    return None


def _low(table: QuestionTable) -> int:
    return 1 if table.low is None else table.low


def _high(table: QuestionTable) -> int:
    return 5 if table.high is None else table.high


def build_question(table: QuestionTable) -> Question:
    """The question as the domain knows it."""
    return Question(
        id=table.id,
        kind=table.kind,
        text=table.text,
        label=table.label,
        low=_low(table),
        high=_high(table),
        choices=table.choices or (),
        unit=table.unit or "",
        optional=table.optional,
        only_if=_build_condition(table.only_if),
    )


def _build_condition(table: ConditionTable | None) -> Condition | None:
    if table is None:
        return None
    if table.at_most is not None:
        return AtMost(question=table.question, value=table.at_most)
    if table.at_least is not None:
        return AtLeast(question=table.question, value=table.at_least)
    return Equals(question=table.question, value=table.equals or "")
