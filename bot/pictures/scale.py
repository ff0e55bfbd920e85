"""The scale at the side, in few round steps, and the names of several series above."""

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from bot.pictures.numbers import Grid
from bot.pictures.style import shortened

MOST_STEPS = 4
NAME_WIDTH = 20
"""Letters of a series' name, three names in a row."""


def steps(axes: Axes, grid: Grid) -> None:
    """Give the upright scale its steps."""
    axes.yaxis.set_major_locator(locator(grid))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))


def locator(grid: Grid) -> MaxNLocator:
    """Where the steps are."""
    return MaxNLocator(nbins=MOST_STEPS, integer=grid.highest >= MOST_STEPS)


def legend(axes: Axes, grid: Grid) -> None:
    """Name the series above the drawing; one alone needs no name."""
    if len(grid.series) > 1:
        names = [shortened(name, NAME_WIDTH) or " " for name in grid.series]
        axes.legend(
            labels=names, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, borderaxespad=0.2, handlelength=1
        )
