"""A value of the database as a cell that a spreadsheet shows and runs nothing of, and back without loss.

NULL is an empty cell; a text that is empty, or might be taken for a formula, stands behind an apostrophe.
"""

import re
from collections.abc import Callable
from datetime import date

from sqlalchemy import Boolean, Column, Integer
from sqlalchemy.types import TypeEngine

from bot.store.types import Day, UtcDateTime, read, written

Value = str | int | None

_GUARD = "'"
# What spreadsheets take for the beginning of a formula (OWASP, "CSV Injection"), and the guard itself.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", _GUARD)
_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,18}")


def cell_of(value: Value) -> str:
    """A value, as the database holds it, as a cell."""
    match value:
        case None:
            return ""
        case int():
            return str(value)
        case str() if not value or value.startswith(_GUARDED):
            return _GUARD + value
        case str():
            return value


def value_of(cell: str, column: "Column[object]") -> Value:
    """The value in a cell of a column. Raises ValueError, which says what belongs there."""
    if not cell:
        if not column.nullable:
            raise ValueError("a value must stand here")
        return None
    return _reader(column.type)(cell)


def _reader(kind: TypeEngine[object]) -> Callable[[str], Value]:
    match kind:
        case Integer():
            return _integer
        case Boolean():
            return _yes_or_no
        case UtcDateTime():
            return _instant
        case Day():
            return _day
        case _:
            return _text


def _integer(cell: str) -> int:
    if not _WHOLE_NUMBER.fullmatch(cell) or not -(2**63) <= int(cell) < 2**63:
        raise ValueError("write a whole number")
    return int(cell)


def _yes_or_no(cell: str) -> int:
    if cell not in ("0", "1"):
        raise ValueError("write 1 for yes or 0 for no")
    return int(cell)


def _instant(cell: str) -> str:
    try:
        same = written(read(cell)) == cell
    except ValueError:
        same = False
    if not same:
        raise ValueError("write an instant in UTC such as 2026-03-02T09:00:00.000000")
    return cell


def _day(cell: str) -> str:
    try:
        same = date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        same = False
    if not same:
        raise ValueError("write a day such as 2026-03-02")
    return cell


def _text(cell: str) -> str:
    return cell.removeprefix(_GUARD)
