"""A simulation: the real planner, courier, engine and database; only people and chats are played."""

import resource
import time as stopwatch
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.stage import Stage
from adapters.memory.world import World
from bot.app.acting import AFTER, CHATS, PACE, scene
from bot.app.naming import cohort_named
from bot.app.people import players_of, with_creators
from bot.chat.adapter import Shown
from bot.chat.place import Platform
from bot.config.setup import Checked
from bot.engine.plans import CohortPlan
from bot.store.totals import Totals, totals
from bot.store.tx import Tx
from schedules.actors.journal import Journal
from schedules.pulse import simulate as carry
from schedules.verdict import Player, Verdict, judge


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
    async with scene(with_creators(chosen, creators), checked.quiet, name="simulation", seed=seed) as here:
        total_weeks = len(here.plan.programme.weeks)
        end = here.start + timedelta(weeks=min(weeks or total_weeks, total_weeks))
        until = end + (AFTER if weeks is None or weeks >= total_weeks else timedelta())
        clock, whole = here.clock, until - here.clock.now()
        world = World(start=clock.now())
        adapters = [
            MemoryAdapter(world, platform=Platform(chat), clock=clock.now, watch=here.eyes, pace=PACE)
            for chat in CHATS
        ]
        app, actors = here.cast(adapters, Stage(adapters).perform, journal)
        for adapter in adapters:
            await adapter.connect(app.commands, app.door)
        await carry(clock, app.beats, until, moved=lambda now: progress(1 - (until - now) / whole))
        log = await world.log()
        await here.store.read(look)
        players = players_of(here.setup, checked.quiet, actors.diary)
        return Simulation(
            creators=len(players),
            weeks=min(weeks or total_weeks, total_weeks),
            totals=await here.store.read(totals),
            verdict=judge(here.plan, here.secret, players, log, _judged_until(end, until)),
            busiest_minute=_busiest_minute(log),
            log=log,
            players=players,
            plan=here.plan,
            seconds=stopwatch.perf_counter() - began,
            peak_rss_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


def _judged_until(end: datetime, until: datetime) -> datetime:
    """A run that stops in mid-programme leaves what is owed in quiet hours; that is not lost."""
    return until if until > end else end - timedelta(days=2)


def _busiest_minute(log: Sequence[Shown]) -> int:
    minutes = Counter(shown.at.replace(second=0, microsecond=0) for shown in log)
    return max(minutes.values(), default=0)
