"""How fast commands are answered in a large community: at rest, in its busiest hour, and as time flies.

The busiest hour is a Monday from 09:00 on in one zone: 1,000 creators are due a lesson at the same minute.
The planner plans them and the courier carries them, 50 messages a second, which is Discord's limit for a
bot, while fitting people use everything one after another, each as soon as the one before has its answer:
far more than 1,000 creators do. It ends when hardly anything is left to send, or after so many rounds. The
chat takes each message at once, so each is leased and put on record in transactions of its own.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from time import perf_counter

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bench.community import Community, settle_in
from bench.figure import Figure, middle
from bench.running_clock import SPAN, RunningClock, live
from bench.uses import Turn, Use, every_use
from bot.app.build import App, build
from bot.app.warming import warm
from bot.chat.adapter import Pace, Rate
from bot.chat.place import Platform
from bot.chat.reply import Refuse
from bot.chat.text import plain
from bot.domain.guard import LONGEST_ABSENCE
from bot.engine.clock import ManualClock
from bot.engine.plans import CohortPlan, Plans
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from schedules.pulse import simulate

GOAL = 50.0
SLOWEST = 5
DUE = time(9)
"""By the creators' clocks, on a Monday."""
HARDLY_ANYTHING = 10
BEFORE = timedelta(seconds=1)
PLANNED_BY = timedelta(seconds=5)
"""So long after it was due everything is owed to whom it is due."""
PACES = {
    "discord": Pace(per_lane=Rate(50, timedelta(seconds=1)), in_flight=5),
    "slack": Pace(per_lane=Rate(5, timedelta(seconds=1)), in_flight=5),
}
"""Discord takes 50 requests a second of a bot, Slack a few hundred messages a minute of a workspace."""
UNHURRIED = dict.fromkeys(PACES, Pace(in_flight=200))
"""As in a simulation, where nobody waits for a platform."""
Took = dict[str, list[float]]


def measure(folder: Path, *, creators: int = 1_000, rounds: int = 25) -> list[Figure]:
    """Everything is used once a round, each time by others."""
    path = folder / "community.db"
    community = asyncio.run(settle_in(path, creators))
    at_rest, busiest, lapse = asyncio.run(_use(path, community, rounds))
    worst = percentile(busiest.every, 99)
    slowest = sorted(busiest.took, key=lambda name: percentile(busiest.took[name], 99), reverse=True)
    return [
        Figure(name=f"answers with {creators:,} creators at rest, p99", figure=str(at_rest)),
        Figure(
            name=f"answers with {creators:,} creators in their busiest hour, p99",
            figure=str(busiest),
            goal=f"<= {GOAL:g} ms",
            met=worst <= GOAL,
        ),
        Figure(name=f"answers with {creators:,} creators while time flies, p99", figure=str(lapse)),
        *(
            Figure(
                name=f"in the busiest hour, slowest: {name}",
                figure=f"{percentile(busiest.took[name], 99):.1f} ms "
                f"({middle(busiest.took[name]):.1f} ms at p50; at rest {middle(at_rest.took[name]):.1f} ms)",
            )
            for name in slowest[:SLOWEST]
        ),
    ]


