"""The files of weeks and tracks are read into written steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.config.document import Document, read_document, validate, validate_each
from bot.config.findings import Findings, Where
from bot.config.steps import Written
from bot.config.suggest import did_you_mean
from bot.config.tables import NoHead, ProgramTable, StepTable, TrackStepTable, WeekFile
from bot.domain.programme import Week

PATTERNS: Final = (
    *("program.toml", "weeks/*.toml", "forms/*.toml", "tracks/*.toml", "lessons/**/*.md"),
    "faq.toml",
)
"""Where the files of a programme lie in its folder, and those of a translation in its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """What the files hold. `unclear` are weeks that could not be read, `faulty` the ids of bad steps."""

    weeks: dict[int, Week] = field(default_factory=dict)
    of_weeks: list[Written] = field(default_factory=list)
    of_tracks: list[Written] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)
    unclear: list[Path] = field(default_factory=list)

    @property
    def steps(self) -> tuple[Written, ...]:
        """All steps, those of weeks first."""
        return (*self.of_weeks, *self.of_tracks)


def read_curriculum(folder: Path, doc: Document, program: ProgramTable, findings: Findings) -> Curriculum:
    """The weeks and tracks of a programme's folder."""
    found = Curriculum()
    for path in files_in(folder, "weeks/*.toml"):
        _read_week(path, program, found, findings)
    for path in files_in(folder, "tracks/*.toml"):
        _read_track(path, program, found, findings)
    _check_missing(folder, doc, program, found, findings)
    return found


def files_in(folder: Path, pattern: str) -> list[Path]:
    """The files whose path in the folder looks so, in the order of their names."""
    return sorted(path for path in folder.glob(pattern) if path.is_file())


def _read_week(path: Path, program: ProgramTable, found: Curriculum, findings: Findings) -> None:
    doc = read_document(path, str(path), findings)
    head = validate(doc, WeekFile, findings, without="steps") if doc else None
    if doc is None or head is None:
        found.unclear.append(path)
        return
    if not _check_week(doc.at, head.week, program, findings) and path.stem != f"{head.week:02}":
        problem = f"is {head.week} in a file named {path.name}"
        findings.fault(doc.at("week"), problem, f"name the file {head.week:02}.toml, or mend the number")
    found.weeks[head.week] = Week(number=head.week, title=head.title)
    steps = validate_each(doc, "steps", StepTable, findings)
    found.of_weeks.extend(Written(table=table, doc=doc, index=n, week=head.week) for n, table in steps)
    good = {index for index, _ in steps}
    raw = doc.values.get("steps", ())
    for index, step in enumerate(raw if isinstance(raw, tuple) else ()):
        if index not in good and isinstance(step, Mapping) and isinstance(step.get("id"), str):
            found.faulty.add(step["id"])


def _read_track(path: Path, program: ProgramTable, found: Curriculum, findings: Findings) -> None:
    names = [track.name for track in program.tracks]
    if path.stem not in names:
        where = Where(file=str(path), line=1, key="file")
        remedy = did_you_mean(path.stem, names, "name the file as the track")
        findings.fault(where, f"{path.stem!r} is no track of the programme", remedy)
    doc = read_document(path, str(path), findings)
    if doc is None:
        return
    validate(doc, NoHead, findings, without="steps")
    for index, table in validate_each(doc, "steps", TrackStepTable, findings):
        one = Written(table=table, doc=doc, index=index, week=table.week, track=path.stem)
        _check_week(one.at, table.week, program, findings)
        found.of_tracks.append(one)


def _check_week(at: Callable[[str], Where], week: int, program: ProgramTable, findings: Findings) -> bool:
    """Whether the week lies beyond the programme, which is a fault."""
    beyond = week > program.weeks
    if beyond:
        problem = f"is {week}, and the last week is {program.weeks}"
        findings.fault(at("week"), problem, f"write {program.weeks} or less")
    return beyond


def _check_missing(
    folder: Path, doc: Document, program: ProgramTable, found: Curriculum, findings: Findings
) -> None:
    names = {number: f"weeks/{number:02}.toml" for number in range(1, program.weeks + 1)}
    missing = [name for number, name in names.items() if number not in found.weeks]
    missing = [name for name in missing if not (folder / name).exists()]
    if missing and not found.unclear:
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        problem = f"is {program.weeks}, and there is no {', '.join(missing[:3])}{more}"
        findings.fault(doc.at("weeks"), problem, "write a file for each week")
