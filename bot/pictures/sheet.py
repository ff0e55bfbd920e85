"""The sheet that a picture is drawn on: boxes, lines and words, by pixels from its upper left corner."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from bot.pictures.letters import word
from bot.pictures.style import DPI, HAIR, INK, PAPER, WIDTH, Colour, pixels

At = Literal["left", "middle", "right"]
Point = tuple[float, float]

FINE = 4
"""Lines are drawn so many times as large, and made small: that is what keeps them smooth."""
CAPITAL = 0.729
"""How tall a capital letter is, of the size of its font."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A part of the sheet: what is drawn within the labels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The point as far from every side as from the opposite one."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Sheet:
    """White at first; what is drawn later lies above."""

    def __init__(self, height: float) -> None:
        self.height = round(height)
        self._image = Image.new("RGB", (WIDTH, self.height), PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def box(self, area: Area, colour: Colour) -> None:
        """Fill an area; nothing where it has no extent."""
        left, top, right, bottom = map(round, (area.left, area.top, area.right, area.bottom))
        if right > left and bottom > top:
            self._pen.rectangle((left, top, right - 1, bottom - 1), fill=colour)

    def rule(self, left: float, right: float, y: float) -> None:
        """A thin level line."""
        self.box(Area(left=left, top=round(y) - 1, right=right, bottom=round(y) + 1), HAIR)

    def upright(self, x: float, top: float, bottom: float) -> None:
        """A thin line from top to bottom."""
        self.box(Area(left=round(x) - 1, top=top, right=round(x) + 1, bottom=bottom), HAIR)

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float,
        colour: Colour = INK,
        at: At = "left",
        bold: bool = False,
    ) -> None:
        """Write a line: `x` is its left end, its middle or its right end, `y` the middle of its capitals."""
        if not text.strip():
            return
        written = word(text, size, bold)
        match at:
            case "left":
                start = x
            case "middle":
                start = x - written.width / 2
            case "right":
                start = x - written.width
            case never:
                assert_never(never)
        # What is too long for its place stays on the sheet.
        start = max(0, min(start, WIDTH - written.width))
        base = y + CAPITAL * pixels(size) / 2
        corner = (round(start) + written.left, round(base) + written.top)
        self._image.paste(colour, corner, written.mask)

    def trace(self, points: Sequence[Point], width: float, dots: float, colour: Colour) -> None:
        """Join points by a line of a width, with round dots of a width where they are."""
        room = round(max(width, dots)) + 1
        xs, ys = zip(*points, strict=True)
        left, top = round(min(xs)) - room, round(min(ys)) - room
        size = (round(max(xs)) + room - left, round(max(ys)) + room - top)
        mask = Image.new("L", (size[0] * FINE, size[1] * FINE))
        pen = ImageDraw.Draw(mask)
        large = [((x - left) * FINE, (y - top) * FINE) for x, y in points]
        pen.line(large, fill=255, width=round(width * FINE), joint="curve")
        for x, y in large:
            pen.circle((x, y), dots * FINE / 2, fill=255)
        self._image.paste(colour, (left, top), mask.reduce(FINE))

    def png(self, title: str, alt: str) -> bytes:
        """The file, which says what it shows."""
        about = PngInfo()
        about.add_itxt("Title", title)
        about.add_itxt("Description", alt)
        held = io.BytesIO()
        # Large even areas: looking for repeats of a pixel alone takes half the time, for a tenth more bytes.
        self._image.save(held, "png", pnginfo=about, dpi=(DPI, DPI), compress_type=zlib.Z_RLE)
        return held.getvalue()


def width_of(text: str, size: float) -> int:
    """How wide a line is."""
    return word(text, size, False).width if text.strip() else 0
