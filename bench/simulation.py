"""How long a whole programme takes in a simulation, and how much memory; in a process of its own."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from bench.figure import Figure, middle
from bot.app.simulating import simulate
from bot.config.load import load

CONFIG = Path(__file__).parent.parent / "config.example.toml"
SECONDS = 10.0
MANY_SECONDS = 180.0
MANY_MEGABYTES = 400.0


def measure(*, creators: int = 50, weeks: int = 26, rounds: int = 3) -> list[Figure]:
    """Simulated creator-weeks in a second of real time."""
    seconds = middle([_run(creators, weeks)["seconds"] for _ in range(rounds)])
    return [
        Figure(name="simulated creator-weeks/s", figure=f"{creators * weeks / seconds:,.0f}"),
        Figure(
            name=f"simulation, {creators:,} creators, {weeks} weeks",
            figure=f"{seconds:.1f} s",
            goal=f"<= {SECONDS:g} s",
            met=seconds <= SECONDS,
        ),
    ]


def measure_many(*, creators: int = 1_000, weeks: int = 26) -> list[Figure]:
    """A large cohort, once."""
    run = _run(creators, weeks)
    name = f"simulation, {creators:,} creators, {weeks} weeks"
    return [
        Figure(
            name=name,
            figure=f"{run['seconds']:.0f} s",
            goal=f"<= {MANY_SECONDS:g} s",
            met=run["seconds"] <= MANY_SECONDS,
        ),
        Figure(
            name=f"{name}: memory",
            figure=f"{run['peak_rss_mb']:.0f} MB",
            goal=f"< {MANY_MEGABYTES:g} MB",
            met=run["peak_rss_mb"] < MANY_MEGABYTES,
        ),
    ]


def _run(creators: int, weeks: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.simulation", str(creators), str(weeks)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    run = asyncio.run(simulate(load(CONFIG), creators=int(sys.argv[1]), weeks=int(sys.argv[2])))
    print(json.dumps(run.figures()))
