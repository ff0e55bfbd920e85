"""A figure: what was measured, what was hoped for, and whether it was met."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; `met` is None where there is no goal."""

    name: str
    figure: str
    goal: str = ""
    met: bool | None = None


def middle(measured: Sequence[float]) -> float:
    """The median: a noisy machine spoils means."""
    return statistics.median(measured)


def table(figures: Sequence[Figure]) -> str:
    """The figures as lines of text."""
    rows = [("what", "measured", "goal", "met")]
    rows += [(one.name, one.figure, one.goal or "-", _met(one.met)) for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]))
        for row in rows
    )


def _met(met: bool | None) -> str:
    return "-" if met is None else "yes" if met else "NO"
