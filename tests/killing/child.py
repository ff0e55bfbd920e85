"""The bot of a story, in a process that is there to be killed.

    python -m tests.killing.child DATABASE SOCKET SEED WEEKS [--blind]

It takes the locks, goes on from the time of the world that listens at the socket, and ends at the end
of the story. --blind: it never finds what was shown already, as a careless bot would not look.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path

import typer

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.peer import PeerWorld
from adapters.memory.stage import Stage
from bot.app.acting import CHATS
from bot.app.build import build
from bot.chat.adapter import Absent, Pace, Search, Shown, Watch
from bot.chat.message import Part
from bot.chat.place import Place, Platform
from bot.cli import INTERRUPTED
from bot.cli.stopping import run_whole
from bot.engine.clock import ManualClock
from bot.engine.plans import Plans
from bot.errors import CohortbotError
from bot.features.enrolling import enrol
from bot.store.inbox import open_inbox
from bot.store.locks import hold_lane, hold_plan
from bot.store.opening import open_store
from bot.store.store import Store
from schedules.actors.actors import Actors
from schedules.beats import Beats
from schedules.pulse import simulate
from tests.killing import notebook
from tests.killing.story import Story, story


class BlindAdapter(MemoryAdapter):
    """Says of everything that it was certainly not shown."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        return Absent()


async def live(told: Story, database: Path, socket: Path, adapter: type[MemoryAdapter]) -> None:
    """Hold the locks, open the database and go on with the story until it ends."""
    world = await PeerWorld.connect(socket)
    clock = ManualClock(await world.now())
    with ExitStack() as locks:
        locks.enter_context(hold_plan(database, clock.now()))
        for chat in CHATS:
            locks.enter_context(hold_lane(database, chat, clock.now()))
        store = open_store(database, mode="serve", now=clock.now(), secret=told.secret)
        try:
            await store.write(lambda tx: enrol(tx, told.setup, told.quiet))
            await _go_on(told, store, database.with_name("inbox.db"), world, clock, adapter)
        finally:
            await store.close()
            await world.disconnect()


async def _go_on(
    told: Story, store: Store, inbox: Path, world: PeerWorld, clock: ManualClock, adapter: type[MemoryAdapter]
) -> None:
    watching: list[Watch] = []
    adapters = [
        adapter(
            world,
            platform=Platform(chat),
            clock=clock.now,
            watch=lambda shown: watching[0](shown),
            pace=Pace(in_flight=200),
        )
        for chat in CHATS
    ]
    actors = Actors(
        told.seed,
        told.week_one,
        told.parts,
        Stage(adapters).perform,
        tell=partial(notebook.write, world),
        run=str(await notebook.begin(world, clock.now())),
    )
    async with open_inbox(inbox) as kept:
        app = build(
            plans=Plans([told.plan]),
            store=store,
            clock=clock,
            adapters={one.platform: one for one in adapters},
            others=(actors,),
            inbox=kept,
        )

        def watch(shown: Shown) -> None:
            actors.watch(shown)
            app.beats.wake(actors)

        watching.append(watch)
        for one in adapters:
            await one.connect(app.commands, app.door)
        await app.door.take_up()
        actors.remember(await world.log(), *notebook.read(await world.notes()))
        await _carry(world, clock, app.beats, told.ends)
        await app.door.quiet()


async def _carry(world: PeerWorld, clock: ManualClock, beats: Beats, until: datetime) -> None:
    """As in a simulation; only the world hears of each move of the clock before it is made."""
    await simulate(clock, beats, clock.now())
    while clock.now() < until:
        at = min(beats.next_at() or until, until)
        await world.advance(at)
        clock.move_to(at)
        await simulate(clock, beats, at)


def main(arguments: Sequence[str]) -> None:
    """Live until the end of the story."""
    parser = argparse.ArgumentParser(description="A bot that is there to be killed.")
    parser.add_argument("database", type=Path)
    parser.add_argument("socket", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("weeks", type=int)
    parser.add_argument("--blind", action="store_true")
    chosen = parser.parse_args(arguments)
    adapter = BlindAdapter if chosen.blind else MemoryAdapter
    try:
        run_whole(live(story(chosen.seed, chosen.weeks), chosen.database, chosen.socket, adapter))
    except CohortbotError as refused:
        sys.stderr.write(f"{refused}\n")
        sys.exit(refused.exit_code)
    except typer.Exit as stopped:
        sys.exit(stopped.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main(sys.argv[1:])
