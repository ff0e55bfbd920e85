"""A simulation: the real planner, courier, engine and database; only people and chats are played."""

import contextlib
import hashlib
import resource
import tempfile
import time as stopwatch
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.stage import Stage
from adapters.memory.world import World
from bot.app.build import App, build
from bot.app.naming import cohort_named
from bot.app.people import parts_of, players_of, with_creators
from bot.app.plans import plan_of
from bot.chat.adapter import Pace, Shown, Watch
from bot.chat.place import Platform
from bot.config.setup import Checked, CohortSetup
from bot.domain.wall import at_time
from bot.engine.clock import ManualClock
from bot.engine.plans import CohortPlan, Plans
from bot.features.enrolling import enrol
from bot.store.opening import open_store
from bot.store.store import Store
from bot.store.totals import Totals, totals
from bot.store.tx import Tx
from schedules.actors.actors import Actors
from schedules.actors.journal import Journal
from schedules.actors.manner import manner_of
from schedules.pulse import simulate as carry
from schedules.verdict import Player, Verdict, judge

BEFORE = timedelta(days=7)
"""The invitation is posted a week before the start."""
AFTER = timedelta(weeks=8)
"""So long a whole programme is carried on after its last week: pauses and breaks make it longer."""
CHATS = ("discord", "slack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """How a run went: what the store says, what the world saw, and how long it took."""

    creators: int
    weeks: int
    totals: Totals
    verdict: Verdict
    busiest_minute: int
    log: Sequence[Shown]
    players: Sequence[Player]
    plan: CohortPlan
    seconds: float
    peak_rss_mb: float

    def figures(self) -> dict[str, int | float]:
        """The numbers, under the names that scripts rely on."""
        return {
            "creators": self.creators,
            "weeks": self.weeks,
            "planned": self.totals.planned,
            "sent": self.totals.sent,
            "skipped": self.totals.skipped,
            "undelivered": self.totals.undelivered,
            "duplicates": len(self.verdict.duplicates),
            "lost": len(self.verdict.lost),
            "late": len(self.verdict.late),
            "checkins_sent": self.totals.checkins_sent,
            "checkins_answered": self.totals.checkins_answered,
            "reminders": self.totals.reminders,
            "flags": self.totals.flags,
            "completed": self.totals.completed,
            "busiest_minute": self.busiest_minute,
            "seconds": round(self.seconds, 2),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
        }


async def simulate(
    checked: Checked,
    *,
    weeks: int | None = None,
    creators: int | None = None,
    seed: int = 1,
    cohort: str | None = None,
    progress: Callable[[float], None] = lambda _share: None,
    journal: Journal | None = None,
    look: Callable[[Tx], None] = lambda _tx: None,
) -> Simulation:
    """Carry a cohort, the first unless one is named, through its programme on a throw-away file.

    `progress` is told the share of the way that is behind, from 0 to 1; `journal` follows what people
    do; `look` may read the database before it is thrown away. Cancelling settles what was under way and
    leaves nothing behind.
    """
    began = stopwatch.perf_counter()
    chosen = checked.cohorts[0] if cohort is None else cohort_named(checked, cohort)
    setup = with_creators(chosen, creators)
    plan = plan_of(setup)
    total_weeks = len(plan.programme.weeks)
    start = at_time(setup.cohort.start, time(), setup.cohort.zone)
    end = start + timedelta(weeks=min(weeks or total_weeks, total_weeks))
    until = end + (AFTER if weeks is None or weeks >= total_weeks else timedelta())
    clock = ManualClock(start - BEFORE)
    secret = hashlib.sha256(f"simulation {seed}".encode()).digest()
    with _throw_away() as folder:
        store = open_store(
            folder / "simulation.db",
            mode="serve",
            now=clock.now(),
            durability="off",
            secret=secret,
            alone=True,
        )
        try:
            await store.write(lambda tx: enrol(tx, setup, checked.quiet))
            play = await _stage(setup, plan, store, clock, seed, start, journal)
            whole = until - clock.now()
            await carry(clock, play.app.beats, until, moved=lambda now: progress(1 - (until - now) / whole))
            log = await play.world.log()
            await store.read(look)
            players = players_of(setup, checked.quiet, play.actors.diary)
            return Simulation(
                creators=len(players),
                weeks=min(weeks or total_weeks, total_weeks),
                totals=await store.read(totals),
                verdict=judge(plan, secret, players, log, _judged_until(end, until)),
                busiest_minute=_busiest_minute(log),
                log=log,
                players=players,
                plan=plan,
                seconds=stopwatch.perf_counter() - began,
                peak_rss_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            )
        finally:
            await store.close()


def _judged_until(end: datetime, until: datetime) -> datetime:
    """A run that stops in mid-programme leaves what is owed in quiet hours; that is not lost."""
    return until if until > end else end - timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Play:
    app: App
    world: World
    actors: Actors


async def _stage(
    setup: CohortSetup,
    plan: CohortPlan,
    store: Store,
    clock: ManualClock,
    seed: int,
    start: datetime,
    journal: Journal | None,
) -> _Play:
    """Put the bot, the world and the actors together."""
    world = World(start=clock.now())
    watching: list[Watch] = []
    adapters = [
        MemoryAdapter(
            world,
            platform=Platform(chat),
            clock=clock.now,
            watch=lambda shown: watching[0](shown),
            pace=Pace(in_flight=200),
        )
        for chat in CHATS
    ]
    parts = parts_of(setup, partial(manner_of, seed))
    actors = Actors(seed, start, parts, Stage(adapters).perform, journal=journal)
    app = build(
        plans=Plans([plan]),
        store=store,
        clock=clock,
        adapters={adapter.platform: adapter for adapter in adapters},
        others=(actors,),
    )

    def watch(shown: Shown) -> None:
        actors.watch(shown)
        app.beats.wake(actors)

    watching.append(watch)
    for adapter in adapters:
        await adapter.connect(app.commands, app.door)
    return _Play(app=app, world=world, actors=actors)


def _busiest_minute(log: Sequence[Shown]) -> int:
    minutes = Counter(shown.at.replace(second=0, microsecond=0) for shown in log)
    return max(minutes.values(), default=0)


@contextlib.contextmanager
def _throw_away() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cohortbot-") as folder:
        yield Path(folder)
