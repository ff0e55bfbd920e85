"""Chats are slow, and want to be written to slowly: nobody waits for another longer than that takes."""

import asyncio
from datetime import time, timedelta

from adapters.memory.faults import Throttle
from bot.chat.adapter import Pace
from tests.builders import a_cohort, a_programme, a_step, utc
from tests.world import DISCORD, SLACK, a_world

ONE = a_programme(steps=[a_step("listen")])
THREE = a_programme(steps=[a_step(f"nr-{n}", at=time(9, 0)) for n in range(3)])
MORNING = utc("2026-09-07 13:00")


async def test_a_slow_place_keeps_nobody_waiting() -> None:
    """The chat takes its time with Ana's message: Ben's arrive, on both chats."""
    async with a_world(programme=THREE, pace=Pace(in_flight=2)) as world:
        ana, ben, eva = (
            world.creator("Ana"),
            world.creator("Ben"),
            world.creator("Eva", chats=(SLACK,)),
        )
        for one in (ana, ben, eva):
            await one.joins()
        await world.advance_to(MORNING - timedelta(seconds=1))
        slow = world.chats[DISCORD].slow[ana.place] = asyncio.Event()
        world.clock.move_to(MORNING)
        await world.beats_until(lambda: len(ben.messages()) == len(eva.messages()) == 3)
        assert ana.messages() == []
        slow.set()
        await world.settle()

        assert ana.titles() == ["nr-0", "nr-1", "nr-2"]


async def test_what_waits_for_its_turn_stays_where_the_chat_asks_for_a_rest() -> None:
    """One message at a time: the chat throttles Ana's, and Ben's, which was next in line, does not leave."""
    async with a_world(programme=ONE, pace=Pace(in_flight=1)) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.chat.script(Throttle(timedelta(minutes=3), "lane"), place=ana.place)
        await world.advance_to(MORNING + timedelta(minutes=1))
        assert (ana.messages(), ben.messages()) == ([], [])

        await world.advance(minutes=9)
        assert (ana.titles(), ben.titles()) == (["listen"], ["listen"])


async def test_the_pace_of_a_chat_is_kept() -> None:
    """One message a second to each place, five lessons: five different seconds."""
    steps = [a_step(f"nr-{n}") for n in range(5)]
    cohort = a_cohort(daily_cap=9)
    async with a_world(
        programme=a_programme(steps=steps), cohort=cohort, pace=Pace(per_place=timedelta(seconds=1))
    ) as world:
        ana, ben = world.creator("Ana"), world.creator("Ben")
        await ana.joins()
        await ben.joins()
        await world.advance_to(MORNING + timedelta(minutes=1))

        for one in (ana, ben):
            assert [(shown.at - MORNING).total_seconds() for shown in one.shown()] == [0, 1, 2, 3, 4]
