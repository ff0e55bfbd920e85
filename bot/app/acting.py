"""Acting: a cohort on a throw-away file, with actors around the bot, whatever stands in for its chats."""

import hashlib
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from bot.app.build import App, build
from bot.app.people import parts_of
from bot.app.plans import plan_of
from bot.chat.adapter import ChatAdapter, Pace, Shown, Watch
from bot.config.setup import CohortSetup
from bot.domain.people import QuietHours
from bot.domain.wall import at_time
from bot.engine.clock import ManualClock
from bot.engine.plans import CohortPlan, Plans
from bot.features.enrolling import enrol
from bot.store.opening import open_store
from bot.store.store import Store
from schedules.actors.actors import Actors, Perform
from schedules.actors.journal import Journal
from schedules.actors.manner import manner_of

BEFORE = timedelta(days=7)
"""The invitation is posted a week before the start."""
AFTER = timedelta(weeks=8)
"""So long a whole programme is carried on after its last week: pauses and breaks make it longer."""
CHATS = ("discord", "slack")
PACE = Pace(in_flight=200)
"""That of whatever stands in for a chat."""


class Eyes:
    """What an adapter tells of all that it shows: it is there before the actors who look."""

    def __init__(self) -> None:
        self._watch: Watch = lambda _shown: None

    def __call__(self, shown: Shown) -> None:
        self._watch(shown)

    def open(self, watch: Watch) -> None:
        """From now on this is told."""
        self._watch = watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A cohort a week before its start; nobody acts yet."""

    setup: CohortSetup
    plan: CohortPlan
    start: datetime
    clock: ManualClock
    path: Path
    store: Store
    seed: int
    secret: bytes
    eyes: Eyes

    def cast(
        self, adapters: Sequence[ChatAdapter], perform: Perform, journal: Journal | None = None
    ) -> tuple[App, Actors]:
        """Put the bot and the actors together, who see what the adapters show and act by `perform`."""
        parts = parts_of(self.setup, partial(manner_of, self.seed))
        actors = Actors(self.seed, self.start, parts, perform, journal=journal)
        app = build(
            plans=Plans([self.plan]),
            store=self.store,
            clock=self.clock,
            adapters={adapter.platform: adapter for adapter in adapters},
            others=(actors,),
        )

        def watch(shown: Shown) -> None:
            actors.watch(shown)
            app.beats.wake(actors)

        self.eyes.open(watch)
        return app, actors


@asynccontextmanager
async def scene(setup: CohortSetup, quiet: QuietHours, *, name: str, seed: int) -> AsyncIterator[Scene]:
    """Everybody enrolled, in a file that is thrown away at the end; the same name and seed, the same play."""
    start = at_time(setup.cohort.start, time(), setup.cohort.zone)
    clock = ManualClock(start - BEFORE)
    secret = hashlib.sha256(f"{name} {seed}".encode()).digest()
    with tempfile.TemporaryDirectory(prefix="cohortbot-") as folder:
        path = Path(folder, f"{name}.db")
        store = open_store(
            path,
            mode="serve",
            now=clock.now(),
            durability="off",
            secret=secret,
            alone=True,
        )
        try:
            await store.write(lambda tx: enrol(tx, setup, quiet))
            yield Scene(
                setup=setup,
                plan=plan_of(setup),
                start=start,
                clock=clock,
                path=path,
                store=store,
                seed=seed,
                secret=secret,
                eyes=Eyes(),
            )
        finally:
            await store.close()
