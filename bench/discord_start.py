"""How long the bot needs until it answers on a Discord of many servers, and how much memory it takes.

The bot is a fresh process, as it runs: a database of its own, the shipped programme, the adapter as it comes.
Its time is that from `run` on until every server is there, the missed messages would be read, and somebody's
command was answered. `ready` is how long the library waits for a further server after the last one.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.discord.adapter import READY, DiscordAdapter
from bench.community import CONFIG, settle_in
from bench.crowd import CHAT
from bench.discord_peer import peer
from bench.discord_server import Setting
from bench.figure import Figure, middle
from bench.memory import MEGABYTE, own_peak
from bench.running_clock import RunningClock
from bot.app.build import build
from bot.app.connecting import words
from bot.app.filling import Filling
from bot.app.plans import plans_of
from bot.app.warming import warm
from bot.chat.adapter import Door, OpenPlace
from bot.chat.event import Event
from bot.chat.place import Platform
from bot.chat.reply import Reply
from bot.config.load import load
from bot.pictures.drawing import Drawing
from bot.store.opening import open_store

SECONDS, MEGABYTES = 3.0, 200.0
COMMAND = "program next"


def measure(
    *, guilds: int = 100, members: int = 5_000, rounds: int = 3, ready: float = READY
) -> list[Figure]:
    """Medians of fresh processes."""
    runs = [asyncio.run(_run(guilds, members, ready)) for _ in range(rounds)]
    seconds, peak = (middle([run[name] for run in runs]) for name in ("seconds", "peak"))
    answered = middle([run["answered"] for run in runs])
    what = f"{guilds:,} guilds, {members:,} members"
    return [
        Figure(
            name=f"start-up to ready, {what}",
            figure=f"{seconds:.2f} s ({ready:g} s of it waiting; the first answer after {answered:.2f} s)",
            goal=f"< {SECONDS:g} s",
            met=seconds < SECONDS,
        ),
        Figure(
            name=f"the same: memory, {what}",
            figure=f"{peak / MEGABYTE:.0f} MB",
            goal=f"< {MEGABYTES:g} MB",
            met=peak < MEGABYTES * MEGABYTE,
        ),
    ]


async def _run(guilds: int, members: int, ready: float) -> dict[str, float]:
    """One fresh process beside a fresh server; it ends once it was answered."""
    with tempfile.TemporaryDirectory(prefix="cohortbot-start-") as folder:
        path = Path(folder) / "start.db"
        community = await settle_in(path, 2)
        accounts = [one.account for one in community.creators if one.account.platform == CHAT]
        setting = Setting(
            now=community.now.isoformat(),
            users=[int(account.user) for account in accounts],
            guilds=guilds,
            members=members,
        )
        async with peer(setting) as there:
            asked = (str(path), setting.now, there.api_url, there.token, str(ready))
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bench.discord_start", *asked, stdout=asyncio.subprocess.PIPE
            )
            await there.first(COMMAND)
            told, _ = await process.communicate()
            run: dict[str, float] = json.loads(told)
            assert run["guilds"] == guilds
            return run


class Watched:
    """A door that notes when the adapter was ready, and when it had its first answer."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.ready: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """As the door does."""
        answer = await self._door.accept(event)
        if not self.answered.done():
            self.answered.set_result(time.perf_counter())
        return answer

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """Asked for when the connection is ready."""
        self.ready.set_result(time.perf_counter())
        return await self._door.open_places(platform)

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        """As the door does."""
        await self._door.came_too_late(event, reply)

    async def deafened(self, platform: Platform, why: str) -> None:
        """As the door does."""
        await self._door.deafened(platform, why)


class Counting(DiscordAdapter):
    """Tells how many servers the client knows."""

    @property
    def servers(self) -> int:
        """All that were told so far."""
        return len(self._connected().guilds)


async def _bot(path: Path, now: datetime, api_url: str, token: str, ready: float) -> dict[str, Any]:
    """The bot, from its start until it is ready and has answered."""
    clock, plans = RunningClock(now), plans_of(load(CONFIG))
    clock.run()
    store, drawing = open_store(path, mode="serve", now=clock.now()), Drawing()
    adapter = Counting(
        token,
        draw=drawing.draw,
        fill=Filling(path, plans, clock).fill,
        words=words,
        clock=clock.now,
        api_url=api_url,
        ready_timeout=ready,
    )
    app = build(plans=plans, store=store, clock=clock, adapters={CHAT: adapter})
    await warm(plans)
    door, began = Watched(app.door), time.perf_counter()
    running = asyncio.create_task(adapter.run(app.commands, door))
    answered, at = await asyncio.gather(door.answered, door.ready)
    servers = adapter.servers
    await app.door.quiet()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    drawing.close()
    await store.close()
    return {
        "seconds": max(answered, at) - began,
        "answered": answered - began,
        "peak": own_peak(),
        "guilds": servers,
    }


if __name__ == "__main__":
    path, now, api_url, token, ready = sys.argv[1:]
    run = _bot(Path(path), datetime.fromisoformat(now), api_url, token, float(ready))
    print(json.dumps(asyncio.run(run)))
