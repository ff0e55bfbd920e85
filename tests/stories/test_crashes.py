"""The bot is killed at every moment that there is: nothing is lost, nothing comes twice."""

from datetime import time, timedelta

import pytest

from adapters.memory.faults import Fault, TimeOut
from bot.domain.programme import Lesson, StepKind
from tests.builders import a_programme, a_step, utc
from tests.world import a_world

LONG = Lesson(body="\n\n".join(f"Paragraph {n}. " + "word " * 150 for n in range(3)))
PROGRAMME = a_programme(
    steps=[
        a_step("long", content=LONG),
        a_step("friday", StepKind.CHECK_IN, weekday=0, at=time(9, 1)),
    ]
)
MORNING = utc("2026-09-07 13:00")
MANY = 1_000
"""More moments than there are in two minutes of this bot."""


@pytest.mark.parametrize("fault", [None, TimeOut(shown=True), TimeOut(shown=False)], ids=str)
async def test_a_kill_at_any_moment_loses_and_doubles_nothing(fault: Fault | None) -> None:
    """A long lesson and what follows it; the bot dies, and is back ten minutes later."""
    for moment in range(1, MANY):
        async with a_world(programme=PROGRAMME, at=MORNING - timedelta(minutes=1)) as world:
            people = [world.creator(name) for name in (("Ana", "Ben") if fault is None else ("Ana",))]
            for one in people:
                await one.joins()
            if fault is not None:
                await world.chat.script(fault, place=people[0].place)
            died = await world.killed(moment, minutes=4)
            # Longer than any chat remembers the keys of messages.
            await world.lives_again(minutes=10)
            await world.advance(minutes=5)

            for one in people:
                text = "\n".join(one.messages())
                assert [text.count(f"Paragraph {n}.") for n in range(3)] == [1] * 3, moment
                assert text.index("Paragraph 2") < text.index("**friday**"), moment
                assert one.sees("**friday**") == 1, moment
                assert set((await world.fates(one)).values()) == {"sent"}, moment
        if not died:
            assert moment > 20
            return
    raise AssertionError("the bot never comes to rest")


async def test_a_kill_while_it_catches_up_sends_one_catch_up() -> None:
    """The machine was off for two days, and dies again while it makes one message of what is late."""
    steps = [a_step(f"d{day}", weekday=day) for day in range(4)]
    for moment in range(1, MANY):
        async with a_world(programme=a_programme(steps=steps), at=MORNING - timedelta(hours=1)) as world:
            ana = world.creator("Ana")
            await ana.joins()
            died = await world.killed(moment, off=timedelta(days=2, hours=3), minutes=1)
            await world.lives_again(minutes=10)
            await world.advance(hours=1)

            assert len(ana.messages()) == 1, moment
            assert ana.sees("• Week 1: d0\n• Week 1: d1\n• Week 1: d2") == 1, moment
        if not died:
            return
    raise AssertionError("the bot never comes to rest")


async def test_a_kill_while_it_is_answering_does_what_was_pressed_once() -> None:
    """Ana presses Done, and the bot dies before or after it is on record; the chat tells it again."""
    for moment in (1, 2):
        async with a_world(programme=PROGRAMME) as world:
            ana = world.creator("Ana")
            await ana.joins()
            await world.advance_to(MORNING + timedelta(minutes=10))
            await world.killed_while(moment, ana.presses("Done"))
            await world.lives_again(seconds=5)
            told_again = await ana.repeats()

            assert told_again in ("", "✓ Week 1: “long” is done. Well done!")
            assert "already" in await ana.presses("Done")
            assert len([row for row in world.tables()["events"] if "Ana" in row[0]]) == 3
