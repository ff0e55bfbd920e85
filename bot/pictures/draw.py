"""Draw turns a Picture into the bytes of a PNG: the same picture, the same bytes."""

import io
from functools import cache
from typing import assert_never

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from bot.chat.message import Picture
from bot.pictures import bars, heat, line, marks
from bot.pictures.numbers import Grid, grid_of
from bot.pictures.style import DPI, HAIR, LABEL, QUIET, SERIES, TITLE, WIDTH, Style, wrapped

TITLE_WIDTH = 46
"""Letters in a line of the title."""
NOTHING = "Nothing to show yet"


def draw(picture: Picture) -> bytes:
    """The picture as PNG, 960 pixels wide; its alt text goes with it as the file's description."""
    style = _style()
    most = heat.MOST_COLUMNS if picture.kind == "heat" else len(SERIES)
    grid = _readable(grid_of(picture, most), style)
    with matplotlib.rc_context(style.settings):
        figure = Figure(
            figsize=(WIDTH, _height(picture, grid)), layout=ConstrainedLayoutEngine(w_pad=0.14, h_pad=0.12)
        )
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        title = wrapped(style.readable(picture.title), TITLE_WIDTH, 2)
        figure.suptitle(title, x=0.02, ha="left", fontsize=TITLE, fontweight="bold")
        if grid.is_empty:
            axes.axis("off")
            axes.text(0.5, 0.5, NOTHING, ha="center", va="center", color=QUIET, fontsize=LABEL)
        else:
            corner = style.readable(picture.columns[0])
            match picture.kind:
                case "bars":
                    bars.put(axes, grid)
                case "line":
                    line.put(axes, grid, corner)
                case "heat" if picture.marks:
                    marks.put(axes, grid, corner, picture.marks, style)
                case "heat":
                    heat.put(axes, grid, corner)
                case never:
                    assert_never(never)
            axes.spines[:].set_color(HAIR)
        held = io.BytesIO()
        # Without the version of what drew it, the bytes depend on the picture alone.
        about = {"Software": None, "Title": picture.title, "Description": picture.alt}
        figure.savefig(held, format="png", dpi=DPI, metadata=about)
        return held.getvalue()


@cache
def _style() -> Style:
    return Style()


def _height(picture: Picture, grid: Grid) -> float:
    """Inches, for as many rows as there are."""
    if grid.is_empty:
        return 2.4
    match picture.kind:
        case "bars":
            return bars.height(grid)
        case "line":
            return 3.6
        case "heat":
            return heat.height(grid)
        case never:
            assert_never(never)


def _readable(grid: Grid, style: Style) -> Grid:
    return Grid(
        labels=tuple(map(style.readable, grid.labels)),
        series=tuple(map(style.readable, grid.series)),
        cells=grid.cells,
        words=tuple(tuple(map(style.readable, row)) for row in grid.words),
    )
