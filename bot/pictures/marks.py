"""Marks: a heat map whose cells say words; a colour and a sign for each of them, and what they stand for."""

import math
from collections.abc import Sequence

from bot.chat.message import Mark
from bot.pictures import heat, legend
from bot.pictures.letters import fonts
from bot.pictures.numbers import Grid
from bot.pictures.sheet import Area, Sheet
from bot.pictures.style import INK, PAPER, SMALL, TINY, TONES, Colour, pixels, shortened

WORD_WIDTH = 14
SIGN = 0.55
"""Of the cell: the sign goes with the colour, for eyes that don't tell colours apart."""


def height(grid: Grid, marks: Sequence[Mark]) -> float:
    """Pixels."""
    return legend.height(_legend(marks)) + heat.height(grid)


def put(sheet: Sheet, grid: Grid, corner: str, marks: Sequence[Mark], top: float) -> None:
    """Draw the cells with their signs, and the legend above them."""
    named = _legend(marks)
    legend.put(sheet, named, top)
    area = heat.label(sheet, grid, corner, top + legend.height(named))
    size = _size(heat.cell(area, grid, 0, 0))
    for row, cells in enumerate(grid.cells[: heat.MOST_ROWS]):
        for column, which in enumerate(cells):
            if not math.isnan(which):
                at, mark = heat.cell(area, grid, row, column), named[int(which)]
                sheet.box(at, mark.colour)
                sheet.write(mark.sign, *at.middle, size=size, colour=mark.sign_colour, at="middle")


def _legend(marks: Sequence[Mark]) -> tuple[legend.Entry, ...]:
    return tuple(
        legend.Entry(
            colour=TONES[mark.tone],
            name=shortened(fonts().readable(mark.word), WORD_WIDTH),
            sign=fonts().readable(mark.sign),
            sign_colour=_ink(mark),
        )
        for mark in marks
    )


def _ink(mark: Mark) -> Colour:
    return INK if mark.tone == "ahead" else PAPER


def _size(at: Area) -> float:
    """Points, as large as fits the cells."""
    fits = SIGN * min(at.width, at.height) / pixels(1)
    return max(TINY, min(SMALL, round(fits * 2) / 2))
