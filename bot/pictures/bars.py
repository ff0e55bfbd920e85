"""Bars: standing where the labels are short, lying where they need room; numbers where there are few."""

import math
from collections.abc import Iterator

from bot.pictures import legend
from bot.pictures.numbers import Grid
from bot.pictures.scale import LABEL_ROW, Scale, put_labels, put_steps, scale
from bot.pictures.sheet import Area, Sheet, width_of
from bot.pictures.style import GAP, MARGIN, SERIES, SMALL, WIDTH, pixels, wrapped

SHORT_LABEL = 5
"""Letters that fit under a standing bar."""
MOST_STANDING = 31
MOST_NUMBERED = 12
MOST_LYING = 40
"""Those behind are left to the table that goes with the picture."""
LABEL_WIDTH = 24
LABELS = 16
"""So many names at most stand in a row."""

STANDING = 410
LYING = 54
"""Pixels: how tall all standing bars are with their names, and the place of a lying one."""
THICK = 0.78
"""Of its place, that of all bars of one label together."""
THIN = 2
"""Pixels, at least, of a bar that is not nothing."""
NUMBER = 30
LETTER = 14
"""Pixels that a number takes above its bar, and each of its letters."""


def stands(grid: Grid) -> bool:
    """Whether the bars stand on their labels."""
    return len(grid.labels) <= MOST_STANDING and all(len(label) <= SHORT_LABEL for label in grid.labels)


def height(grid: Grid) -> float:
    """Pixels."""
    above = legend.height(_legend(grid))
    return above + (STANDING if stands(grid) else _rows(grid) * _place(grid))


def put(sheet: Sheet, grid: Grid, top: float) -> None:
    """Draw the bars, those of one label side by side."""
    named = _legend(grid)
    legend.put(sheet, named, top)
    if stands(grid):
        _standing(sheet, grid, top + legend.height(named))
    else:
        _lying(sheet, grid, top + legend.height(named))


def _legend(grid: Grid) -> tuple[legend.Entry, ...]:
    return legend.of_series(grid.series)


def _standing(sheet: Sheet, grid: Grid, top: float) -> None:
    numbered = _is_numbered(grid)
    low, high = _reach(grid)
    # Numbers need no scale, but room above and below the bars.
    steps = scale(grid, low, high if numbered else high + (high - low) * 0.06)
    over, under = (NUMBER, NUMBER * (low < 0)) if numbered else (NUMBER / 2, 0)
    area = Area(
        left=MARGIN + (0 if numbered else steps.room),
        top=top + over,
        right=WIDTH - MARGIN,
        bottom=sheet.height - MARGIN - LABEL_ROW - under,
    )
    if numbered:
        sheet.rule(area.left, area.right, steps.height(0, area))
    else:
        put_steps(sheet, area, steps)
    place = area.width / len(grid.labels)
    for index, column in enumerate(map(grid.column, range(len(grid.series)))):
        for row, (start, end) in enumerate(_sides(len(column), len(grid.series), index)):
            left, right = area.left + start * place, area.left + end * place
            _stand(sheet, steps, area, column[row], (left, right), SERIES[index])
            if numbered:
                _number(sheet, steps, area, column[row], (left + right) / 2, grid.words[row][index])
    every = 1 + (len(grid.labels) - 1) // LABELS
    middles = [area.left + (row + 0.5) * place for row in range(len(grid.labels))]
    below = sheet.height - MARGIN - LABEL_ROW
    put_labels(sheet, grid.labels, middles, below, every=every, most=SHORT_LABEL)


def _stand(
    sheet: Sheet, steps: Scale, area: Area, value: float, sides: tuple[float, float], colour: str
) -> None:
    ground = steps.height(0, area)
    end = _seen(ground, steps.height(_length(value), area))
    sheet.box(Area(left=sides[0], top=min(end, ground), right=sides[1], bottom=max(end, ground)), colour)


def _number(sheet: Sheet, steps: Scale, area: Area, value: float, middle: float, words: str) -> None:
    length = _length(value)
    away = NUMBER / 2 if length < 0 else -NUMBER / 2
    sheet.write(words, middle, steps.height(length, area) + away, size=SMALL, at="middle")


def _lying(sheet: Sheet, grid: Grid, top: float) -> None:
    rows, place = _rows(grid), _place(grid)
    labels = [wrapped(label, LABEL_WIDTH, 2) for label in grid.labels[:rows]]
    words = max(width_of(one, SMALL) for row in grid.words[:rows] for one in row) + GAP
    low, high = _reach(grid)
    left = MARGIN + max(width_of(line, SMALL) for lines in labels for line in lines) + GAP
    first, last = left + (words if low < 0 else 0), WIDTH - MARGIN - words
    ground = first - low / (high - low) * (last - first)
    for row, lines in enumerate(labels):
        middle = top + (row + 0.5) * place
        for number, line in enumerate(lines):
            y = middle + (number - (len(lines) - 1) / 2) * pixels(SMALL) * 1.2
            sheet.write(line, left - GAP, y, size=SMALL, at="right")
    for index, column in enumerate(map(grid.column, range(len(grid.series)))):
        for row, (start, end) in enumerate(_sides(rows, len(grid.series), index)):
            length = _length(column[row])
            tip = _seen(ground, ground + length / (high - low) * (last - first))
            upper, lower = top + start * place, top + end * place
            sheet.box(
                Area(left=min(ground, tip), top=upper, right=max(ground, tip), bottom=lower), SERIES[index]
            )
            _beside(sheet, grid.words[row][index], tip, (upper + lower) / 2, negative=length < 0)
    sheet.upright(ground, top, top + rows * place)


def _beside(sheet: Sheet, words: str, tip: float, y: float, *, negative: bool) -> None:
    if negative:
        sheet.write(words, tip - GAP / 2, y, size=SMALL, at="right")
    else:
        sheet.write(words, tip + GAP / 2, y, size=SMALL)


def _length(value: float) -> float:
    return 0.0 if math.isnan(value) else value


def _seen(ground: float, end: float) -> float:
    """The end of a bar that begins at the ground: far enough for whatever is not nothing to be seen."""
    return end if end == ground else ground + math.copysign(max(THIN, abs(end - ground)), end - ground)


def _sides(rows: int, series: int, index: int) -> Iterator[tuple[float, float]]:
    """Where the bars of one series begin and end, in places."""
    thick = THICK / series
    for row in range(rows):
        start = row + 0.5 + (index - series / 2) * thick
        yield start + 0.03 * thick, start + 0.97 * thick


def _reach(grid: Grid) -> tuple[float, float]:
    """From the lowest number to the highest, 0 among them."""
    low, high = min(0.0, grid.lowest), max(0.0, grid.highest)
    return low, high if high > low else low + 1


def _rows(grid: Grid) -> int:
    return min(len(grid.labels), MOST_LYING // len(grid.series))


def _place(grid: Grid) -> float:
    return LYING * max(1.0, 0.7 * len(grid.series))


def _is_numbered(grid: Grid) -> bool:
    """Lying bars always have room for their numbers; many standing ones are too thin."""
    bars = len(grid.labels) * len(grid.series)
    longest = max(len(one) for row in grid.words for one in row)
    return bars <= MOST_NUMBERED and longest * LETTER * bars < WIDTH
