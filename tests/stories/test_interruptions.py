"""The bot is told to stop, at every moment that there is: what was under way is settled first."""

import asyncio
from datetime import timedelta
from typing import Literal

from tests.stories.test_crashes import MANY, MORNING, PROGRAMME
from tests.world import DISCORD, Community, a_world
from tests.world.mortal import Life


class Interrupted(Life):
    """At the given moment the one who carries everything is cancelled, as by Ctrl-C."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at
        self._counted = 0
        self.carrying: asyncio.Task[None] | None = None

    async def moment(self) -> None:
        self._counted += 1
        if self._counted == self._at and self.carrying is not None:
            self.carrying.cancel()
            if asyncio.current_task() is self.carrying:
                await asyncio.Event().wait()


async def interrupted(world: Community, moment: int) -> bool:
    """Start anew, let two minutes pass, and interrupt at the n-th moment; False if that never came."""
    await world.stop()
    life = Interrupted(moment)
    world.start(life)
    await world.connect()
    life.carrying = asyncio.create_task(world.advance(minutes=2))
    await asyncio.wait({life.carrying})
    await world.store.close()
    return life.carrying.cancelled()


def states(world: Community) -> set[str]:
    return {state for state, _ in world.deliveries("")}


async def test_an_interruption_at_any_moment_leaves_nothing_half_way() -> None:
    """No message is said to be under way, and the next run goes on without loss or repetition."""
    for moment in range(1, MANY):
        async with a_world(programme=PROGRAMME, at=MORNING - timedelta(minutes=1)) as world:
            ana = world.creator("Ana")
            await ana.joins()
            stopped = await interrupted(world, moment)
            assert "sending" not in states(world), moment
            await world.lives_again(minutes=10)
            await world.advance(minutes=5)

            assert ana.titles() == ["long", "friday"], moment
            assert [ana.sees(f"Paragraph {number}.") for number in range(3)] == [1] * 3, moment
            assert set((await world.fates(ana)).values()) == {"sent"}, moment
        if not stopped:
            assert moment > 20
            return
    raise AssertionError("the bot never comes to rest")


class Silence(asyncio.Event):
    """What a chat waits for that never answers."""

    def __init__(self) -> None:
        super().__init__()
        self.fell = asyncio.Event()

    async def wait(self) -> Literal[True]:
        self.fell.set()
        return await super().wait()


async def test_a_chat_that_does_not_answer_holds_up_nobody_for_long() -> None:
    """The bot stops within seconds; the message is looked for when it is back."""
    async with a_world(programme=PROGRAMME) as world:
        ana = world.creator("Ana")
        await ana.joins()
        silence = world.chats[DISCORD].slow[ana.place] = Silence()
        carrying = asyncio.create_task(world.advance_to(MORNING))
        await silence.fell.wait()
        async with asyncio.timeout(5):
            carrying.cancel()
            await asyncio.wait({carrying})
            await world.store.close()

        assert ("unknown", None) in world.deliveries("step/")
        assert "sending" not in states(world)
        await world.lives_again(minutes=10)
        assert [ana.sees(f"Paragraph {number}.") for number in range(3)] == [1] * 3
