"""The bot of a cohort, in a process that is there to be killed.

    python -m tests.cohort_on_chats.child DATABASE --seed N --weeks N --chats ... --at CHAT=SOCKET ...

It takes the locks, connects, goes on from the time of the chats whose people are asked for at the sockets,
and ends at the end of the story. --blind: it never finds what was shown already, as a careless bot would
not look.
"""

import argparse
import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bot.app.build import App, build
from bot.app.filling import Filling
from bot.app.running import last_at_work
from bot.app.supervising import passed, supervised, teller
from bot.chat.adapter import ChatAdapter
from bot.chat.place import Platform
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
from tests.cohort_on_chats.adapters import adapter_of
from tests.cohort_on_chats.casting import add_to, cast_of
from tests.cohort_on_chats.chats import Chats, joined
from tests.cohort_on_chats.story import Cast, on_chats
from tests.killing import notebook
from tests.killing.story import Story

Adapters = Mapping[Platform, ChatAdapter]
PAST_THE_END = timedelta(minutes=7, seconds=13)
"""At an odd time nothing has just become due, and waits for its turn when the bot is stopped."""
SOON = timedelta(seconds=0.2)
"""Real time stands for little here, so a chat that is down is tried again soon."""


async def live(cast: Cast, database: Path, sockets: Mapping[Platform, Path], *, blind: bool) -> None:
    """Hold the locks, open the database and go on with the story until it ends."""
    chats, there = await joined(cast, sockets)
    told = on_chats(cast.told(), cast, there)
    clock = ManualClock(await chats.now())
    with ExitStack() as at_the_end:
        at_the_end.enter_context(hold_plan(database, clock.now()))
        for platform in there:
            at_the_end.enter_context(hold_lane(database, platform, clock.now()))
        drawing = at_the_end.enter_context(closing(Drawing()))
        fill = Filling(database, Plans([told.plan]), clock).fill
        adapters = {
            platform: adapter_of(platform, where, told, drawing.draw, fill, clock.now, blind=blind)
            for platform, where in there.items()
        }
        store = open_store(database, mode="serve", now=clock.now(), secret=told.secret)
        try:
            await store.write(lambda tx: enrol(tx, told.setup, told.quiet))
            await _go_on(told, store, database.with_name("inbox.db"), chats, clock, adapters)
        finally:
            await store.close()


async def _go_on(
    told: Story, store: Store, inbox: Path, chats: Chats, clock: ManualClock, adapters: Adapters
) -> None:
    run = str(await notebook.begin(chats, clock.now()))
    actors = Actors(
        told.seed,
        told.week_one,
        told.parts,
        chats.perform,
        tell=partial(notebook.write, chats),
        run=run,
    )
    plans = Plans([told.plan])
    async with open_inbox(inbox) as kept:
        app = build(
            plans=plans,
            store=store,
            clock=clock,
            adapters=adapters,
            others=(actors,),
            inbox=kept,
            away_since=await store.read(last_at_work),
        )
        await app.door.take_up()
        actors.remember((), *notebook.read(await chats.notes()))
        async with _connected(app, adapters, store, plans, clock):
            await chats.ready()
            await _carry(chats, clock, app, actors, told.ends + PAST_THE_END)
            await app.door.quiet()


@asynccontextmanager
async def _connected(
    app: App, adapters: Adapters, store: Store, plans: Plans, clock: ManualClock
) -> AsyncIterator[None]:
    tell = teller(store, plans, clock)
    running = [
        asyncio.create_task(
            supervised(adapter, app.commands, app.door, clock=clock, tell=tell, wait=_a_little)
        )
        for adapter in adapters.values()
    ]
    try:
        yield
    finally:
        for one in running:
            one.cancel()
        await asyncio.wait(running)


async def _a_little(_asked: timedelta) -> None:
    await passed(SOON)


async def _carry(chats: Chats, clock: ManualClock, app: App, actors: Actors, until: datetime) -> None:
    """As in a simulation; only the chats hear of each move of the clock before it is made, and people
    read what was posted."""
    while True:
        await simulate(clock, app.beats, clock.now())
        posted = await chats.news()
        if posted:
            for one in posted:
                actors.watch(one)
            app.beats.wake(actors)
            continue
        if clock.now() >= until:
            return
        at = min(app.beats.next_at() or until, until)
        await chats.advance(at)
        clock.move_to(at)


def _at(written: str) -> tuple[Platform, Path]:
    chat, _, socket = written.partition("=")
    return Platform(chat), Path(socket)


def main(arguments: Sequence[str]) -> None:
    """Live until the end of the story."""
    parser = argparse.ArgumentParser(prog="python -m tests.cohort_on_chats.child", description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("--at", type=_at, action="append", required=True)
    parser.add_argument("--blind", action="store_true")
    add_to(parser)
    asked = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    asyncio.run(live(cast_of(asked), asked.database, dict(asked.at), blind=asked.blind))


if __name__ == "__main__":
    main(sys.argv[1:])
