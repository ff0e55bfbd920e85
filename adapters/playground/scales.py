"""Scales: what cells say as numbers, and where they stand on an axis of few round steps."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

STEPS = {1: 5, 2: 4, 3: 3, 4: 4, 5: 5, 6: 3, 8: 4, 10: 5}
"""Round numbers, and into how many steps each falls that are easy to read."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From 0 to a round number; `unit` stands after each step."""

    top: float
    parts: int
    unit: str = ""

    @property
    def steps(self) -> tuple[tuple[float, str], ...]:
        """Each step, and how it is written."""
        found = (self.top * number / self.parts for number in range(self.parts + 1))
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
        return Scale(100, 4, "%")
    if highest <= 0:
        return Scale(4, 4)
    power = 10.0 ** math.floor(math.log10(highest))
    top = next((step for step in STEPS if step * power >= highest), 10)
    # Where all are counts there is no half between them.
    counts = all((number(cell) or 0.0).is_integer() for cell in written)
    return Scale(top * power, min(STEPS[top], int(top * power)) if counts else STEPS[top])
