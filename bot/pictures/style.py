"""How every picture looks: dark on white, few lines, letters that stay readable when a chat shrinks it."""

from collections.abc import Mapping
from typing import Final

from bot.chat.message import Tone

Colour = str
"""As "#1f2933"."""

WIDTH: Final = 960
"""Pixels. A chat shows them about 450 wide."""
DPI: Final = 150
MARGIN: Final = 20
"""Pixels that stay empty around a picture."""
GAP: Final = 10
"""Pixels between a drawing and the words that belong to it."""

INK: Final = "#1f2933"
QUIET: Final = "#5b6770"
HAIR: Final = "#d5dbe0"
PAPER: Final = "#ffffff"
SERIES: Final = ("#1b6ca8", "#d9822b", "#3f8f5b", "#8f4f9f", "#7a6a4f", "#b3364a")
"""Told apart in print and with colour-blind eyes; further series are left to the picture's table."""
TONES: Final[Mapping[Tone, Colour]] = {
    "good": "#3f8f5b",
    "bad": "#b3364a",
    "open": "#1b6ca8",
    "rest": "#7b8791",
    "ahead": "#e4e9ed",
}
"""How the marks of a heat map are told apart, besides by their signs."""

TITLE: Final = 15
LABEL: Final = 12
SMALL: Final = 10.5
TINY: Final = 6.5
"""The sizes of letters, in points."""


def pixels(points: float) -> float:
    """How tall so many points are."""
    return points * DPI / 72


def shortened(text: str, most: int) -> str:
    """The text, cut at a length with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    """The text in at most so many lines of a width, the last one cut."""
    rows: list[str] = []
    for word in text.split(" "):
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return tuple(shortened(row, width) for row in rows)
