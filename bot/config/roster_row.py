"""A row of the roster is good when each of its cells is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from pydantic_core import PydanticCustomError

from bot.config.fields import parse_language, parse_zone, spell
from bot.config.findings import Findings, Where
from bot.config.roster import RosterRow
from bot.config.working_days import parse_working_days

T = TypeVar("T")

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
LONGEST: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The cells of a row, and where it begins."""

    file: str
    number: int
    cells: tuple[str, ...]

    def at(self, column: str) -> Where:
        """Where a cell of the row stands."""
        return Where(file=self.file, line=self.number, key=column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """What an empty cell means."""

    language: str = "en"
    working_days: frozenset[int] = frozenset(range(5))


def read_row(line: Line, head: tuple[str, ...], unsaid: Unsaid, findings: Findings) -> RosterRow | None:
    """The person in a row; None after a fault for each of its bad cells."""
    if len(line.cells) != len(head):
        problem = f"has {len(line.cells)} cells, and there are {len(head)} columns"
        findings.fault(line.at("row"), problem, "put a cell that holds a comma into double quotation marks")
        return None
    cells = dict(zip(head, line.cells, strict=True))
    before = len(findings.faults)
    _check_text(line, cells, findings)
    _check_ids(line, cells, findings)
    zone = _parse(parse_zone, line, cells, "zone", "", findings)
    language = _parse(parse_language, line, cells, "language", unsaid.language, findings)
    days = _parse(parse_working_days, line, cells, "working_days", unsaid.working_days, findings)
    if len(findings.faults) > before:
        return None
    return RosterRow(
        name=cells["name"],
        zone=zone,
        discord=cells["discord"],
        slack=cells["slack"],
        language=language,
        working_days=days,
        track=cells["track"],
        non_profit=cells["non_profit"],
        mentor=cells["mentor"],
        line=line.number,
        names_language=bool(cells["language"]),
    )


def _check_text(line: Line, cells: Mapping[str, str], findings: Findings) -> None:
    for column, value in cells.items():
        if len(value) > LONGEST:
            problem = f"{spell(value)} has {len(value)} characters"
            findings.fault(line.at(column), problem, f"write at most {LONGEST}")
        elif not value.isprintable():
            findings.fault(line.at(column), f"{value!r} has characters that cannot be seen", "write it anew")
    for column, what in (("name", "the person's name"), ("zone", "a zone, such as Europe/London")):
        if not cells[column]:
            findings.fault(line.at(column), "is blank", f"write {what}")


def _check_ids(line: Line, cells: Mapping[str, str], findings: Findings) -> None:
    for column, pattern, what in (
        ("discord", "[0-9]{15,20}", "the Discord user id, 15 to 20 digits"),
        ("slack", "[UW][A-Z0-9]{5,20}", "the Slack member id, which begins with U"),
    ):
        value = cells[column]
        if value and not re.fullmatch(pattern, value):
            # A spreadsheet keeps 15 digits of a number, and shows it as 9.18392E+17.
            rounded = re.fullmatch(r"[0-9][.,]?[0-9]*E\+?[0-9]+", value)
            remedy = "a spreadsheet has rounded it: make the column text and paste the id again"
            fault = remedy if rounded else f"write {what}, or leave it empty"
            findings.fault(line.at(column), f"{spell(value)} is no account id", fault)


def _parse(
    parse: Callable[[object], T],
    line: Line,
    cells: Mapping[str, str],
    column: str,
    unsaid: T,
    findings: Findings,
) -> T:
    """What a cell means; after a fault, what an empty one means."""
    if not cells[column]:
        return unsaid
    try:
        return parse(cells[column])
    except PydanticCustomError as bad:
        words = bad.context or {}
        findings.fault(line.at(column), words["problem"], words["remedy"])
        return unsaid
