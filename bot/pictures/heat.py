"""Heat: a cell for each crossing, the darker the more; labels are thinned out until they fit."""

import math
from functools import cache

import matplotlib

from bot.pictures.numbers import Grid
from bot.pictures.scale import LABEL_ROW, put_labels, scale
from bot.pictures.sheet import Area, Sheet, width_of
from bot.pictures.style import GAP, INK, MARGIN, PAPER, QUIET, SMALL, WIDTH, Colour, shortened

MOST_ROWS = 60
"""Those behind are left to the table that goes with the picture."""
MOST_COLUMNS = 60
LABEL_WIDTH = 18
COLUMN_WIDTH = 12
COLUMN_LETTERS = 44
"""Letters of a name at the side and below, and those that fit below in a row, with air."""
NUMBERED, NUMBERED_ROWS = 8, 16
"""Columns and rows; with more, numbers in the cells would be too small to read."""
LEAST, MOST, ALL = 26, 54, 630
"""Pixels that a row takes, and all of them where both allow it."""
CORNER = 32
BAR = 26
"""Pixels of the names' own name, and of the colours that stand for the numbers."""
SHADES = 256


def height(grid: Grid) -> float:
    """Pixels: tall cells where they are few."""
    return _rows(grid) * _place(grid) + LABEL_ROW + CORNER


def put(sheet: Sheet, grid: Grid, corner: str, top: float) -> None:
    """Draw the cells, white lines between them, and the scale beside them."""
    numbered = len(grid.series) <= NUMBERED and _rows(grid) <= NUMBERED_ROWS
    area = label(sheet, grid, corner, top, beside=0 if numbered else _beside(grid))
    highest = grid.highest if grid.highest > 0 else 1.0
    for row, numbers in enumerate(grid.cells[: _rows(grid)]):
        for column, number in enumerate(numbers):
            if math.isnan(number):
                continue
            at = cell(area, grid, row, column)
            sheet.box(at, shade(number / highest))
            if numbered:
                ink = PAPER if number > 0.55 * highest else INK
                sheet.write(grid.words[row][column], *at.middle, size=SMALL, colour=ink, at="middle")
    if not numbered:
        _put_scale(sheet, grid, area)


def label(sheet: Sheet, grid: Grid, corner: str, top: float, *, beside: float = 0) -> Area:
    """Name the rows and columns, as many of them as fit; what is left of the sheet is for the cells."""
    rows, place = _rows(grid), _place(grid)
    tall = 1 if rows <= NUMBERED_ROWS else 2
    names = [shortened(name, LABEL_WIDTH) for name in grid.labels[:rows:tall]]
    area = Area(
        left=MARGIN + max(width_of(name, SMALL) for name in names) + GAP,
        top=top,
        right=WIDTH - MARGIN - beside,
        bottom=top + rows * place,
    )
    for number, name in enumerate(names):
        sheet.write(name, area.left - GAP, top + (number * tall + 0.5) * place, size=SMALL, at="right")
    longest = max(min(len(name), COLUMN_WIDTH) for name in grid.series) + 1
    every = max(1, math.ceil(len(grid.series) * longest / COLUMN_LETTERS))
    wide = area.width / len(grid.series)
    middles = [area.left + (column + 0.5) * wide for column in range(len(grid.series))]
    put_labels(sheet, grid.series, middles, area.bottom, every=every, most=COLUMN_WIDTH)
    below = area.bottom + LABEL_ROW + CORNER / 2
    sheet.write(shortened(corner, COLUMN_LETTERS), area.left, below, size=SMALL, colour=QUIET)
    return area


def cell(area: Area, grid: Grid, row: int, column: int) -> Area:
    """Where a cell is; two white pixels are between it and the next one."""
    wide, tall = area.width / len(grid.series), _place(grid)
    left, top = round(area.left + column * wide), round(area.top + row * tall)
    right, bottom = round(area.left + (column + 1) * wide), round(area.top + (row + 1) * tall)
    return Area(left=left + 1, top=top + 1, right=right - 1, bottom=bottom - 1)


def shade(share: float) -> Colour:
    """The colour of a number, by its share of the highest."""
    return _shades()[round(min(max(share, 0), 1) * (SHADES - 1))]


@cache
def _shades() -> tuple[Colour, ...]:
    table = matplotlib.colormaps["Blues"](range(SHADES), bytes=True)
    return tuple(f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue, _ in table.tolist())


def _put_scale(sheet: Sheet, grid: Grid, area: Area) -> None:
    steps = scale(grid, 0, grid.highest)
    left = WIDTH - MARGIN - steps.room - BAR
    for y in range(round(area.top), round(area.bottom)):
        share = (area.bottom - y) / area.height
        sheet.box(Area(left=left, top=y, right=left + BAR, bottom=y + 1), shade(share))
    for step, words in zip(steps.steps, steps.words, strict=True):
        # The words of both ends stay beside the colours.
        beside = min(max(steps.height(step, area), area.top + GAP), area.bottom - GAP)
        sheet.write(words, left + BAR + GAP, beside, size=SMALL)


def _beside(grid: Grid) -> float:
    return scale(grid, 0, grid.highest).room + BAR + MARGIN


def _rows(grid: Grid) -> int:
    return min(len(grid.labels), MOST_ROWS)


def _place(grid: Grid) -> float:
    return max(LEAST, min(MOST, ALL / _rows(grid)))
