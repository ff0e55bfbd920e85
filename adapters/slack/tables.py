"""A table on a phone: columns in a code block where they fit side by side, else a line for each row."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from adapters.slack.escape import escape
from bot.chat.quoting import unsteered

COLUMNS = 40
"""A phone shows about so many letters of a code block before it wraps."""
NOTHING = "–"
_GAP = "  "


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table as the content of a part, readable on a phone."""
    cells = [[_one_line(cell) for cell in row] for row in (columns, *rows)]
    by_column = list(zip_longest(*cells, fillvalue=""))
    widths = [max(map(_width, column)) for column in by_column]
    if sum(widths) + len(_GAP) * (len(widths) - 1) > COLUMNS:
        return _in_lines(cells)
    right = [bool(rows) and all(_is_figure(cell) for cell in column[1:]) for column in by_column]
    head, *body = (_line(row, widths, right) for row in cells)
    lines = (head, _GAP.join("-" * wide for wide in widths), *body)
    return "\n".join(("```", *map(escape, lines), "```"))


def _in_lines(cells: Sequence[Sequence[str]]) -> str:
    """A line for each row; the first row is the head."""
    head, *body = cells
    lines = [escape(" · ".join(cell for cell in head if cell))] if any(head) else []
    for first, *others in body:
        rest = [escape(cell) for cell in _told(others)]
        lines.append(" · ".join((f"*{escape(first)}*", *rest) if first else rest))
    return "\n".join(lines)


def _told(cells: Sequence[str]) -> list[str]:
    """The cells up to the last that says something; a dash holds the place of an empty one before it."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return [cell or NOTHING for cell in cells]


def _one_line(cell: str) -> str:
    return " ".join(unsteered(cell).split())


def _width(words: str) -> int:
    return sum(_columns(letter) for letter in words)


def _columns(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded: list[str] = []
    for column, wide in enumerate(widths):
        cell = row[column] if column < len(row) else ""
        blanks = " " * (wide - _width(cell))
        padded.append(f"{blanks}{cell}" if right[column] else f"{cell}{blanks}")
    return _GAP.join(padded).rstrip()


def _is_figure(cell: str) -> bool:
    return not cell or cell[0] in "0123456789–-+"
