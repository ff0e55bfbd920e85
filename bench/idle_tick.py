"""What the planner costs when nothing is due: as much for many enrolments as for few."""

import asyncio
import time
from datetime import timedelta
from pathlib import Path

from bench.crowd import BEFORE, PLANS, opened
from bench.figure import Figure, middle
from bot.engine.clock import ManualClock
from bot.features import ALL
from bot.store.store import Store
from schedules.planner import Planner

GOAL = 1.5


def measure(small: Path, large: Path, *, enrolments: tuple[int, int], ticks: int = 300) -> list[Figure]:
    """Ticks over a small and a large crowd, in turns."""
    few, many = asyncio.run(_tick(small, large, ticks))
    ratio = many / few
    return [
        Figure(
            name=f"idle tick with {enrolments[1]:,} enrolments",
            figure=f"{ratio:.2f}x that with {enrolments[0]:,} ({many * 1e3:.2f} ms)",
            goal=f"<= {GOAL:g}x",
            met=ratio <= GOAL,
        )
    ]


async def _tick(small: Path, large: Path, ticks: int) -> tuple[float, float]:
    async with opened(small) as first, opened(large) as second:
        planners = [await _planner(store) for store in (first, second)]
        took: tuple[list[float], list[float]] = ([], [])
        for number in range(ticks):
            now = BEFORE + timedelta(seconds=number)
            for planner, times in zip(planners, took, strict=True):
                began = time.perf_counter()
                await planner.run_once(now)
                times.append(time.perf_counter() - began)
        return middle(took[0]), middle(took[1])


async def _planner(store: Store) -> Planner:
    """One that has had its first look, which is not idle."""
    planner = Planner(store, ManualClock(BEFORE), PLANS, ALL)
    await planner.run_once(BEFORE)
    return planner
