"""Whether the rules of a cohort's flags fit each other, and what its programme asks."""

from collections.abc import Callable

from bot.config.fields import spell_duration
from bot.config.findings import Findings, Where
from bot.config.flag_tables import FallingMoodTable, rules_of
from bot.config.programme import ProgrammeFolder
from bot.config.settings import CohortTable
from bot.domain.programme import Programme, Questions, StepKind
from bot.domain.question import Question, QuestionKind

NUMERIC = (QuestionKind.SCALE, QuestionKind.NUMBER)
At = Callable[..., Where]


def check_flags(at: At, table: CohortTable, programme: ProgrammeFolder | None, findings: Findings) -> None:
    """A fault for a rule that stands twice or looks at words, and a note for one that looks at nothing."""
    _check_twice(at, table, findings)
    _check_ladder(at, table, findings)
    if programme is not None and "flags" in table.model_fields_set:
        asked = _asked(programme.programme)
        for index, one in enumerate(table.flags):
            if isinstance(one, FallingMoodTable):
                _check_question(at("flags", index, "question"), one.question, asked, findings)


def _check_twice(at: At, table: CohortTable, findings: Findings) -> None:
    names = [rule.name for rule in rules_of(table.flags)]
    for index, name in enumerate(names):
        if name in names[:index]:
            problem = f"{name!r} already is a rule of this cohort"
            findings.fault(at("flags", index, "rule"), problem, "keep one of the two")


def _check_ladder(at: At, table: CohortTable, findings: Findings) -> None:
    ladder = table.ladder
    if ladder.admins_after <= ladder.mentor_after:
        after = spell_duration(ladder.mentor_after)
        problem = f"is {spell_duration(ladder.admins_after)}, and the mentor hears of it after {after}"
        findings.fault(at("ladder", "admins_after"), problem, f"write more than {after}")


def _asked(programme: Programme) -> dict[str, Question]:
    """The questions of all check-ins, by id."""
    return {
        question.id: question
        for step in programme.steps
        if step.kind is StepKind.CHECK_IN and isinstance(step.content, Questions)
        for question in step.content.questions
    }


def _check_question(where: Where, name: str, asked: dict[str, Question], findings: Findings) -> None:
    question = asked.get(name)
    if question is None:
        findings.note(where, f"no check-in of the programme asks {name!r}, so this rule never raises a flag")
    elif question.kind not in NUMERIC:
        problem = f"the answer to {name!r} is a {question.kind}, which can't fall"
        findings.fault(where, problem, "name a scale or number question")
