"""The other side of a bench: a Discord that runs in a process of its own, held by a bench."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

from bench.discord_server import Setting

LONGEST_LINE = 64 * 1024 * 1024


class Peer:
    """A Discord of another process; `token` and `api_url` let a bot in."""

    def __init__(self, process: asyncio.subprocess.Process, api_url: str, token: str) -> None:
        self._process = process
        self.api_url = api_url
        self.token = token

    async def uses(self, command: str, *, by: int, times: int) -> list[float]:
        """The milliseconds to each answer: so many people use it at once, each so many times."""
        took: list[float] = (await self._ask(use=command, by=by, times=times))["took"]
        return took

    async def ready(self) -> None:
        """Return when a bot is connected."""
        await self._ask(ready=True)

    async def first(self, command: str) -> dict[str, Any]:
        """Return when the first use of a command was answered, which was made as soon as a bot was there."""
        return await self._ask(first=command)

    async def shown(self) -> dict[str, Any]:
        """How many messages there are, how the last one looks, and the processor time spent here."""
        return await self._ask(shown=True)

    async def _ask(self, **asked: object) -> dict[str, Any]:
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(json.dumps(asked).encode() + b"\n")
        return await _line(self._process)


@asynccontextmanager
async def peer(setting: Setting) -> AsyncIterator[Peer]:
    """The process, from its first word to its end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.discord_server",
        json.dumps(asdict(setting)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=LONGEST_LINE,
    )
    try:
        where = await _line(process)
        yield Peer(process, where["api_url"], where["token"])
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None
    line = await process.stdout.readline()
    if not line:
        raise RuntimeError("the small Discord has ended: see above")
    answer: dict[str, Any] = json.loads(line)
    return answer
