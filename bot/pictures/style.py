"""How every picture looks: dark on white, few lines, letters that stay readable when a chat shrinks it."""

from collections.abc import Mapping
from typing import Final

import matplotlib
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from bot.chat.message import Tone

WIDTH: Final = 6.4
"""Inches. A chat shows 960 pixels about 450 wide."""
DPI: Final = 150

INK: Final = "#1f2933"
QUIET: Final = "#5b6770"
HAIR: Final = "#d5dbe0"
SERIES: Final = ("#1b6ca8", "#d9822b", "#3f8f5b", "#8f4f9f", "#7a6a4f", "#b3364a")
"""Told apart in print and with colour-blind eyes; further series are left to the picture's table."""
HEAT: Final = "Blues"
TONES: Final[Mapping[Tone, str]] = {
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

OWN_FONT: Final = "DejaVu Sans"
_OTHER_LETTERS: Final = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans",
    "Microsoft YaHei",
)
"""Fonts with letters that matplotlib's own lacks; those that a machine has are used."""
UNKNOWN_LETTER: Final = "\u25a1"


class Style:
    """The settings of a drawing, and which letters it can show; made once, it looks for fonts."""

    def __init__(self) -> None:
        upright = [font for font in font_manager.fontManager.ttflist if font.style == "normal"]
        files = {(font.name, font.weight): font.fname for font in upright}
        others = [name for name in _OTHER_LETTERS if (name, 400) in files]
        families = [OWN_FONT, *others]
        # The title is bold, so a letter must be in both.
        own = _letters(files[OWN_FONT, 400]) & _letters(files[OWN_FONT, 700])
        self._letters = own.union(*(_letters(files[name, 400]) for name in others))
        self.settings = dict(matplotlib.rcParamsDefault) | {
            "font.family": families,
            "font.size": LABEL,
            # What people typed is never a formula.
            "text.parse_math": False,
            "text.color": INK,
            "xtick.color": QUIET,
            "ytick.color": QUIET,
            "xtick.labelcolor": INK,
            "ytick.labelcolor": INK,
            "xtick.major.size": 0,
            "ytick.major.size": 0,
            "xtick.labelsize": SMALL,
            "ytick.labelsize": SMALL,
            "axes.edgecolor": HAIR,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.axisbelow": True,
            "grid.color": HAIR,
            "grid.linewidth": 0.8,
            "legend.frameon": False,
            "legend.fontsize": SMALL,
            "figure.facecolor": "white",
            "savefig.dpi": DPI,
        }
        del self.settings["backend"]

    def readable(self, text: str) -> str:
        """The text in one line, a box for each letter that no font has."""
        line = " ".join(text.split())
        return "".join(letter if ord(letter) in self._letters else UNKNOWN_LETTER for letter in line)


def _letters(file: str) -> frozenset[int]:
    return frozenset(FT2Font(file).get_charmap())


def shortened(text: str, most: int) -> str:
    """The text, cut at a length with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def wrapped(text: str, width: int, lines: int) -> str:
    """The text in lines of a width, the last one cut."""
    rows: list[str] = []
    for word in text.split(" "):
        if rows and len(rows[-1]) + 1 + len(word) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    if len(rows) > lines:
        rows = [*rows[: lines - 1], " ".join(rows[lines - 1 :])]
    return "\n".join(shortened(row, width) for row in rows)
