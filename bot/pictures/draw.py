"""Draw turns a Picture into the bytes of a PNG: the same picture, the same bytes."""

from typing import assert_never

from bot.chat.message import Picture
from bot.pictures import bars, heat, line, marks
from bot.pictures.letters import Fonts, fonts
from bot.pictures.numbers import Grid, grid_of
from bot.pictures.sheet import Sheet
from bot.pictures.style import LABEL, MARGIN, QUIET, SERIES, TITLE, WIDTH, pixels, wrapped

TITLE_WIDTH = 46
"""Letters in a line of the title."""
TITLE_LINE = 1.2 * pixels(TITLE)
BELOW_TITLE = 24
NOTHING = 240
WORDS_WIDTH = 60


def draw(picture: Picture) -> bytes:
    """The picture as PNG, 960 pixels wide; its alt text goes with it as the file's description."""
    most = heat.MOST_COLUMNS if picture.kind == "heat" else len(SERIES)
    grid = _readable(grid_of(picture, most), fonts())
    title = wrapped(fonts().readable(picture.title), TITLE_WIDTH, 2)
    top = MARGIN + len(title) * TITLE_LINE + BELOW_TITLE
    sheet = Sheet(top + _height(picture, grid) + MARGIN)
    for number, words in enumerate(title):
        y = MARGIN + (number + 0.5) * TITLE_LINE
        sheet.write(words, MARGIN, y, size=TITLE, bold=True)
    _put(sheet, picture, grid, top)
    return sheet.png(picture.title, picture.alt)


def _height(picture: Picture, grid: Grid) -> float:
    """Pixels, for as many rows as there are."""
    if grid.is_empty:
        return NOTHING
    match picture.kind:
        case "bars":
            return bars.height(grid)
        case "line":
            return line.height(grid)
        case "heat" if picture.marks:
            return marks.height(grid, picture.marks)
        case "heat":
            return heat.height(grid)
        case never:
            assert_never(never)


def _put(sheet: Sheet, picture: Picture, grid: Grid, top: float) -> None:
    if grid.is_empty:
        _put_words(sheet, picture.alt, top)
        return
    corner = fonts().readable(picture.columns[0])
    match picture.kind:
        case "bars":
            bars.put(sheet, grid, top)
        case "line":
            line.put(sheet, grid, corner, top)
        case "heat" if picture.marks:
            marks.put(sheet, grid, corner, picture.marks, top)
        case "heat":
            heat.put(sheet, grid, corner, top)
        case never:
            assert_never(never)


def _put_words(sheet: Sheet, alt: str, top: float) -> None:
    """Without a number, what the picture says in words is all that there is."""
    lines = wrapped(fonts().readable(alt), WORDS_WIDTH, 4)
    for number, words in enumerate(lines):
        y = top + NOTHING / 2 + (number - len(lines) / 2) * 1.4 * pixels(LABEL)
        sheet.write(words, WIDTH / 2, y, size=LABEL, colour=QUIET, at="middle")


def _readable(grid: Grid, known: Fonts) -> Grid:
    return Grid(
        labels=tuple(map(known.readable, grid.labels)),
        series=tuple(map(known.readable, grid.series)),
        cells=grid.cells,
        words=tuple(tuple(map(known.readable, row)) for row in grid.words),
    )
