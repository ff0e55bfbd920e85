"""Scales: what cells say as numbers, and where they stand on an axis of few round steps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

STEPS = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to a round number; `unit` stands after each step."""

    top: float
    unit: str = ""

    @property
    def steps(self) -> tuple[tuple[float, str], ...]:
        """Each step, and how it is written."""
        found = (self.top * number / STEPS for number in range(STEPS + 1))
        return tuple((step, f"{step:,.10g}{self.unit}") for step in found)

    def share(self, value: float) -> float:
        """How far up a value stands, from 0 to 1."""
        return max(0.0, min(1.0, value / self.top))


def number(cell: str) -> float | None:
    """What a cell says as a number, if it says one."""
    try:
        read = float(cell.strip().removesuffix("%").replace(",", ""))
    except ValueError:
        return None
    return read if math.isfinite(read) else None


def scale_of(cells: Sequence[str]) -> Scale:
    """A scale on which all of these have a place; shares go up to the whole."""
    written = [cell for cell in cells if number(cell) is not None]
    highest = max((number(cell) or 0.0 for cell in written), default=0.0)
    if written and all(cell.strip().endswith("%") for cell in written) and highest <= 100:
        return Scale(100, "%")
    return Scale(_round(highest))


def _round(value: float) -> float:
    """The next number upwards of which a quarter is easy to read."""
    if value <= 0:
        return STEPS
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in (1, 2, 4, 5, 6, 8, 10, 20) if step * power >= value)
