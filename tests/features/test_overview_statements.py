"""An overview takes one statement for each thing to know, however many creators there are."""

from collections.abc import Sequence
from typing import Any

from bot.chat.event import PageOpened
from bot.chat.place import Place
from bot.chat.reply import Show
from bot.domain.keys import cohort_key
from bot.engine.clock import ManualClock
from bot.engine.engine import Engine
from bot.engine.plans import Plans
from bot.features import ALL
from bot.store import sqlite
from bot.store.connection import NOTHING, Connection, Result
from bot.store.prepared import Statement, Values
from bot.store.store import Result as Read
from bot.store.store import Store, Work
from bot.store.tx import Tx
from tests.stories.led import leaders, led
from tests.world import Community, Someone

BEHIND = ("", "all", "needy", "flags", "queues", "load", "week/1", "checkins/1", "mood/1", "day/1", "hour/9")


class Counting(Connection):
    """A connection that counts what it runs."""

    count = 0

    def execute(self, statement: Statement, values: Values | Sequence[Values] = NOTHING) -> Result:
        self.count += 1
        return super().execute(statement, values)

    def scalars(self, statement: Statement, values: Values = NOTHING) -> list[Any]:
        self.count += 1
        return super().scalars(statement, values)


class CountedStore(Store):
    """A store all of whose reading is done, and counted, on one connection."""

    def __init__(self, world: Community) -> None:
        super().__init__(sqlite.writer(world.file, "off"), sqlite.reader(world.file, 1), alone=True)
        self._whole = sqlite.reader(world.file, 1).connect()
        self.counting = Counting(self._whole)

    async def read(self, work: Work[Read]) -> Read:
        return work(Tx(self.counting))

    async def close(self) -> None:
        self._whole.close()
        await super().close()


async def counted(world: Community, someone: Someone) -> dict[str, int]:
    """How many statements each page takes."""
    store = CountedStore(world)
    found: dict[str, int] = {}
    try:
        engine = Engine(store, ManualClock(world.now), Plans([world.plan()]), ALL)
        account = someone.accounts[0]
        for behind in BEHIND:
            path, before = f"view/{cohort_key('autumn')}/{behind}", store.counting.count
            opened = PageOpened(
                id=f"open {behind}", at=world.now, account=account, place=Place(at=account), path=path
            )
            assert isinstance(await engine.answer(opened), Show)
            found[behind] = store.counting.count - before
    finally:
        await store.close()
    return found


async def test_more_creators_take_no_more_statements() -> None:
    """Three, and then twenty more: each page asks the database as often as before."""
    async with led() as world:
        _, _, lena = await leaders(world)
        for name in ("Ana", "Ben", "Cem"):
            await world.creator(name, mentor="Amara").joins()
        await world.advance(weeks=1)
        few = await counted(world, lena)
        for number in range(20):
            world.creator(f"C{number:02}", mentor="Tom")
        await world.settle()

        assert await counted(world, lena) == few
        assert few[""] < 30
