"""The bot of a cohort on Discord, in a process that is there to be killed.

    python -m tests.cohort_on_discord.child DATABASE SOCKET SEED WEEKS [--whole] [--blind]

It takes the locks, connects, goes on from the time of the Discord whose people are asked for at the socket,
and ends at the end of the story. --blind: it never finds what was shown already, as a careless bot would
not look.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, closing
from datetime import datetime
from functools import partial
from pathlib import Path

from adapters.discord.adapter import DiscordAdapter
from bot.app.build import App, build
from bot.app.connecting import fill, words
from bot.app.supervising import supervised, teller
from bot.chat.adapter import Absent, Search
from bot.chat.message import Part
from bot.chat.place import Place
from bot.engine.clock import ManualClock
from bot.engine.plans import Plans
from bot.features.enrolling import enrol
from bot.pictures.drawing import Drawing
from bot.store.inbox import open_inbox
from bot.store.locks import hold_lane, hold_plan
from bot.store.opening import open_store
from bot.store.store import Store
from schedules.actors.actors import Actors
from schedules.pulse import simulate
from tests.cohort_on_discord.line import Line
from tests.cohort_on_discord.remote import Remote
from tests.cohort_on_discord.story import DISCORD, Cast, on_discord
from tests.killing import notebook
from tests.killing.story import Story


class BlindAdapter(DiscordAdapter):
    """Says of everything that it was certainly not shown."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


async def live(cast: Cast, database: Path, socket: Path, kind: type[DiscordAdapter]) -> None:
    """Hold the locks, open the database and go on with the story until it ends."""
    remote = Remote(await Line.to(socket))
    there = await remote.there()
    told = on_discord(cast.told(), there)
    clock = ManualClock(await remote.now())
    with ExitStack() as at_the_end:
        at_the_end.enter_context(hold_plan(database, clock.now()))
        at_the_end.enter_context(hold_lane(database, DISCORD, clock.now()))
        drawing = at_the_end.enter_context(closing(Drawing()))
        adapter = kind(
            there.token,
            draw=drawing.draw,
            fill=fill,
            words=words,
            clock=clock.now,
            api_url=there.api_url,
            channels=told.plan.home,
            ready_timeout=0,
        )
        store = open_store(database, mode="serve", now=clock.now(), secret=told.secret)
        try:
            await store.write(lambda tx: enrol(tx, told.setup, told.quiet))
            await _go_on(told, store, database.with_name("inbox.db"), remote, clock, adapter)
        finally:
            await store.close()


async def _go_on(
    told: Story, store: Store, inbox: Path, remote: Remote, clock: ManualClock, adapter: DiscordAdapter
) -> None:
    run = str(await notebook.begin(remote, clock.now()))
    actors = Actors(
        told.seed,
        told.week_one,
        told.parts,
        remote.perform,
        tell=partial(notebook.write, remote),
        run=run,
    )
    plans = Plans([told.plan])
    async with open_inbox(inbox) as kept:
        app = build(
            plans=plans,
            store=store,
            clock=clock,
            adapters={DISCORD: adapter},
            others=(actors,),
            inbox=kept,
        )
        await app.door.take_up()
        actors.remember((), *notebook.read(await remote.notes()))
        async with _connected(app, adapter, store, plans, clock):
            await remote.ready()
            await _carry(remote, clock, app, actors, told.ends)
            await app.door.quiet()


@asynccontextmanager
async def _connected(
    app: App, adapter: DiscordAdapter, store: Store, plans: Plans, clock: ManualClock
) -> AsyncIterator[None]:
    tell = teller(store, plans, clock)
    running = asyncio.create_task(supervised(adapter, app.commands, app.door, clock=clock, tell=tell))
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait((running,))


async def _carry(remote: Remote, clock: ManualClock, app: App, actors: Actors, until: datetime) -> None:
    """As in a simulation; only Discord hears of each move of the clock before it is made, and people
    read what was posted."""
    seen = 0
    while True:
        await simulate(clock, app.beats, clock.now())
        posted = await remote.shown(seen)
        if posted:
            seen += len(posted)
            for one in posted:
                actors.watch(one)
            app.beats.wake(actors)
            continue
        if clock.now() >= until:
            return
        at = min(app.beats.next_at() or until, until)
        await remote.advance(at)
        clock.move_to(at)


def main() -> None:
    """Live until the end of the story."""
    parser = argparse.ArgumentParser(prog="python -m tests.cohort_on_discord.child", description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("socket", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("weeks", type=int)
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--blind", action="store_true")
    asked = parser.parse_args()
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    cast = Cast(seed=asked.seed, weeks=asked.weeks, whole=asked.whole)
    asyncio.run(live(cast, asked.database, asked.socket, BlindAdapter if asked.blind else DiscordAdapter))


if __name__ == "__main__":
    main()
