"""The FAQ: questions that creators really ask, each with the lesson that says more."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.config.document import read_document, validate, validate_each
from bot.config.findings import Findings
from bot.config.steps import Written
from bot.config.suggest import did_you_mean
from bot.config.tables import FaqTable, NoHead
from bot.domain.library import Faq
from bot.domain.programme import StepKind

FAQ: Final = "faq.toml"


def read_faq(folder: Path, steps: Sequence[Written], findings: Findings) -> tuple[Faq, ...]:
    """The questions of faq.toml, which may be left out; each names a lesson of the weeks or of a track."""
    path = folder / FAQ
    if not path.exists():
        return ()
    doc = read_document(path, str(path), findings)
    if doc is None:
        return ()
    validate(doc, NoHead, findings, without="questions")
    lessons = [one.table.id for one in steps if one.table.kind is StepKind.LESSON]
    others = {one.table.id: one.table.kind for one in steps}
    found: list[Faq] = []
    for index, table in validate_each(doc, "questions", FaqTable, findings):
        if table.id in [faq.id for faq in found]:
            where = doc.at("questions", index, "id")
            findings.fault(where, f"{table.id!r} is there twice", "give it an id of its own")
            continue
        if table.lesson not in lessons:
            kind = others.get(table.lesson)
            problem = f"{table.lesson!r} is a {kind}" if kind else f"there is no lesson {table.lesson!r}"
            remedy = did_you_mean(table.lesson, lessons, "name a step that is a lesson")
            findings.fault(doc.at("questions", index, "lesson"), problem, remedy)
        found.append(Faq(**table.model_dump()))
    return tuple(found)
