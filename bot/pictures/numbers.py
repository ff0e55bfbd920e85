"""The numbers of a Picture: its rows hold a label and then what people read, such as "1,204" or "63%".

bars, line: a row a label, a column a series. heat: a row and a column a label, the crossing a cell;
where the picture has marks, a cell is the place of its sign among them.
"""

import math
from dataclasses import dataclass

from bot.chat.message import Picture

MISSING = math.nan
"""What a cell that holds no number counts as: nothing is drawn there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The labels of the rows, the names of the other columns, and a number for each crossing."""

    labels: tuple[str, ...]
    series: tuple[str, ...]
    cells: tuple[tuple[float, ...], ...]
    words: tuple[tuple[str, ...], ...]
    """The numbers as they are written: "63%"."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing at all to draw."""
        return all(math.isnan(cell) for row in self.cells for cell in row)

    @property
    def highest(self) -> float:
        """The greatest number, 0 where there is none."""
        return max((cell for row in self.cells for cell in row if not math.isnan(cell)), default=0.0)

    @property
    def lowest(self) -> float:
        """The least number, 0 where there is none."""
        return min((cell for row in self.cells for cell in row if not math.isnan(cell)), default=0.0)

    @property
    def counts(self) -> bool:
        """Whether all are whole numbers: nobody did half a step."""
        return all(math.isnan(cell) or cell.is_integer() for row in self.cells for cell in row)

    def column(self, index: int) -> tuple[float, ...]:
        """The numbers of one series."""
        return tuple(row[index] for row in self.cells)


def grid_of(picture: Picture, most: int) -> Grid:
    """The picture by its numbers, at most so many columns; a short row is filled up with missing ones."""
    width = min(len(picture.columns), most + 1)
    rows = [(*row, *[""] * (width - len(row)))[:width] for row in picture.rows]
    marks = {mark.sign: float(place) for place, mark in enumerate(picture.marks)}
    return Grid(
        labels=tuple(row[0] for row in rows),
        series=picture.columns[1:width],
        cells=tuple(
            tuple(marks.get(cell, MISSING) if marks else number(cell) for cell in row[1:]) for row in rows
        ),
        words=tuple(row[1:] for row in rows),
    )


def number(cell: str) -> float:
    """What a cell says as a number, MISSING if it says none."""
    try:
        read = float(cell.strip().removesuffix("%").replace(",", "").replace("\u202f", ""))
    except ValueError:
        return MISSING
    return read if math.isfinite(read) else MISSING
