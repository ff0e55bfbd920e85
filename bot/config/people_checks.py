"""Whether everybody whom the configuration and the roster name is there, and somebody fills each role."""

from collections.abc import Callable, Iterable
from typing import Protocol

from bot.config.findings import Findings, Where
from bot.config.programme import ProgrammeFolder
from bot.config.roster import RosterRow, folded
from bot.config.roster_csv import RosterFile
from bot.config.settings import CohortTable
from bot.config.suggest import did_you_mean


class At(Protocol):
    """Where a key of the cohort's table stands."""

    def __call__(self, *key: str | int) -> Where: ...


def check_people(
    at: At,
    table: CohortTable,
    programme: ProgrammeFolder | None,
    people: RosterFile | None,
    findings: Findings,
) -> None:
    """Every fault about who is who in one cohort."""
    for role in ("mentors", "admins"):
        names = getattr(table, role)
        if not names:
            findings.fault(at(role), "is empty, so nobody fills the role", "name somebody of the roster")
        for index, name in enumerate(names):
            if folded(name) in map(folded, names[:index]):
                findings.fault(at(role, index), f"{name!r} is named twice", "take one of the two out")
            _check_listed(name, at(role, index), people, findings)
    if table.safety_contact is not None:
        _check_listed(table.safety_contact, at("safety_contact"), people, findings)
    if people is not None:
        _check_creators(at, table, programme, people, findings)


def _check_listed(name: str, where: Where, people: RosterFile | None, findings: Findings) -> None:
    if people is not None and folded(name) not in map(folded, people.names):
        remedy = did_you_mean(name, people.names, "add a row, or name somebody of the roster")
        findings.fault(where, f"{name!r} is not on the roster", remedy)


def _check_creators(
    at: At, table: CohortTable, programme: ProgrammeFolder | None, people: RosterFile, findings: Findings
) -> None:
    leaders = set(map(folded, (*table.mentors, *table.admins)))
    if not any(folded(name) not in leaders for name in people.names):
        findings.fault(at("roster"), "names no creator", "add a row for each creator")
    languages = programme.programme.languages if programme else ()
    missing: dict[str, Where] = {}
    for row in people.roster.rows:

        def here(column: str, line: int = row.line) -> Where:
            return Where(file=people.roster.file, line=line, key=column)

        if folded(row.name) not in leaders:
            _check_creator(row, here, table, programme, people, findings)
        if languages and row.language not in languages:
            missing.setdefault(row.language, here("language"))
    for language, where in missing.items():
        text = f"the programme is not written in {language!r}; who reads that gets {languages[0]!r}"
        findings.note(where, text)


def _check_creator(
    row: RosterRow,
    at: Callable[[str], Where],
    table: CohortTable,
    programme: ProgrammeFolder | None,
    people: RosterFile,
    findings: Findings,
) -> None:
    if not row.track:
        findings.fault(at("track"), "is blank, and a creator has a track", "write the creator's track")
    elif programme is not None:
        tracks = [track.name for track in programme.programme.tracks]
        _check_known(row.track, tracks, at("track"), "is no track of the programme", findings)
    if not row.mentor:
        findings.fault(at("mentor"), "is blank, and a creator has a mentor", "write the mentor's name")
    elif folded(row.mentor) in map(folded, people.names):
        _check_known(row.mentor, table.mentors, at("mentor"), "is not one of the cohort's mentors", findings)
    else:
        _check_known(row.mentor, table.mentors, at("mentor"), "is not in this file", findings)
    if not row.discord and not row.slack:
        findings.note(at("name"), f"{row.name} has no account, and cannot be reached until one is linked")


def _check_known(name: str, known: Iterable[str], where: Where, problem: str, findings: Findings) -> None:
    known = tuple(known)
    if folded(name) not in map(folded, known):
        findings.fault(where, f"{name!r} {problem}", did_you_mean(name, known, "write one of them"))
