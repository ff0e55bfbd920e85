"""A machine whose clock differs from the chat's sends nothing until somebody has looked."""

from datetime import datetime, timedelta

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bot.chat.adapter import Ambiguous
from bot.chat.place import Platform
from bot.engine.clock import ManualClock
from schedules.clocks import PlatformClocks
from tests.builders import utc

NOON = utc("2027-03-01 12:00")


class ClockOf(MemoryAdapter):
    """A chat whose own clock is ahead of the world's, or whose answer gets lost."""

    def __init__(self, name: str, *, ahead: timedelta | None) -> None:
        super().__init__(World(start=NOON), platform=Platform(name), clock=lambda: NOON)
        self.ahead = ahead

    async def time(self) -> datetime | None:
        if self.ahead is None:
            raise Ambiguous("no answer")
        return NOON + self.ahead


async def test_the_clock_that_differs_most_counts() -> None:
    """It is asked again after an hour."""
    chats = [ClockOf("discord", ahead=timedelta(seconds=2)), ClockOf("slack", ahead=timedelta(minutes=6))]
    clocks = PlatformClocks(chats, ManualClock(NOON))
    assert clocks.skew() == timedelta()

    next_at = await clocks.run_once(NOON)

    assert clocks.skew() == timedelta(minutes=-6)
    assert next_at == NOON + timedelta(hours=1)


async def test_a_chat_that_does_not_answer_changes_nothing() -> None:
    """What was heard last stands."""
    chat = ClockOf("discord", ahead=timedelta(minutes=6))
    clocks = PlatformClocks([chat], ManualClock(NOON))
    await clocks.run_once(NOON)
    chat.ahead = None
    await clocks.run_once(NOON + timedelta(hours=1))

    assert clocks.skew() == timedelta(minutes=-6)
