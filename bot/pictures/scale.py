"""The scale at the side, in few round steps, and the names of what is below."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures.numbers import Grid
from bot.pictures.sheet import Area, Sheet, width_of
from bot.pictures.style import GAP, SMALL, shortened

MOST_STEPS = 4
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
LABEL_ROW = 36
"""Pixels that the names below a drawing take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Numbers from the lowest to the highest, and the round ones among them."""

    low: float
    high: float
    steps: tuple[float, ...]

    def height(self, value: float, area: Area) -> float:
        """Where a number is in an area, measured from the top of the sheet."""
        return area.bottom - (value - self.low) / (self.high - self.low) * area.height

    @property
    def words(self) -> tuple[str, ...]:
        """The steps as people read them."""
        return tuple(f"{step:,.12g}" for step in self.steps)

    @property
    def room(self) -> int:
        """Pixels that the words take at the side."""
        return GAP + max((width_of(one, SMALL) for one in self.words), default=0)


def scale(grid: Grid, low: float, high: float) -> Scale:
    """A scale for these numbers; in whole steps where they are counts, or not small."""
    high = high if high > low else low + 1
    return Scale(low=low, high=high, steps=_steps(low, high, whole=grid.counts or grid.highest >= MOST_STEPS))


def _steps(low: float, high: float, *, whole: bool) -> tuple[float, ...]:
    least = (high - low) / MOST_STEPS
    power = 10.0 ** math.floor(math.log10(least))
    step = next(one * power for one in _ROUND if one * power >= least * (1 - 1e-9))
    if whole:
        step = float(math.ceil(step))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    # Rounded, so that 0.30000000000000004 is 0.3.
    return tuple(round(number * step, 12) for number in range(first, last + 1))


def put_steps(sheet: Sheet, area: Area, steps: Scale) -> None:
    """Level lines through an area, their numbers left of it."""
    for step, words in zip(steps.steps, steps.words, strict=True):
        y = steps.height(step, area)
        sheet.rule(area.left, area.right, y)
        sheet.write(words, area.left - GAP, y, size=SMALL, at="right")


def put_labels(
    sheet: Sheet, labels: Sequence[str], middles: Sequence[float], top: float, *, every: int, most: int
) -> None:
    """Names below a drawing, centred at their places: one of so many, cut at a length."""
    for label, middle in list(zip(labels, middles, strict=True))[::every]:
        sheet.write(shortened(label, most), middle, top + LABEL_ROW / 2, size=SMALL, at="middle")
