"""Tables in columns that stand under each other, however wide their letters are."""

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from adapters.terminal.safe import one_line

_GAP = "  "


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table: its head, a rule, its rows; numbers stand to the right."""
    cells = [[one_line(cell) for cell in row] for row in (columns, *rows)]
    by_column = list(zip_longest(*cells, fillvalue=""))
    widths = [max(map(width, column)) for column in by_column]
    right = [bool(rows) and all(_is_figure(cell) for cell in column[1:]) for column in by_column]
    head, *body = (_line(row, widths, right) for row in cells)
    return [head, _GAP.join("-" * wide for wide in widths), *body]


def width(words: str) -> int:
    """How many columns of a terminal the words take."""
    return sum(_width(letter) for letter in words)


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        f"{' ' * (wide - width(cell))}{cell}" if to_right else f"{cell}{' ' * (wide - width(cell))}"
        for cell, wide, to_right in zip_longest(row, widths, right, fillvalue="")
        if isinstance(wide, int)
    )
    return _GAP.join(padded).rstrip()


def _is_figure(cell: str) -> bool:
    return not cell or cell[0] in "0123456789–-+"
