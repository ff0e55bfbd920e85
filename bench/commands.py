"""How fast commands are answered in a large community while planner and courier are at work."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bench.community import Community, settle_in
from bench.figure import Figure, middle
from bench.uses import Turn, Use, every_use
from bot.app.build import App, build
from bot.chat.adapter import Pace
from bot.chat.place import Platform
from bot.chat.reply import Refuse
from bot.chat.text import plain
from bot.engine.clock import ManualClock
from bot.engine.plans import CohortPlan, Plans
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from schedules.pulse import simulate

GOAL = 50.0
SLOWEST = 5
CHATS = ("discord", "slack")
SPAN = timedelta(hours=1)
WARM_UP = timedelta(days=2)
Took = dict[str, list[float]]


def measure(folder: Path, *, creators: int = 1_000, rounds: int = 30) -> list[Figure]:
    """Everything is used once a round, each time by others: first at rest, then as time flies for all."""
    path = folder / "community.db"
    community = asyncio.run(settle_in(path, creators))
    at_rest, took, shown = asyncio.run(_use(path, community, rounds))
    every = [one for some in took.values() for one in some]
    worst = percentile(every, 99)
    quiet = [one for some in at_rest.values() for one in some]
    slowest = sorted(took, key=lambda name: percentile(took[name], 99), reverse=True)[:SLOWEST]
    return [
        Figure(
            name=f"answers with {creators:,} creators at rest, p99",
            figure=f"{percentile(quiet, 99):.1f} ms ({middle(quiet):.1f} ms at p50, {len(quiet):,} uses)",
        ),
        Figure(
            name=f"answers with {creators:,} creators, planner and courier at work, p99",
            figure=f"{worst:.1f} ms ({middle(every):.1f} ms at p50, {len(every):,} uses, "
            f"{shown:,} messages sent meanwhile)",
            goal=f"<= {GOAL:g} ms",
            met=worst <= GOAL,
        ),
        *(
            Figure(
                name=f"of these, slowest: {name}",
                figure=f"{percentile(took[name], 99):.1f} ms ({middle(took[name]):.1f} ms at p50; "
                f"at rest {middle(at_rest[name]):.1f} ms)",
            )
            for name in slowest
        ),
    ]


def percentile(measured: list[float], share: int) -> float:
    """The value that so many percent of these don't exceed."""
    return sorted(measured)[max(0, -(-len(measured) * share // 100) - 1)]


async def _use(path: Path, community: Community, rounds: int) -> tuple[Took, Took, int]:
    """The milliseconds of each use at rest and as time flies, and how many messages left meanwhile."""
    store = open_store(path, mode="serve", now=community.now)
    try:
        clock, world = ManualClock(community.now), World(start=community.now)
        app = await _bot(store, clock, world, community)
        # Two days, so that every language and every zone was read, as in a bot that has run for a while.
        await simulate(clock, app.beats, community.now + WARM_UP)
        uses = _Uses(app=app, clock=clock, store=store, community=community)
        at_rest = await uses.measured(max(1, rounds // 3))
        before = len(await world.log())
        living = asyncio.create_task(_live(app, clock))
        took = await uses.measured(rounds)
        assert not living.done()
        living.cancel()
        await asyncio.wait([living])
        return at_rest, took, len(await world.log()) - before
    finally:
        await store.close()


async def _bot(store: Store, clock: ManualClock, world: World, community: Community) -> App:
    for account in community.accounts.values():
        await world.meet(account)
    adapters = {
        Platform(chat): MemoryAdapter(
            world, platform=Platform(chat), clock=clock.now, pace=Pace(in_flight=200)
        )
        for chat in CHATS
    }
    app = build(plans=Plans([community.plan]), store=store, clock=clock, adapters=adapters)
    for adapter in adapters.values():
        await adapter.connect(app.commands, app.door)
    return app


async def _live(app: App, clock: ManualClock) -> None:
    """Time goes on as fast as planner and courier can follow."""
    while True:
        await simulate(clock, app.beats, clock.now() + SPAN)


@dataclass(frozen=True, kw_only=True)
class _Uses:
    """What people do with the bot, one after another."""

    app: App
    clock: ManualClock
    store: Store
    community: Community
    numbers: Iterator[int] = field(default_factory=count)

    async def measured(self, rounds: int) -> Took:
        """The milliseconds that each use took, everything being used so many times."""
        took: Took = defaultdict(list)
        secret = await self.store.read(lambda tx: tx.meta.secret())
        creators = self.community.creators
        for _ in range(rounds):
            for use in every_use():
                number = next(self.numbers)
                turn = Turn(
                    community=self.community,
                    creator=creators[number * 37 % len(creators)],
                    secret=secret,
                    id=f"use-{number}",
                    at=self.clock.now(),
                )
                took[use.name].append(await _time(self.app, use, turn))
                await self.store.write(partial(_let_go, plan=self.community.plan))
        return took


async def _time(app: App, use: Use, turn: Turn) -> float:
    event = use.happens(turn)
    began = time.perf_counter()
    answering = await app.door.accept(event)
    reply = None if answering is None else await answering
    if answering is None:
        await app.door.quiet()
    took = time.perf_counter() - began
    assert not (isinstance(reply, Refuse) and "went wrong" in plain(reply.text)), use.name
    return took * 1e3


def _let_go(tx: Tx, *, plan: CohortPlan) -> None:
    """A hold would stop what is to go on meanwhile."""
    row = tx.cohorts.by_name(plan.cohort.name)
    if row is not None and row.hold is not None:
        tx.cohorts.release(row.id)
