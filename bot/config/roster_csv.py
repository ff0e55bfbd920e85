"""roster.csv is read whole or not at all, and written so that no spreadsheet runs it."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.config.document import decode
from bot.config.fields import spell
from bot.config.findings import Findings, Where
from bot.config.roster import Roster, RosterRow, folded
from bot.config.roster_row import COLUMNS, Line, Unsaid, read_row
from bot.config.suggest import did_you_mean
from bot.config.working_days import spell_working_days

_FORMULA: Final = "=+-@\t\r"
_HEADINGS: Final = f"begin with the line {','.join(COLUMNS)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFile:
    """The good rows of a file, and every name in it, those of bad rows too."""

    roster: Roster
    names: tuple[str, ...]


def read_roster(path: Path, file: str, unsaid: Unsaid, findings: Findings) -> RosterFile | None:
    """The rows that are good by themselves; each bad cell of another is a fault. None: no table at all."""
    try:
        text = decode(path.read_bytes(), file, findings)
    except OSError:
        problem = "cannot be read"
        findings.fault(Where(file=file, line=1, key="file"), problem, "check the path and who may read it")
        return None
    return None if text is None else parse_roster(text, file, unsaid, findings)


def parse_roster(text: str, file: str, unsaid: Unsaid, findings: Findings) -> RosterFile | None:
    """The same for a text."""
    try:
        lines = list(_lines(text, file))
    except _Broken as broken:
        remedy = "close the quotation marks, or save it as CSV again"
        findings.fault(Where(file=file, line=broken.line, key="row"), f"is not CSV ({broken})", remedy)
        return None
    if not lines:
        findings.fault(Where(file=file, line=1, key="file"), "has no rows", _HEADINGS)
    if not lines or not _check_head(lines[0], findings):
        return None
    head = lines[0].cells
    rows = [read_row(line, head, unsaid, findings) for line in lines[1:]]
    roster = Roster(rows=tuple(row for row in rows if row is not None), file=file)
    _check_unique(roster, findings)
    at = head.index("name")
    names = tuple(line.cells[at] for line in lines[1:] if len(line.cells) > at)
    return RosterFile(roster=roster, names=names)


class _Broken(Exception):
    """The text stops being CSV at a line."""

    def __init__(self, why: str, line: int) -> None:
        self.line = line
        super().__init__(why)


def _lines(text: str, file: str) -> Iterator[Line]:
    """The rows that are not blank, each with the number of its first line and tidy cells."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Line(file=file, number=number, cells=tuple(map(_tidy, cells)))
            number = reader.line_num + 1
    except csv.Error as broken:
        raise _Broken(str(broken), number) from broken


def _tidy(cell: str) -> str:
    tidy = unicodedata.normalize("NFC", " ".join(cell.split()))
    return tidy[1:] if tidy[:1] == "'" and tidy[1:2] and tidy[1] in _FORMULA else tidy


def _check_head(head: Line, findings: Findings) -> bool:
    if len(head.cells) == 1 and (";" in head.cells[0] or len(head.cells[0].split()) > 1):
        problem = "is not separated by commas"
        findings.fault(head.at("file"), problem, "save it as CSV again, with the comma as the separator")
        return False
    if not set(head.cells) & set(COLUMNS):
        findings.fault(head.at("file"), "begins without headings", _HEADINGS)
        return False
    for number, name in enumerate(head.cells, start=1):
        if name not in COLUMNS:
            remedy = did_you_mean(name, set(COLUMNS) - set(head.cells), "take the column out")
            findings.fault(head.at(name[:40] or f"column {number}"), "is no column of a roster", remedy)
        elif name in head.cells[: number - 1]:
            findings.fault(head.at(name), "is there twice", "take one of the two columns out")
    for name in (name for name in COLUMNS if name not in head.cells):
        findings.fault(head.at(name), "is missing", f"add a column with the heading {name}")
    return sorted(head.cells) == sorted(COLUMNS)


def _check_unique(roster: Roster, findings: Findings) -> None:
    for column in ("name", "discord", "slack"):
        seen: dict[str, RosterRow] = {}
        for row in roster.rows:
            value = getattr(row, column)
            first = seen.setdefault(folded(value), row) if value else row
            if first is not row:
                problem = f"{spell(value)} is already in line {first.line}"
                where = Where(file=roster.file, line=row.line, key=column)
                findings.fault(where, problem, "keep one row for a person, and one person for an account")


def write_roster(rows: Sequence[RosterRow]) -> str:
    """The rows as CSV; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow(_guarded(_cell(row, column)) for column in COLUMNS)
    return out.getvalue()


def _cell(row: RosterRow, column: str) -> str:
    value = getattr(row, column)
    return spell_working_days(value) if isinstance(value, frozenset) else str(value)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell[:1] and cell[0] in _FORMULA else cell
