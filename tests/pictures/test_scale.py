"""Scales have few steps, round ones, within the numbers, and labels of them that people read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.numbers import Grid
from bot.pictures.scale import MOST_STEPS, scale

NUMBERS = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False).map(lambda one: round(one, 3))


def grid(*numbers: float) -> Grid:
    """One column of numbers."""
    rows = tuple((float(one),) for one in numbers)
    words = tuple((str(one),) for one in numbers)
    return Grid(labels=tuple(map(str, range(len(rows)))), series=("sent",), cells=rows, words=words)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 5.3, ("0", "2", "4")),
        (0, 4560, ("0", "2,000", "4,000")),
        (0, 100, ("0", "25", "50", "75", "100")),
        (0, 1, ("0", "1")),
        (0, 0.9, ("0", "0.25", "0.5", "0.75")),
        (-5.5, 5.5, ("-5", "0", "5")),
        (0, 3e6, ("0", "1,000,000", "2,000,000", "3,000,000")),
        (0, 0, ("0", "1")),
    ],
)
def test_round_steps(low: float, high: float, words: tuple[str, ...]) -> None:
    """The steps as they are read at the side."""
    assert scale(grid(low, high), low, high).words == words


@given(NUMBERS, NUMBERS)
def test_any_numbers(one: float, other: float) -> None:
    """Whatever is drawn has at least one step, not too many, and none outside."""
    low, high = min(one, other, 0.0), max(one, other, 0.0)
    steps = scale(grid(one, other), low, high)

    assert 1 <= len(steps.steps) <= MOST_STEPS + 1
    slack = (steps.high - steps.low) * 1e-6
    assert all(steps.low - slack <= step <= steps.high + slack for step in steps.steps)
