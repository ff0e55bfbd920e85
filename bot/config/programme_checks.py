"""What can be wrong about a programme as a whole, once its files have been read."""

from collections.abc import Sequence
from pathlib import Path

from bot.config.document import Document
from bot.config.findings import Findings, Where
from bot.config.manner import fault_foreign_keys
from bot.config.steps import Library, Written
from bot.config.suggest import did_you_mean
from bot.config.tables import ProgramTable
from bot.config.week_files import Curriculum


def check_program(doc: Document, table: ProgramTable, findings: Findings) -> None:
    """Names are unique, defaults fit their kinds, and the phases cover all weeks in their order."""
    for key in ("phases", "tracks"):
        _check_unique(doc, key, [entry.name for entry in getattr(table, key)], findings)
    for index, language in enumerate(table.languages):
        if language in table.languages[:index]:
            findings.fault(doc.at("languages", index), f"{language!r} is there twice", "take one of them out")
    kinds = [entry.kind for entry in table.defaults]
    for index, entry in enumerate(table.defaults):
        fault_foreign_keys(entry, entry.kind, doc, ("defaults", index), findings)
        if entry.kind in kinds[:index]:
            problem = f"{entry.kind.value!r} already has defaults"
            findings.fault(doc.at("defaults", index, "kind"), problem, "put them into one table")
    expected = 1
    for index, phase in enumerate(table.phases):
        if phase.first_week != expected:
            problem = f"is {phase.first_week}, and week {expected} comes next"
            findings.fault(doc.at("phases", index, "first_week"), problem, f"write first_week = {expected}")
        if phase.last_week < phase.first_week:
            problem = f"is {phase.last_week}, before the phase begins"
            findings.fault(doc.at("phases", index, "last_week"), problem, f"write {phase.first_week} or more")
        expected = phase.last_week + 1
    if expected != table.weeks + 1:
        problem = f"the phases end with week {expected - 1}, and the last week is {table.weeks}"
        where = doc.at("phases", len(table.phases) - 1, "last_week")
        findings.fault(where, problem, f"write last_week = {table.weeks}")


def _check_unique(doc: Document, key: str, names: Sequence[str], findings: Findings) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            findings.fault(
                doc.at(key, index, "name"), f"{name!r} is there twice", "give it a name of its own"
            )


def check_ids(curriculum: Curriculum, findings: Findings) -> None:
    """An id is one step's, and a replacement has something of its kind to replace."""
    seen: dict[str, Written] = {}
    for one in curriculum.steps:
        first = seen.setdefault(one.table.id, one)
        if first is not one:
            there = first.at("id")
            problem = f"{one.table.id!r} is already a step in {there.file}:{there.line}"
            findings.fault(one.at("id"), problem, "give it an id of its own")
    replaced: set[tuple[str | None, str]] = set()
    for one in curriculum.of_tracks:
        if one.replaces is not None:
            _check_replacement(one, one.replaces, curriculum, findings)
            if (one.track, one.replaces) in replaced:
                problem = f"{one.replaces!r} is already replaced in this track"
                findings.fault(one.at("replaces"), problem, "keep one of the two, or take out replaces")
            replaced.add((one.track, one.replaces))


def _check_replacement(one: Written, replaces: str, curriculum: Curriculum, findings: Findings) -> None:
    target = next((step for step in curriculum.of_weeks if step.table.id == replaces), None)
    if target is not None and target.table.kind is not one.table.kind:
        problem = f"is {one.table.kind}, and {replaces!r} is a {target.table.kind}"
        findings.fault(one.at("kind"), problem, f'write kind = "{target.table.kind}"')
    if target is None and replaces not in curriculum.faulty and not curriculum.unclear:
        ids = [step.table.id for step in curriculum.of_weeks]
        remedy = did_you_mean(replaces, ids, "name a step of the weeks")
        findings.fault(one.at("replaces"), f"there is no step {replaces!r} in the weeks", remedy)


def note_unused(folder: Path, library: Library, curriculum: Curriculum, findings: Findings) -> None:
    """A note for each lesson and form that nobody will see."""
    tables = [one.table for one in curriculum.steps]
    lessons = set(library.lessons) - {table.lesson for table in tables}
    forms = set(library.forms) - {table.form for table in tables}
    for name in (*lessons, *(f"forms/{form}.toml" for form in forms)):
        where = Where(file=str(folder / name), line=1, key="file")
        findings.note(where, "no step names this file")
