"""Letters: words as the pixels that they cover, in the fonts that this machine has."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image

from bot.pictures.style import DPI

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
KEPT: Final = 1024
"""Words whose pixels are kept: most of them, numbers above all, are in the next picture again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Word:
    """The pixels of a word, and where they begin, measured from the beginning of its base line."""

    mask: Image.Image
    left: int
    top: int
    width: int


class Fonts:
    """The files of the fonts, and which letters they have; made once, it looks for them."""

    def __init__(self) -> None:
        known = font_manager.fontManager.ttflist
        # A condensed one has the same name.
        upright = [font for font in known if (font.style, font.stretch) == ("normal", "normal")]
        files = {(font.name, font.weight): font.fname for font in upright}
        others = [files[name, 400] for name in _OTHER_LETTERS if (name, 400) in files]
        self.plain = (files[OWN_FONT, 400], *others)
        self.bold = (files[OWN_FONT, 700], *others)
        # The title is bold, so a letter must be in both.
        own = _letters(self.plain[0]) & _letters(self.bold[0])
        self._letters = own.union(*map(_letters, others))

    def readable(self, text: str) -> str:
        """The text in one line, a box for each letter that no font has."""
        line = " ".join(text.split())
        return "".join(letter if ord(letter) in self._letters else UNKNOWN_LETTER for letter in line)


def _letters(file: str) -> frozenset[int]:
    return frozenset(FT2Font(file).get_charmap())


@cache
def fonts() -> Fonts:
    """The fonts of this machine."""
    return Fonts()


@lru_cache(maxsize=KEPT)
def word(text: str, size: float, bold: bool) -> Word:
    """The words of one line, at a size in points."""
    font = font_manager.get_font(fonts().bold if bold else fonts().plain)
    font.clear()
    font.set_size(size, DPI)
    font.set_text(text, 0.0, flags=LoadFlags.DEFAULT)
    font.draw_glyphs_to_bitmap(antialiased=True)
    mask = Image.fromarray(font.get_image())
    # FreeType counts in 64ths of a pixel.
    left, width = font.get_bitmap_offset()[0], font.get_width_height()[0]
    return Word(
        mask=mask,
        left=round(left / 64),
        top=round(font.get_descent() / 64) - mask.height,
        width=round(width / 64),
    )
