"""The stage: a Discord in a process of its own, a database, and bots that live there one after the other."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGKILL
from typing import Any

from bot.app.people import players_of
from schedules.verdict import Verdict, judge
from tests.cohort_on_discord.line import Line
from tests.cohort_on_discord.remote import Remote
from tests.cohort_on_discord.story import Cast, on_discord
from tests.killing import notebook
from tests.killing.agreement import disagreements
from tests.killing.kill import Kill
from tests.killing.stage import ROOT


class Stage:
    """Everything outside the bot outlives it."""

    def __init__(self, cast: Cast, folder: Path, socket: Path, remote: Remote) -> None:
        self._cast = cast
        self._folder = folder
        self._socket = socket
        self._database = folder / "cohortbot.db"
        self._remote = remote
        self._lives = 0

    async def is_killed(self, kill: Kill) -> None:
        """A bot lives until it is killed; then the machine is off for a while."""
        code, said = await self._lives_once(kill)
        assert code == -SIGKILL, f"it ended by itself, with {code}: {said}"
        await self._remote.advance(await self._remote.now() + kill.outage)

    async def ends_well(self, *arguments: str) -> None:
        """A bot lives until the end of the story."""
        code, said = await self._lives_once(None, *arguments)
        assert code == 0, f"it ended with {code}: {said}"

    async def _lives_once(self, kill: Kill | None, *arguments: str) -> tuple[int, str]:
        self._lives += 1
        says = self._folder / f"life-{self._lives}.log"
        with says.open("wb") as errors:
            bot = await self._bears(errors.fileno(), *arguments)
            try:
                await self._remote.aim(bot.pid, kill)
                code = await bot.wait()
            finally:
                if bot.returncode is None:
                    bot.kill()
                    await bot.wait()
        return code, says.read_text()

    async def _bears(self, errors: int, *arguments: str) -> Process:
        cast = self._cast
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.cohort_on_discord.child",
            str(self._database), str(self._socket), str(cast.seed), str(cast.weeks),
            *(("--whole",) if cast.whole else ()), *arguments,
            cwd=ROOT, stderr=errors,
        )  # fmt: skip

    async def verdict(self) -> Verdict:
        """What became of everything, by what Discord has shown and what people did."""
        told = on_discord(self._cast.told(), await self._remote.there())
        _, diary = notebook.read(await self._remote.notes())
        players = players_of(told.setup, told.quiet, diary)
        return judge(told.plan, told.secret, players, await self._remote.shown(), told.judged_until)

    async def disagreements(self) -> list[str]:
        """Where the database says something else than what was shown."""
        log, now = await self._remote.shown(), await self._remote.now()
        return disagreements(self._database, log, now)

    async def report(self) -> Mapping[str, Any]:
        """What Discord's own log says of the bot."""
        return await self._remote.report()


@asynccontextmanager
async def stage(cast: Cast, folder: Path, *, rate: float, quick: bool) -> AsyncIterator[Stage]:
    """A new Discord at the beginning of the story, on a network that fails so often."""
    socket = folder / "line"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.cohort_on_discord.world",
        str(socket), str(cast.seed), str(cast.weeks), str(rate),
        *(("--whole",) if cast.whole else ()), *(("--quick",) if quick else ()),
        cwd=ROOT, stdin=PIPE, stdout=PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert await process.stdout.readline() == b"ready\n"
        remote = Remote(await Line.to(socket))
        yield Stage(cast, folder, socket, remote)
        remote.hang_up()
    finally:
        process.stdin.close()
        await process.wait()
