"""`make bench`: measure everything in one run, and print a table; `--full` adds a thousand creators."""

import argparse
import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import (
    commands,
    discord_answers,
    discord_sends,
    discord_start,
    drain,
    idle_tick,
    memory,
    playground,
    simulation,
    slack_acks,
    slack_answers,
    slack_sends,
    transactions,
)
from bench.crowd import settle_in
from bench.figure import Figure, table
from bench.machine import machine

FEW, MANY = 100, 100_000


def figures(folder: Path, *, full: bool) -> Iterator[list[Figure]]:
    """Each bench's figures, when it is done."""
    yield simulation.measure()
    yield drain.measure(folder)
    small, large = folder / "small.db", folder / "large.db"
    asyncio.run(settle_in(small, FEW))
    asyncio.run(settle_in(large, MANY, waiting=FEW))
    yield idle_tick.measure(small, large, enrolments=(FEW, MANY))
    yield transactions.measure(small)
    yield commands.measure(folder)
    yield discord_sends.measure(folder)
    yield discord_answers.measure(folder)
    yield discord_start.measure()
    yield slack_sends.measure(folder)
    yield slack_answers.measure(folder)
    yield slack_acks.measure(folder)
    yield playground.measure(folder)
    yield memory.measure(small, large, enrolments=(FEW, MANY), waiting=FEW)
    if full:
        yield simulation.measure_many()


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="also simulate 1,000 creators")
    full = parser.parse_args().full
    print(machine(), flush=True)
    measured: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="cohortbot-bench-") as folder:
        for some in figures(Path(folder), full=full):
            measured += some
            print("  " + "; ".join(f"{one.name}: {one.figure}" for one in some), flush=True)
    print()
    print(table(measured))


if __name__ == "__main__":
    main()
