"""Lines: one a series, over labels that are thinned out until they fit."""

import math

from matplotlib.axes import Axes

from bot.pictures.numbers import Grid
from bot.pictures.scale import legend, steps
from bot.pictures.style import QUIET, SERIES, SMALL, shortened

MOST_LABELS = 60
"""Letters that fit under the picture in a row, with air."""


def put(axes: Axes, grid: Grid, corner: str) -> None:
    """Draw the lines; a missing number leaves a gap."""
    dots = "o" if len(grid.labels) <= 16 else None
    for index in range(len(grid.series)):
        color = SERIES[index]
        axes.plot(grid.column(index), color=color, linewidth=2.4, marker=dots, markersize=4.5)
    every = _every(grid)
    axes.set_xticks(
        range(0, len(grid.labels), every), [shortened(label, 16) for label in grid.labels[::every]]
    )
    axes.set_xlim(-0.4, max(len(grid.labels) - 0.6, 0.4))
    if not any(cell < 0 for row in grid.cells for cell in row if not math.isnan(cell)):
        axes.set_ylim(bottom=0, top=grid.highest * 1.12 or 1)
    axes.set_xlabel(shortened(corner, MOST_LABELS), color=QUIET, fontsize=SMALL, loc="left")
    steps(axes, grid)
    axes.grid(axis="y")
    axes.spines["left"].set_visible(False)
    legend(axes, grid)


def _every(grid: Grid) -> int:
    longest = max(min(len(label), 16) for label in grid.labels) + 1
    return max(1, math.ceil(len(grid.labels) * longest / MOST_LABELS))
