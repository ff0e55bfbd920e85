"""Lines: one a series, over labels that are thinned out until they fit."""

import math
from collections.abc import Iterator, Sequence

from bot.pictures import legend
from bot.pictures.numbers import Grid
from bot.pictures.scale import LABEL_ROW, Scale, put_labels, put_steps, scale
from bot.pictures.sheet import Area, Point, Sheet
from bot.pictures.style import GAP, MARGIN, QUIET, SERIES, SMALL, WIDTH, shortened

MOST_LABELS = 60
"""Letters that fit under the picture in a row, with air."""
LABEL = 16
"""Letters of a label."""
HEIGHT = 420
CORNER = 32
"""Pixels: all of it with its names, and the name of what is below."""
DOTTED = 16
"""Points, at most, that are dots as well as corners of the line."""
LINE, DOT = 5, 12
"""Pixels."""


def height(grid: Grid) -> float:
    """Pixels."""
    return HEIGHT + legend.height(legend.of_series(grid.series))


def put(sheet: Sheet, grid: Grid, corner: str, top: float) -> None:
    """Draw the lines; a missing number leaves a gap."""
    named = legend.of_series(grid.series)
    legend.put(sheet, named, top)
    steps = _scale(grid)
    area = Area(
        left=MARGIN + steps.room,
        top=top + legend.height(named) + GAP,
        right=WIDTH - MARGIN,
        bottom=sheet.height - MARGIN - CORNER - LABEL_ROW,
    )
    put_steps(sheet, area, steps)
    middles = _middles(len(grid.labels), area)
    for index in range(len(grid.series)):
        for points in _strokes(grid.column(index), middles, steps, area):
            dotted = len(grid.labels) <= DOTTED or len(points) == 1
            sheet.trace(points, LINE, DOT if dotted else LINE, SERIES[index])
    put_labels(sheet, grid.labels, middles, area.bottom + GAP, every=_every(grid), most=LABEL)
    y = sheet.height - MARGIN - CORNER / 2
    sheet.write(shortened(corner, MOST_LABELS), area.left, y, size=SMALL, colour=QUIET)


def _scale(grid: Grid) -> Scale:
    if grid.lowest < 0:
        air = (grid.highest - grid.lowest) * 0.05
        return scale(grid, grid.lowest - air, grid.highest + air)
    return scale(grid, 0, grid.highest * 1.12)


def _middles(count: int, area: Area) -> list[float]:
    """Where the labels are; one alone is in the middle."""
    place = area.width / max(count - 0.2, 0.8)
    return [area.left + (number + 0.4) * place for number in range(count)]


def _strokes(
    numbers: Sequence[float], middles: Sequence[float], steps: Scale, area: Area
) -> Iterator[list[Point]]:
    """The points that are joined, as far as no number is missing."""
    points: list[Point] = []
    for number, x in zip(numbers, middles, strict=True):
        if not math.isnan(number):
            points.append((x, steps.height(number, area)))
        elif points:
            yield points
            points = []
    if points:
        yield points


def _every(grid: Grid) -> int:
    longest = max(min(len(label), LABEL) for label in grid.labels) + 1
    return max(1, math.ceil(len(grid.labels) * longest / MOST_LABELS))
