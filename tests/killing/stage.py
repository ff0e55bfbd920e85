"""The stage: a world in a process of its own, a database, and bots that live there one after the other."""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from signal import SIGKILL, SIGTERM

from adapters.memory.peer import PeerWorld
from bot.app.people import players_of
from bot.chat.adapter import Shown
from schedules.verdict import Verdict, judge
from tests.killing import notebook
from tests.killing.bot import Bot, born
from tests.killing.kill import Kill
from tests.killing.relay import Relay, relay
from tests.killing.story import Story

ROOT = Path(__file__).parents[2]


class Stage:
    """Everything outside the bot outlives it."""

    def __init__(self, nursery: Path, folder: Path, told: Story, world: PeerWorld, line: Relay) -> None:
        self.database = folder / "cohortbot.db"
        self.told = told
        self.world = world
        self.line = line
        self._nursery = nursery
        self._socket = folder / "line"

    async def starts(self, *arguments: str, kill: Kill | None = None) -> Bot:
        """A bot begins to live."""
        told = self.told
        bot = await born(self._nursery, "bot", self.database, self._socket, told.seed, told.weeks, *arguments)
        self.line.aim(bot, kill)
        bot.begins()
        return bot

    async def is_killed(self, kill: Kill, *arguments: str) -> None:
        """A bot lives until it is killed; then the machine is off for a while."""
        bot = await self.starts(*arguments, kill=kill)
        code, errors = await bot.ends()
        assert code == -SIGKILL, f"it ended by itself, with {code}: {errors}"
        assert "Traceback" not in errors, errors
        await self.world.advance(await self.world.now() + kill.outage)

    async def ends_well(self, *arguments: str) -> None:
        """A bot lives until the end of the story."""
        bot = await self.starts(*arguments)
        code, errors = await bot.ends()
        assert code == 0, f"it ended with {code}: {errors}"
        assert "Traceback" not in errors, errors

    async def log(self) -> Sequence[Shown]:
        """What was ever shown."""
        return await self.world.log()

    async def verdict(self) -> Verdict:
        """What became of everything, by what was shown and what people did."""
        _, diary = notebook.read(await self.world.notes())
        players = players_of(self.told.setup, self.told.quiet, diary)
        return judge(self.told.plan, self.told.secret, players, await self.log(), self.told.judged_until)


@asynccontextmanager
async def stage(
    nursery: Path, folder: Path, told: Story, *, faults: int | None = None
) -> AsyncIterator[Stage]:
    """A new world at the beginning of the story; `faults` seeds a bad network."""
    socket = folder / "world"
    seed = () if faults is None else ("--seed", str(faults))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "adapters.memory.peer",
        str(socket),
        *seed,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"ready\n"
        async with relay(socket, folder / "line") as line:
            world = await PeerWorld.connect(socket)
            await world.advance(told.begins)
            yield Stage(nursery, folder, told, world, line)
            await world.disconnect()
    finally:
        process.send_signal(SIGTERM)
        await process.wait()
