"""A demonstration as somebody starts it: a process of its own that prints where it is served."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEMO = ("bot.cli", "demo", "--port", "0")
PATIENCE = 60
"""Seconds until it is served, and until it has ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A demonstration that is under way."""

    address: str
    pid: int
    log: Path

    def troubles(self) -> str:
        """What it complained of on stderr."""
        return self.log.read_text(encoding="utf-8")


@asynccontextmanager
async def served(folder: Path, *arguments: str, program: tuple[str, ...] = DEMO) -> AsyncIterator[Served]:
    """`cohortbot demo`, or another program, at a free port, until the end."""
    log = folder / "demo.log"
    with log.open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *program, *arguments),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                address = await _address(process)
            yield Served(address=address, pid=process.pid, log=log)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGINT)
            async with asyncio.timeout(PATIENCE):
                await process.communicate()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    said = ""
    while line := (await process.stdout.readline()).decode():
        said += line
        if line.startswith("Open http://"):
            return line.split()[1]
    raise AssertionError(f"the demonstration ended before it was served: {said}")
