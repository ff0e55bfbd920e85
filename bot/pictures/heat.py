"""Heat: a cell for each crossing, the darker the more; labels are thinned out until they fit."""

import math

from matplotlib.axes import Axes

from bot.pictures.numbers import Grid
from bot.pictures.scale import locator
from bot.pictures.style import HEAT, INK, QUIET, SMALL, shortened

MOST_ROWS = 60
"""Those behind are left to the table that goes with the picture."""
MOST_COLUMNS = 60
LABEL_WIDTH = 18
COLUMN_LETTERS = 44
"""Letters that fit under the picture in a row, with air."""
NUMBERED = 8
"""Columns; with more, numbers in the cells would be too small to read."""


def height(grid: Grid) -> float:
    """Inches: tall cells where they are few."""
    rows = min(len(grid.labels), MOST_ROWS)
    return 1.5 + rows * max(0.17, min(0.36, 4.2 / rows))


def put(axes: Axes, grid: Grid, corner: str) -> None:
    """Draw the cells, white lines between them, and the scale beside them."""
    rows = min(len(grid.labels), MOST_ROWS)
    cells = grid.cells[:rows]
    image = axes.pcolormesh(
        cells, cmap=HEAT, vmin=0, vmax=grid.highest or 1, edgecolor="white", linewidth=0.7
    )
    label(axes, grid, corner, rows)
    if len(grid.series) <= NUMBERED and rows <= 16:
        _write_numbers(axes, grid, rows)
        return
    figure = axes.get_figure()
    if figure is not None:
        scale = figure.colorbar(image, ax=axes, fraction=0.04, pad=0.02, aspect=max(12, rows))
        scale.outline.set_visible(False)
        scale.locator = locator(grid)
        scale.update_ticks()


def label(axes: Axes, grid: Grid, corner: str, rows: int) -> None:
    """Name the rows and columns, as many of them as fit."""
    axes.set_ylim(rows, 0)
    tall = 1 if rows <= 16 else 2
    axes.set_yticks(
        [row + 0.5 for row in range(0, rows, tall)],
        [shortened(label, LABEL_WIDTH) for label in grid.labels[:rows:tall]],
    )
    longest = max(min(len(name), 12) for name in grid.series) + 1
    every = max(1, math.ceil(len(grid.series) * longest / COLUMN_LETTERS))
    axes.set_xticks(
        [column + 0.5 for column in range(0, len(grid.series), every)],
        [shortened(name, 12) for name in grid.series[::every]],
    )
    axes.set_xlabel(shortened(corner, COLUMN_LETTERS), color=QUIET, fontsize=SMALL, loc="left")
    axes.spines[:].set_visible(False)


def _write_numbers(axes: Axes, grid: Grid, rows: int) -> None:
    for row, numbers in enumerate(grid.cells[:rows]):
        for column, cell in enumerate(numbers):
            if not math.isnan(cell):
                dark = cell > 0.55 * grid.highest
                axes.text(
                    column + 0.5,
                    row + 0.5,
                    grid.words[row][column],
                    ha="center",
                    va="center",
                    fontsize=SMALL,
                    color="white" if dark else INK,
                )
