"""Bars: standing where the labels are short, lying where they need room; numbers where there are few."""

import math

from matplotlib.axes import Axes

from bot.pictures.numbers import Grid
from bot.pictures.scale import legend, steps
from bot.pictures.style import INK, SERIES, SMALL, wrapped

SHORT_LABEL = 5
"""Letters that fit under a standing bar."""
MOST_STANDING = 31
MOST_NUMBERED = 12
MOST_LYING = 40
"""Those behind are left to the table that goes with the picture."""
LABEL_WIDTH = 24


def stands(grid: Grid) -> bool:
    """Whether the bars stand on their labels."""
    return len(grid.labels) <= MOST_STANDING and all(len(label) <= SHORT_LABEL for label in grid.labels)


def height(grid: Grid) -> float:
    """Inches."""
    if stands(grid):
        return 3.6
    bars = _rows(grid) * max(1.0, 0.7 * len(grid.series))
    return 1.1 + 0.3 * len(grid.series) * (len(grid.series) > 1) + 0.36 * bars


def _rows(grid: Grid) -> int:
    return len(grid.labels) if stands(grid) else min(len(grid.labels), MOST_LYING // len(grid.series))


def put(axes: Axes, grid: Grid) -> None:
    """Draw the bars, those of one label side by side."""
    rows = _rows(grid)
    thick = 0.78 / len(grid.series)
    for index in range(len(grid.series)):
        at = [row + (index - (len(grid.series) - 1) / 2) * thick for row in range(rows)]
        lengths = [0.0 if math.isnan(cell) else cell for cell in grid.column(index)[:rows]]
        drawn = (
            axes.bar(at, lengths, thick * 0.94, color=SERIES[index])
            if stands(grid)
            else axes.barh(at, lengths, thick * 0.94, color=SERIES[index])
        )
        if _is_numbered(grid):
            axes.bar_label(
                drawn, [row[index] for row in grid.words[:rows]], padding=3, fontsize=SMALL, color=INK
            )
    if stands(grid):
        _standing(axes, grid)
    else:
        _lying(axes, grid, rows)
    legend(axes, grid)


def _standing(axes: Axes, grid: Grid) -> None:
    every = 1 + (len(grid.labels) - 1) // 16
    axes.set_xticks(range(0, len(grid.labels), every), grid.labels[::every])
    axes.set_xlim(-0.6, len(grid.labels) - 0.4)
    if _is_numbered(grid):
        axes.set_yticks([])
    else:
        steps(axes, grid)
        axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    axes.margins(y=0.1)


def _lying(axes: Axes, grid: Grid, rows: int) -> None:
    axes.set_yticks(range(rows), [wrapped(label, LABEL_WIDTH, 2) for label in grid.labels[:rows]])
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.margins(x=0.1)


def _is_numbered(grid: Grid) -> bool:
    """Lying bars always have room for their numbers; many standing ones are too thin."""
    return not stands(grid) or len(grid.labels) * len(grid.series) <= MOST_NUMBERED
