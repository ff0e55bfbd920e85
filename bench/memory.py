"""How much memory planner and courier take beside very many enrolments, in a process of their own."""

import asyncio
import resource
import subprocess
import sys
from pathlib import Path

from bench.bot import bot_over
from bench.crowd import NOTICE_AT, opened
from bench.figure import Figure

MEGABYTE = 1024 * 1024


def measure(small: Path, large: Path, *, enrolments: tuple[int, int], waiting: int) -> list[Figure]:
    """The peak after a busy instant, with few enrolments and with many."""
    few, many = (_peak(path, waiting) for path in (small, large))
    each = (many - few) / (enrolments[1] - enrolments[0])
    return [
        Figure(
            name=f"memory at {enrolments[1]:,} enrolments",
            figure=f"{many / MEGABYTE:,.0f} MB ({few / MEGABYTE:,.0f} MB at {enrolments[0]:,}), "
            f"{each:,.0f} bytes an enrolment",
        )
    ]


def _peak(path: Path, waiting: int) -> int:
    command = [sys.executable, "-m", "bench.memory", str(path), str(waiting)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


async def _be_busy(path: Path, waiting: int) -> None:
    async with opened(path) as store:
        bot = await bot_over(store, NOTICE_AT, met=waiting)
        await bot.carry(NOTICE_AT)
        assert await bot.shown() == waiting


def own_peak() -> int:
    """The most memory that this process had, in bytes.

    Linux hands the peak of getrusage on from the process that began this one; that of /proc is its own.
    """
    if Path("/proc/self/status").exists():
        return peak_of("self")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def peak_of(process: int | str) -> int:
    """The most memory that a process had by now, in bytes; Linux tells."""
    lines = Path("/proc", str(process), "status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    asyncio.run(_be_busy(Path(sys.argv[1]), int(sys.argv[2])))
    print(own_peak())
