"""A home that can't be shown is shown later, ever more seldom, and harms nothing else."""

from datetime import timedelta

from adapters.memory.faults import Fault, Refuse, Throttle, TimeOut
from tests.stories.homes import at_home, sees


async def shown_in_spite_of(fault: Fault, **wait: float) -> bool:
    """Whether the home is right in the end, though its first show fails."""
    async with at_home() as (world, ana):
        await world.chat.script(fault, "show")
        await ana.presses("Done")
        assert "Done: 1" not in await sees(world, ana)
        await world.advance(**wait)
        return "Done: 1" in await sees(world, ana)


async def test_a_show_that_fails_is_made_again() -> None:
    """Later, when the chat says so; soon, where nobody knows what became of it."""
    assert await shown_in_spite_of(Throttle(timedelta(minutes=3)), minutes=3)
    assert not await shown_in_spite_of(Throttle(timedelta(minutes=3)), minutes=2)
    assert await shown_in_spite_of(TimeOut(shown=False), minutes=1)


async def test_a_show_that_fails_again_and_again_is_made_ever_more_seldom() -> None:
    """After 1, 2, 4 and 8 minutes: a home costs a drawing each time."""
    async with at_home() as (world, ana):
        for _ in range(4):
            await world.chat.script(TimeOut(shown=False), "show")
        await ana.presses("Done")
        await world.advance(minutes=14)
        assert "Done: 1" not in await sees(world, ana)
        await world.advance(minutes=1)

        assert "Done: 1" in await sees(world, ana)


async def test_while_the_chat_refuses_the_bot() -> None:
    """It is tried every few minutes, and shown when the chat takes it."""
    async with at_home() as (world, ana):
        await world.chat.halt(ana.accounts[0].platform)
        await ana.presses("Done")
        await world.advance(hours=1)
        await world.chat.lift(ana.accounts[0].platform)
        await world.advance(minutes=5)

        assert "Done: 1" in await sees(world, ana)


async def test_who_can_not_be_shown_anything_any_more() -> None:
    """Their home is left alone until they open it again."""
    async with at_home() as (world, ana):
        await world.chat.script(Refuse("the user is gone"), "show")
        await ana.presses("Done")
        await ana.uses("program goal", goal="Ask everybody")
        await world.advance(days=2)
        assert await sees(world, ana) == ""

        await ana.opens("home")
        await ana.uses("program goal", goal="Ask nobody")
        assert "Goal: Ask nobody" in await sees(world, ana)