def percentile(measured: list[float], share: int) -> float:
    """The value that so many percent of these don't exceed."""
    return sorted(measured)[max(0, -(-len(measured) * share // 100) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The milliseconds of each use, and how many messages left meanwhile."""

    took: Took
    sent: int

    def __str__(self) -> str:
        sent = f", {self.sent:,} messages sent meanwhile" if self.sent else ""
        figures = f"{middle(self.every):.1f} ms at p50, {len(self.every):,} uses{sent}"
        return f"{percentile(self.every, 99):.1f} ms ({figures})"

    @property
    def every(self) -> list[float]:
        """All of them."""
        return [one for some in self.took.values() for one in some]


async def _use(path: Path, community: Community, rounds: int) -> tuple[Answers, Answers, Answers]:
    """At rest, in the busiest hour, and as time flies."""
    store = open_store(path, mode="serve", now=community.now)
    try:
        clock, world = RunningClock(community.now), World(start=community.now)
        plans, sent, numbers = Plans([community.plan]), partial(_sent, world), count()
        for account in community.accounts.values():
            await world.meet(account)
        await warm(plans)

        async def uses(paces: Mapping[str, Pace]) -> _Uses:
            app = await _bot(store, clock, world, plans, paces)
            return _Uses(app=app, clock=clock, store=store, community=community, numbers=numbers)

        unhurried = await uses(UNHURRIED)
        # From Friday to Monday, so that every language was read, as in a bot that has run for a while.
        await simulate(clock, unhurried.app.beats, community.monday(DUE) - BEFORE)
        rest = await unhurried.measured(max(1, rounds // 2), sent)
        clock.run()
        limited = await uses(PACES)
        drained = partial(_drained, since=community.monday(DUE) + PLANNED_BY)
        busiest = await _beside(live(clock, limited.app.beats), limited.measured(rounds, sent, until=drained))
        clock.stand()
        unhurried = await uses(UNHURRIED)
        lapse = await _beside(_fly(unhurried.app, clock), unhurried.measured(max(1, rounds // 2), sent))
        return rest, busiest, lapse
    finally:
        await store.close()


async def _bot(
    store: Store, clock: ManualClock, world: World, plans: Plans, paces: Mapping[str, Pace]
) -> App:
    """A bot at these paces, in the place of an earlier one: a lane has its pace for life."""
    adapters = {
        Platform(chat): MemoryAdapter(world, platform=Platform(chat), clock=clock.now, pace=pace)
        for chat, pace in paces.items()
    }
    app = build(plans=plans, store=store, clock=clock, adapters=adapters)
    for adapter in adapters.values():
        await adapter.connect(app.commands, app.door)
    return app


async def _beside(living: Coroutine[None, None, None], using: Coroutine[None, None, Answers]) -> Answers:
    """What people do beside a bot that lives."""
    task = asyncio.create_task(living)
    took = await using
    assert not task.done()
    task.cancel()
    await asyncio.wait([task])
    return took


async def _fly(app: App, clock: ManualClock) -> None:
    """Time goes on as fast as planner and courier can follow."""
    while True:
        await simulate(clock, app.beats, clock.now() + SPAN)


async def _sent(world: World) -> int:
    return len(await world.log())


def _never(tx: Tx, *, plan: CohortPlan, now: datetime) -> bool:
    return False


def _drained(tx: Tx, *, plan: CohortPlan, now: datetime, since: datetime) -> bool:
    """Whether hardly anything waits to be sent, from then on: the uses themselves always cause a little."""
    waiting = (
        tx.outbox.due(
            chat,
            now,
            running=[plan.cohort.name],
            looked_since=now - LONGEST_ABSENCE,
            busy=(),
            limit=HARDLY_ANYTHING,
        )
        for chat in PACES
    )
    return now >= since and all(len(some) < HARDLY_ANYTHING for some in waiting)


@dataclass(frozen=True, kw_only=True)
class _Uses:
    """What people do with the bot, one after another."""

    app: App
    clock: ManualClock
    store: Store
    community: Community
    numbers: Iterator[int]

    async def measured(
        self,
        rounds: int,
        sent: Callable[[], Awaitable[int]],
        until: Callable[..., bool] = _never,
    ) -> Answers:
        """Everything is used so many times, or until this is so at the end of a round."""
        before = await sent()
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
            if await self.store.read(partial(until, plan=self.community.plan, now=self.clock.now())):
                break
        return Answers(took=took, sent=await sent() - before)


async def _time(app: App, use: Use, turn: Turn) -> float:
    event = use.happens(turn)
    began = perf_counter()
    answering = await app.door.accept(event)
    reply = None if answering is None else await answering
    if answering is None:
        await app.door.quiet()
    took = perf_counter() - began
    assert not (isinstance(reply, Refuse) and "went wrong" in plain(reply.text)), use.name
    return took * 1e3


def _let_go(tx: Tx, *, plan: CohortPlan) -> None:
    """A hold would stop what is to go on meanwhile."""
    row = tx.cohorts.by_name(plan.cohort.name)
    if row is not None and row.hold is not None:
        tx.cohorts.release(row.id)
