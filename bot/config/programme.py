"""The programme's folder is read file by file, and becomes one value."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.config.document import read_document, validate, validate_each
from bot.config.findings import Findings, Where
from bot.config.lessons import read_lesson
from bot.config.programme_checks import check_ids, check_program, note_unused
from bot.config.questions import read_form
from bot.config.steps import Library, Written, build_step
from bot.config.suggest import did_you_mean
from bot.config.tables import NoHead, ProgramTable, StepTable, TrackStepTable, WeekFile
from bot.domain.programme import Phase, Programme, Track, Week

_PATTERNS: Final = ("program.toml", "weeks/*.toml", "forms/*.toml", "tracks/*.toml", "lessons/**/*.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFolder:
    """A programme, the name of its folder, and how each of its steps was written."""

    folder: str
    programme: Programme
    written: Mapping[str, Written]


def load_programme(folder: Path) -> Programme:
    """The programme in a folder; FaultyInput with every fault."""
    findings = Findings()
    found = read_programme(folder, findings)
    findings.stop_if_faulty()
    assert found is not None, "a folder without faults is a programme"  # noqa: S101
    return found.programme


def read_programme(folder: Path, findings: Findings) -> ProgrammeFolder | None:
    """The programme in a folder; None when there is none to speak of. Faults may be found in either case."""
    doc = read_document(folder / "program.toml", str(folder / "program.toml"), findings)
    table = validate(doc, ProgramTable, findings) if doc else None
    if doc is None or table is None:
        return None
    check_program(doc, table, findings)
    library = _library(folder, table, findings)
    weeks, written = _read_weeks(folder, table, findings)
    tracks = _read_tracks(folder, table, findings)
    check_ids(written, tracks, findings)
    note_unused(folder, library, (*written, *tracks), findings)
    steps = [step for one in (*written, *tracks) if (step := build_step(one, library, findings))]
    programme = Programme(
        name=table.name,
        title=table.title,
        summary=table.summary,
        languages=table.languages,
        phases=tuple(Phase(**phase.model_dump()) for phase in table.phases),
        tracks=tuple(Track(name=track.name, title=track.title) for track in table.tracks),
        weeks=tuple(weeks),
        steps=tuple(steps),
        fingerprint=_fingerprint(folder, findings),
    )
    places = {one.table.id: one for one in (*written, *tracks)}
    return ProgrammeFolder(folder=str(folder), programme=programme, written=places)


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file())


def _fingerprint(folder: Path, findings: Findings) -> str:
    """A hash over the names and bytes of every file that belongs to the programme."""
    digest = hashlib.sha256()
    for path in (path for pattern in _PATTERNS for path in _files(folder, pattern)):
        raw = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()


def _library(folder: Path, table: ProgramTable, findings: Findings) -> Library:
    lessons = {
        path.relative_to(folder).as_posix(): read_lesson(path, str(path), findings)
        for path in _files(folder, "lessons/**/*.md")
    }
    forms = {path.stem: read_form(path, str(path), findings) for path in _files(folder, "forms/*.toml")}
    return Library(
        weeks=table.weeks,
        tracks=tuple(track.name for track in table.tracks),
        languages=table.languages,
        lessons=lessons,
        forms=forms,
        defaults={entry.kind: entry for entry in table.defaults},
    )


def _read_weeks(folder: Path, program: ProgramTable, findings: Findings) -> tuple[list[Week], list[Written]]:
    weeks: dict[int, Week] = {}
    written: list[Written] = []
    unreadable = False
    for path in _files(folder, "weeks/*.toml"):
        doc = read_document(path, str(path), findings)
        head = validate(doc, WeekFile, findings, without="steps") if doc else None
        if doc is None or head is None:
            unreadable = True
            continue
        if head.week > program.weeks:
            problem = f"is {head.week}, and the programme has {program.weeks} weeks"
            findings.fault(doc.at("week"), problem, f"write 1 to {program.weeks}")
        elif path.stem != f"{head.week:02}":
            problem = f"is {head.week} in a file named {path.name}"
            remedy = f"rename the file to {head.week:02}.toml, or mend the number"
            findings.fault(doc.at("week"), problem, remedy)
        weeks[head.week] = Week(number=head.week, title=head.title)
        steps = validate_each(doc, "steps", StepTable, findings)
        written += [Written(table=table, doc=doc, index=n, week=head.week) for n, table in steps]
    missing = [number for number in range(1, program.weeks + 1) if number not in weeks]
    if missing and not unreadable:
        where = Where(file=str(folder / "program.toml"), line=1, key="weeks")
        names = ", ".join(f"weeks/{number:02}.toml" for number in missing[:5])
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        findings.fault(where, f"there is no {names}{more}", "write a file for each week")
    return [weeks[number] for number in sorted(weeks)], written


def _read_tracks(folder: Path, program: ProgramTable, findings: Findings) -> list[Written]:
    names = [track.name for track in program.tracks]
    written: list[Written] = []
    for path in _files(folder, "tracks/*.toml"):
        if path.stem not in names:
            where = Where(file=str(path), line=1, key="file")
            remedy = did_you_mean(path.stem, names, "name the file as the track")
            findings.fault(where, f"{path.stem!r} is no track of the programme", remedy)
        doc = read_document(path, str(path), findings)
        if doc is None:
            continue
        validate(doc, NoHead, findings, without="steps")
        for index, table in validate_each(doc, "steps", TrackStepTable, findings):
            one = Written(table=table, doc=doc, index=index, week=table.week, track=path.stem)
            if table.week > program.weeks:
                problem = f"is {table.week}, and the programme has {program.weeks} weeks"
                findings.fault(one.at("week"), problem, f"write 1 to {program.weeks}")
            written.append(one)
    return written
