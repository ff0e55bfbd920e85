"""roster.csv is read whole or not at all, and written so that no spreadsheet runs it."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic_core import PydanticCustomError

from bot.config.document import decode
from bot.config.fields import parse_zone, spell
from bot.config.findings import Findings, Where
from bot.config.roster import Roster, RosterRow, folded
from bot.config.suggest import did_you_mean
from bot.config.working_days import parse_working_days, spell_working_days

COLUMNS: Final = (
    "name",
    "discord",
    "slack",
    "zone",
    "language",
    "working_days",
    "track",
    "non_profit",
    "mentor",
)
_FORMULA: Final = "=+-@\t\r"
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """What an empty cell means."""

    language: str = "en"
    working_days: frozenset[int] = frozenset(range(5))


def parse_roster(raw: bytes, file: str, unsaid: Unsaid, findings: Findings) -> Roster:
    """The rows that are good by themselves; every other one is a fault for each of its bad cells."""
    text = decode(raw, file, findings)
    table = list(_cells(text, file, findings)) if text is not None else []
    if text is not None and not table:
        _fault(findings, file, 1, "file", "is empty", f"begin with the line {','.join(COLUMNS)}")
    if not table or not _check_head(table[0][1], file, findings):
        return Roster(rows=(), file=file)
    head = table[0][1]
    rows = [_row(dict(zip(head, cells, strict=False)), cells, head, file, line, unsaid, findings) for line, cells in table[1:]]
    roster = Roster(rows=tuple(row for row in rows if row is not None), file=file)
    _check_unique(roster, findings)
    return roster


def _fault(findings: Findings, file: str, line: int, column: str, problem: str, remedy: str) -> None:
    findings.fault(Where(file=file, line=line, key=column), problem, remedy)


def _cells(text: str, file: str, findings: Findings) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not blank, each with the number of its first line and tidy cells."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, [_tidy(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as broken:
        _fault(findings, file, line, "file", f"is not CSV ({broken})", "close the quotation marks, or save it again as CSV")


def _tidy(cell: str) -> str:
    tidy = unicodedata.normalize("NFC", " ".join(cell.split()))
    return tidy[1:] if tidy[:1] == "'" and tidy[1:2] and tidy[1] in _FORMULA else tidy


def _check_head(head: Sequence[str], file: str, findings: Findings) -> bool:
    if len(head) == 1 and (head[0].count(";") > 1 or head[0].count("\t") > 1):
        _fault(findings, file, 1, "file", "is not separated by commas", "save it again as CSV with commas")
        return False
    for number, name in enumerate(head):
        if name not in COLUMNS:
            remedy = did_you_mean(name, set(COLUMNS) - set(head), "take the column out")
            _fault(findings, file, 1, name or f"column {number + 1}", "is no column of a roster", remedy)
        elif name in head[:number]:
            _fault(findings, file, 1, name, "is there twice", "take one of the columns out")
    missing = [name for name in COLUMNS if name not in head]
    for name in missing:
        _fault(findings, file, 1, name, "is missing", "add the column; its cells may be empty where the rest allows")
    return not missing


def _row(
    cells: Mapping[str, str], raw: Sequence[str], head: Sequence[str], file: str, line: int, unsaid: Unsaid, findings: Findings
) -> RosterRow | None:
    before = len(findings.faults)

    def fault(column: str, problem: str, remedy: str) -> None:
        _fault(findings, file, line, column, problem, remedy)

    if len(raw) != len(head):
        fault("row", f"has {len(raw)} cells, and there are {len(head)} columns", "put cells that hold a comma in double quotation marks")
        return None
    for column, value in cells.items():
        if len(value) > _LONGEST or any(not sign.isprintable() for sign in value):
            fault(column, "is too long, or holds what cannot be printed", f"write at most {_LONGEST} plain characters")
    if not cells["name"]:
        fault("name", "is blank", "write the person's name")
    if not re.fullmatch("[0-9]{15,20}|", cells["discord"]):
        fault("discord", f"{spell(cells['discord'])} is no Discord user id", _id_remedy(cells["discord"], "15 to 20 digits"))
    if not re.fullmatch("[UW][A-Z0-9]{5,20}|", cells["slack"]):
        fault("slack", f"{spell(cells['slack'])} is no Slack member id", _id_remedy(cells["slack"], "U and capitals and digits"))
    if not re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*|", cells["language"]):
        fault("language", f"{spell(cells['language'])} is not a language", "write a language code: en, es, pt-BR")
    days = _parsed(parse_working_days, cells["working_days"], "working_days", fault) if cells["working_days"] else unsaid.working_days
    _parsed(parse_zone, cells["zone"], "zone", fault)
    if len(findings.faults) > before:
        return None
    return RosterRow(
        name=cells["name"],
        zone=cells["zone"],
        discord=cells["discord"],
        slack=cells["slack"],
        language=cells["language"] or unsaid.language,
        working_days=days,
        track=cells["track"],
        non_profit=cells["non_profit"],
        mentor=cells["mentor"],
        line=line,
    )


def _parsed(parse: Callable[[object], Any], value: str, column: str, fault: Callable[[str, str, str], None]) -> Any:
    try:
        return parse(value)
    except PydanticCustomError as bad:
        assert bad.context is not None  # noqa: S101
        fault(column, bad.context["problem"], bad.context["remedy"])
        return None


def _id_remedy(value: str, looks: str) -> str:
    if re.fullmatch(r"[0-9][.,][0-9]+E\+[0-9]+", value):
        return "a spreadsheet has rounded it: make the column text and paste the id again"
    return f"write the account's id, {looks}, or leave it empty"


def _check_unique(roster: Roster, findings: Findings) -> None:
    for column in ("name", "discord", "slack"):
        seen: dict[str, RosterRow] = {}
        for row in roster.rows:
            value = getattr(row, column)
            first = seen.setdefault(folded(value), row) if value else row
            if first is not row:
                problem = f"{spell(value)} is already in line {first.line}"
                _fault(findings, roster.file, row.line, column, problem, "a person has one row, an account one person")


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
