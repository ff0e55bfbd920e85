"""How fast the courier sends what has piled up, against APScheduler's job store, both with full fsync."""

import asyncio
import shutil
import time
from pathlib import Path

from bench import job_store
from bench.bot import bot_over
from bench.crowd import BEFORE, NOTICE_AT, PLANS, opened, settle_in
from bench.figure import Figure, middle
from bot.engine.clock import ManualClock
from bot.features import ALL
from schedules.planner import Planner

GOAL = 6.0


def measure(folder: Path, *, messages: int = 5_000, rounds: int = 3) -> list[Figure]:
    """One delivery of one part to each of so many creators, and as many jobs; medians, in turns."""
    due, jobs = folder / "due.db", folder / "jobs.db"
    asyncio.run(_owe(due, messages))
    job_store.fill(jobs, messages)
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        ours.append(asyncio.run(_drain(_copy(due, number), messages)))
        theirs.append(job_store.drain(_copy(jobs, number), messages))
    ratio = middle(theirs) / middle(ours)
    return [
        Figure(name="courier, messages/s", figure=f"{messages / middle(ours):,.0f}"),
        Figure(name="APScheduler's job store, jobs/s", figure=f"{messages / middle(theirs):,.0f}"),
        Figure(
            name="courier against job store",
            figure=f"{ratio:.1f}x",
            goal=f">= {GOAL:g}x",
            met=ratio >= GOAL,
        ),
    ]


async def _owe(path: Path, messages: int) -> None:
    """Plan the deliveries, and send none."""
    await settle_in(path, messages)
    async with opened(path) as store:
        clock = ManualClock(BEFORE)
        planner = Planner(store, clock, PLANS, ALL)
        await planner.run_once(BEFORE)
        clock.move_to(NOTICE_AT)
        await planner.run_once(NOTICE_AT)


async def _drain(path: Path, messages: int) -> float:
    async with opened(path) as store:
        bot = await bot_over(store, NOTICE_AT, met=messages)
        began = time.perf_counter()
        await bot.carry(NOTICE_AT)
        took = time.perf_counter() - began
        assert await bot.shown() == messages
        return took


def _copy(path: Path, number: int) -> Path:
    return Path(shutil.copy(path, path.with_suffix(f".{number}.db")))
