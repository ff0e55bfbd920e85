"""The bot over a crowd: the real planner, lanes and memory adapter, at a time that stands still."""

from dataclasses import dataclass
from datetime import datetime

from adapters.memory.adapter import MemoryAdapter
from adapters.memory.world import World
from bench.crowd import CHAT, PLANS, account
from bot.app.build import App, build
from bot.chat.adapter import Pace
from bot.engine.clock import ManualClock
from bot.store.store import Store
from schedules.pulse import simulate


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """A bot, its clock, and the chat that it writes to."""

    app: App
    clock: ManualClock
    chat: World

    async def carry(self, until: datetime) -> None:
        """Do all that is due until then."""
        await simulate(self.clock, self.app.beats, until)

    async def shown(self) -> int:
        """How many messages have been shown."""
        return len(await self.chat.log())


async def bot_over(store: Store, at: datetime, *, met: int) -> Bot:
    """A bot whose first so many creators can be written to."""
    clock, chat = ManualClock(at), World(start=at)
    for number in range(met):
        await chat.meet(account(number))
    adapter = MemoryAdapter(chat, platform=CHAT, clock=clock.now, pace=Pace(in_flight=200))
    app = build(plans=PLANS, store=store, clock=clock, adapters={CHAT: adapter})
    await adapter.connect(app.commands, app.door)
    return Bot(app=app, clock=clock, chat=chat)
