"""How soon commands are answered through discord.py when many use one at once, against a bare echo.

So many people of the small Discord, which is a process of its own, use a command at the same moment, and use
it again as soon as it was answered. The whole bot reads a community of the shipped programme, twenty weeks
on; the echo is an app command of discord.py that says what it has at hand.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from adapters.discord.adapter import DiscordAdapter
from bench.commands import percentile
from bench.community import Community, settle_in
from bench.crowd import CHAT
from bench.discord_bare import bare, echo
from bench.discord_peer import Peer, peer
from bench.discord_server import Setting
from bench.figure import Figure, middle
from bench.running_clock import RunningClock
from bot.app.build import build
from bot.app.connecting import words
from bot.app.filling import Filling
from bot.app.warming import warm
from bot.chat.adapter import Door, OpenPlace
from bot.chat.place import Platform
from bot.engine.plans import Plans
from bot.pictures.drawing import Drawing
from bot.store.inbox import open_inbox
from bot.store.opening import open_store

TIMES, SLOWEST = 4.0, 500.0
"""Of the echo's time at p50, and milliseconds at p99."""
DRAWN = 4_000.0
"""Milliseconds at p99 of what draws a picture besides."""
READING = "program next"
"""What is compared: a command that reads."""
DRAWING = "program progress"
"""What reads and draws a picture besides."""
ECHO = "program progress"


class NothingMissed:
    """A door of a bot that was never away: no room is to be read again while answers are measured."""

    def __init__(self, door: Door) -> None:
        self.accept = door.accept
        self.came_too_late = door.came_too_late
        self.deafened = door.deafened

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """None."""
        return ()


def measure(
    folder: Path, *, people: int = 100, times: int = 10, rounds: int = 3, alone: int = 50
) -> list[Figure]:
    """Everybody uses it so many times; medians of turns."""
    path = folder / "discord.db"
    # Every other creator is on another chat.
    community = asyncio.run(settle_in(path, 3 * people))
    asyncio.run(warm(Plans([community.plan])))
    runs = asyncio.run(_runs(path, community, people, times, rounds, alone))
    ours, theirs, one, one_echo, drawn = runs
    p50, p99 = _typical(ours)
    bare_p50, bare_p99 = _typical(theirs)
    # Of each turn by itself: what else the machine does changes from one turn to the next.
    ratio = middle([middle(run) / middle(loop) for run, loop in zip(ours, theirs, strict=True)])
    return [
        Figure(
            name=f"a bare echo to {people} at once, p50", figure=f"{bare_p50:.0f} ms (p99 {bare_p99:.0f} ms)"
        ),
        Figure(
            name=f"/{READING} to {people} at once, p50",
            figure=f"{p50:.0f} ms, {ratio:.1f}x the echo",
            goal=f"<= {TIMES:g}x",
            met=ratio <= TIMES,
        ),
        Figure(
            name=f"/{READING} to {people} at once, p99",
            figure=f"{p99:.0f} ms",
            goal=f"< {SLOWEST:g} ms",
            met=p99 < SLOWEST,
        ),
        Figure(
            name=f"/{READING} to one, p50",
            figure=f"{middle(one):.1f} ms ({middle(one_echo):.1f} ms the echo)",
        ),
        Figure(
            name=f"/{DRAWING}, which draws a picture, to {people} at once, p50",
            figure=f"{middle(drawn):.0f} ms (p99 {percentile(drawn, 99):.0f} ms)",
            goal=f"p99 < {DRAWN:,g} ms",
            met=percentile(drawn, 99) < DRAWN,
        ),
    ]


def _typical(runs: Sequence[list[float]]) -> tuple[float, float]:
    """p50 and p99: the middle of those of each run."""
    return middle([middle(run) for run in runs]), middle([percentile(run, 99) for run in runs])


async def _runs(
    path: Path, community: Community, people: int, times: int, rounds: int, alone: int
) -> tuple[list[list[float]], list[list[float]], list[float], list[float], list[float]]:
    """The milliseconds of each answer: bot and echo to all in turns, both to one, and pictures to all."""
    async with _there(community) as there:
        bot, bare_bot = partial(_bot, path, community, there), partial(_echo, there)
        ours: list[list[float]] = []
        theirs: list[list[float]] = []
        for _ in range(rounds):
            ours.append(await bot(READING, people, times))
            theirs.append(await bare_bot(people, times))
        return (
            ours,
            theirs,
            await bot(READING, 1, alone),
            await bare_bot(1, alone),
            await bot(DRAWING, people, 1),
        )


async def _bot(
    path: Path, community: Community, there: Peer, command: str, people: int, times: int
) -> list[float]:
    async with _whole_bot(path, community, there):
        await there.ready()
        await there.uses(command, by=people, times=1)  # What takes long the first time is not measured.
        return await there.uses(command, by=people, times=times)


async def _echo(there: Peer, people: int, times: int) -> list[float]:
    async with bare(there, echo):
        await there.uses(ECHO, by=people, times=1)
        return await there.uses(ECHO, by=people, times=times)


def _there(community: Community) -> contextlib.AbstractAsyncContextManager[Peer]:
    accounts = [creator.account for creator in community.creators]
    users = [int(account.user) for account in accounts if account.platform == CHAT]
    return peer(Setting(now=community.now.isoformat(), users=users))


@asynccontextmanager
async def _whole_bot(path: Path, community: Community, there: Peer) -> AsyncIterator[None]:
    """The bot as it runs, its inbox included, but for its pulse: nothing is due."""
    clock, plans = RunningClock(community.now), Plans([community.plan])
    clock.run()
    store = open_store(path, mode="serve", now=clock.now())
    try:
        with contextlib.closing(Drawing()) as drawing:
            adapter = DiscordAdapter(
                there.token,
                draw=drawing.draw,
                fill=Filling(path, plans, clock).fill,
                words=words,
                clock=clock.now,
                api_url=there.api_url,
                ready_timeout=0,
            )
            async with open_inbox(path.with_name("inbox.db")) as inbox:
                app = build(plans=plans, store=store, clock=clock, adapters={CHAT: adapter}, inbox=inbox)
                connected = asyncio.create_task(adapter.run(app.commands, NothingMissed(app.door)))
                yield
                connected.cancel()
                await asyncio.gather(connected, return_exceptions=True)
                await app.door.quiet()
    finally:
        await store.close()
