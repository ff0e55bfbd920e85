"""The programme's folder is read file by file, and becomes one value."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.config.document import read_document, validate
from bot.config.faq import read_faq
from bot.config.findings import Findings
from bot.config.lessons import read_lesson
from bot.config.programme_checks import check_ids, check_program, note_unused
from bot.config.questions import read_form
from bot.config.steps import Library, Written, build_step
from bot.config.tables import ProgramTable
from bot.config.translation import Original
from bot.config.translations import read_translations
from bot.config.week_files import PATTERNS, Curriculum, files_in, read_curriculum
from bot.domain.programme import Phase, Programme, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFolder:
    """A programme, and how each of its steps was written."""

    programme: Programme
    written: Mapping[str, Written]


def load_programme(folder: Path) -> Programme:
    """The programme in a folder; FaultyInput with every fault."""
    findings = Findings()
    found = read_programme(folder, findings)
    findings.stop_if_faulty()
    if found is None:
        raise AssertionError("a folder without faults is a programme")
    return found.programme


def read_programme(folder: Path, findings: Findings) -> ProgrammeFolder | None:
    """The programme in a folder; None when there is none to speak of. There may be faults in either case."""
    doc = read_document(folder / "program.toml", str(folder / "program.toml"), findings)
    table = validate(doc, ProgramTable, findings) if doc else None
    if doc is None or table is None:
        return None
    check_program(doc, table, findings)
    library = _library(folder, table, findings)
    curriculum = read_curriculum(folder, doc, table, findings)
    check_ids(curriculum, findings)
    note_unused(folder, library, curriculum, findings)
    programme = _build(folder, table, curriculum, library, findings)
    written = {one.table.id: one for one in curriculum.steps}
    original = Original(folder=folder, programme=programme, written=written, library=library)
    return ProgrammeFolder(programme=read_translations(original, findings), written=written)


def _build(
    folder: Path, table: ProgramTable, curriculum: Curriculum, library: Library, findings: Findings
) -> Programme:
    steps = [build_step(one, library, findings) for one in curriculum.steps]
    return Programme(
        name=table.name,
        title=table.title,
        summary=table.summary,
        languages=table.languages,
        phases=tuple(Phase(**phase.model_dump()) for phase in table.phases),
        tracks=tuple(Track(name=track.name, title=track.title) for track in table.tracks),
        weeks=tuple(curriculum.weeks[number] for number in sorted(curriculum.weeks)),
        steps=tuple(step for step in steps if step is not None),
        faq=read_faq(folder, curriculum.steps, findings),
        fingerprint=_fingerprint(folder, table.languages[1:]),
    )


def _library(folder: Path, table: ProgramTable, findings: Findings) -> Library:
    lessons = {
        path.relative_to(folder).as_posix(): read_lesson(path, str(path), findings)
        for path in files_in(folder, "lessons/**/*.md")
    }
    forms = {path.stem: read_form(path, str(path), findings) for path in files_in(folder, "forms/*.toml")}
    return Library(
        weeks=table.weeks,
        tracks=tuple(track.name for track in table.tracks),
        languages=table.languages,
        lessons=lessons,
        forms=forms,
        defaults={entry.kind: entry for entry in table.defaults},
    )


def _fingerprint(folder: Path, further: Sequence[str]) -> str:
    """A hash over the names and bytes of every file that belongs to the programme, translations included."""
    digest = hashlib.sha256()
    patterns = (*PATTERNS, *(f"{language}/{pattern}" for language in further for pattern in PATTERNS))
    for path in (path for pattern in patterns for path in files_in(folder, pattern)):
        raw = path.read_bytes()
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{len(raw)}\0".encode(errors="surrogateescape"))
        digest.update(raw)
    return digest.hexdigest()
