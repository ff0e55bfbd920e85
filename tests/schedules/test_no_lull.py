"""A lane with much to send never comes to a halt: whoever ends makes room, and the lane takes note of it."""

import asyncio
from pathlib import Path

import pytest

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bench.crowd import BEFORE, CHAT, NOTICE_AT, PLANS, account, settle_in
from bot.app.build import build
from bot.chat.adapter import Pace
from bot.chat.message import Part
from bot.chat.place import MessageRef, Place
from bot.engine.clock import ManualClock
from bot.store.opening import open_store
from schedules.pulse import live, simulate

CREATORS = 60
LONG = 3_600.0
PATIENCE = 20.0


class Counting(MemoryAdapter):
    """A chat that tells when everybody was written to."""

    everybody: asyncio.Event

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        ref = await super().send(place, part, key=key)
        if len(await self._world.log()) == CREATORS:
            self.everybody.set()
        return ref


@pytest.mark.parametrize("in_flight", [1, 3])
async def test_a_long_queue_leaves_without_a_heartbeat(tmp_path: Path, in_flight: int) -> None:
    """Nothing comes from outside, and the clock stands: each message that left makes room for another."""
    path, clock = tmp_path / "cohort.db", ManualClock(BEFORE)
    await settle_in(path, CREATORS)
    store = open_store(path, mode="serve", now=BEFORE, durability="off")
    try:
        world = World(start=BEFORE)
        for number in range(CREATORS):
            await world.meet(account(number))
        chat = Counting(world, platform=CHAT, clock=clock.now, pace=Pace(in_flight=in_flight))
        chat.everybody = asyncio.Event()
        app = build(plans=PLANS, store=store, clock=clock, adapters={CHAT: chat})
        await chat.connect(app.commands, app.door)
        await simulate(clock, app.beats, BEFORE)
        clock.move_to(NOTICE_AT)
        living = asyncio.create_task(live(clock, app.beats, heartbeat=LONG))
        try:
            async with asyncio.timeout(PATIENCE):
                await chat.everybody.wait()
        finally:
            living.cancel()
            await asyncio.wait([living])
    finally:
        await store.close()
