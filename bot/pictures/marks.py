"""Marks: a heat map whose cells say words; a colour and a sign for each of them, and what they stand for."""

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from bot.chat.message import Mark
from bot.pictures import heat
from bot.pictures.numbers import Grid
from bot.pictures.style import INK, SMALL, TONES, Style, shortened

WORD_WIDTH = 14
TINY = 6.5
"""Points of the sign in a cell: it goes with the colour, for eyes that don't tell colours apart."""


def put(axes: Axes, grid: Grid, corner: str, marks: Sequence[Mark], style: Style) -> None:
    """Draw the cells with their signs, and the legend above them."""
    rows = min(len(grid.labels), heat.MOST_ROWS)
    colours = ListedColormap([TONES[mark.tone] for mark in marks])
    axes.pcolormesh(
        grid.cells[:rows], cmap=colours, vmin=-0.5, vmax=len(marks) - 0.5, edgecolor="white", linewidth=0.7
    )
    heat.label(axes, grid, corner, rows)
    signs = [style.readable(mark.sign) for mark in marks]
    for row, cells in enumerate(grid.cells[:rows]):
        for column, cell in enumerate(cells):
            if not math.isnan(cell):
                axes.text(
                    column + 0.5,
                    row + 0.5,
                    signs[int(cell)],
                    ha="center",
                    va="center",
                    fontsize=TINY,
                    color=INK if marks[int(cell)].tone == "ahead" else "white",
                )
    axes.legend(
        handles=[
            Patch(color=TONES[mark.tone], label=shortened(f"{sign} {style.readable(mark.word)}", WORD_WIDTH))
            for mark, sign in zip(marks, signs, strict=True)
        ],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=5,
        borderaxespad=0.2,
        handlelength=0.8,
        columnspacing=1.0,
        fontsize=SMALL,
    )
