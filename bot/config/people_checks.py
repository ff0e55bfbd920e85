"""Whether everybody whom the configuration and the roster name is there, and somebody fills each role."""

from dataclasses import dataclass
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
    for key in ("safety_contact", "backup_mentor"):
        name = getattr(table, key)
        if name is not None:
            _check_listed(name, at(key), people, findings)
    if table.backup_mentor is not None and folded(table.backup_mentor) not in map(
        folded, (*table.mentors, *table.admins)
    ):
        problem = f"{table.backup_mentor!r} is neither a mentor nor an admin"
        findings.fault(at("backup_mentor"), problem, "name one of the cohort's mentors or admins")
    if people is not None:
        _check_creators(at, table, programme, people, findings)
        _note_full_mentors(at, table, people, findings)


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
    check = _CreatorCheck(
        file=people.roster.file,
        listed=frozenset(map(folded, people.names)),
        mentors=table.mentors,
        tracks=tuple(track.name for track in programme.programme.tracks) if programme else None,
        # While a leader's name is misspelt, their row looks like a creator's.
        sure=bool(table.mentors and table.admins) and leaders <= set(map(folded, people.names)),
    )
    for row in people.roster.rows:
        if folded(row.name) not in leaders:
            check.look(row, findings)
    if programme is not None:
        _note_languages(people, programme.programme.languages, findings)


def _note_full_mentors(at: At, table: CohortTable, people: RosterFile, findings: Findings) -> None:
    """The roster may give a mentor more creators than they take; from chat nobody can."""
    for mentor in table.mentors:
        creators = sum(folded(row.mentor) == folded(mentor) for row in people.roster.rows)
        if creators > table.mentor_capacity:
            most = table.mentor_capacity
            findings.note(at("mentors"), f"{mentor} has {creators} creators, and mentor_capacity is {most}")


def _note_languages(people: RosterFile, languages: tuple[str, ...], findings: Findings) -> None:
    missing: dict[str, int] = {}
    for row in people.roster.rows:
        if row.language not in languages and row.language.partition("-")[0] not in languages:
            missing.setdefault(row.language, row.line)
    for language, line in missing.items():
        text = f"the programme is not written in {language!r}; who reads that gets {languages[0]!r}"
        findings.note(Where(file=people.roster.file, line=line, key="language"), text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _CreatorCheck:
    """What a creator's row is held against."""

    file: str
    listed: frozenset[str]
    mentors: tuple[str, ...]
    tracks: tuple[str, ...] | None
    sure: bool

    def look(self, row: RosterRow, findings: Findings) -> None:
        """A fault for each thing that a creator must have and this row has not."""
        if not self.sure and not row.track and not row.mentor:
            return

        def at(column: str) -> Where:
            return Where(file=self.file, line=row.line, key=column)

        if not row.track:
            findings.fault(at("track"), "is blank, and a creator has a track", "write the creator's track")
        elif self.tracks is not None and row.track not in self.tracks:
            remedy = did_you_mean(row.track, self.tracks, "write a track of the programme")
            findings.fault(at("track"), f"{row.track!r} is no track of the programme", remedy)
        if not row.mentor:
            findings.fault(at("mentor"), "is blank, and a creator has a mentor", "write the mentor's name")
        elif folded(row.mentor) not in self.listed:
            there = [name for name in self.mentors if folded(name) in self.listed]
            remedy = did_you_mean(row.mentor, there, "write the name of a mentor")
            findings.fault(at("mentor"), f"{row.mentor!r} is not in this file", remedy)
        elif self.sure and folded(row.mentor) not in map(folded, self.mentors):
            remedy = did_you_mean(row.mentor, self.mentors, "write the name of a mentor")
            findings.fault(at("mentor"), f"{row.mentor!r} is not one of the cohort's mentors", remedy)
        if not row.discord and not row.slack:
            findings.note(at("name"), f"{row.name} has no account, and cannot be reached until one is linked")
