"""What somebody sees of themselves is a few rows, so it is read while the event loop waits: whatever the
cohort grows to, it takes no more work of the database.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy

from bench.community import Community, settle_in
from bench.uses import Turn, every_use
from bot.chat.event import Event
from bot.engine.clock import ManualClock
from bot.engine.engine import Engine
from bot.engine.plans import Plans
from bot.features import ALL
from bot.store import sqlite
from bot.store.store import LOOKING, Result, Store, Work

SMALL, LARGE = 40, 120
"""Creators, of whom each mentor has two, or six."""
STEPS = 50
"""Instructions of the database that are counted as one."""
FEWEST = 7
"""So many things are read that way at least."""


class Counted(Store):
    """A store that counts what the database does while the event loop waits."""

    def __init__(self, path: Path) -> None:
        reader = sqlite.reader(path, LOOKING)
        sqlalchemy.event.listen(reader, "connect", self._watch)
        super().__init__(sqlite.writer(path, "off"), reader)
        self._steps = 0
        self.glanced = 0

    def glance(self, work: Work[Result]) -> Result:
        before = self._steps
        try:
            return super().glance(work)
        finally:
            self.glanced = self._steps - before

    def _watch(self, connection: Any, _record: object) -> None:
        connection.set_progress_handler(self._step, STEPS)

    def _step(self) -> int:
        self._steps += 1
        return 0


async def glances(folder: Path, creators: int) -> dict[str, int]:
    """How much the database does for each of the things that people see of themselves."""
    path = folder / f"{creators}.db"
    community = await settle_in(path, creators)
    store = Counted(path)
    try:
        engine = Engine(store, ManualClock(community.now), Plans([community.plan]), ALL)
        secret = await store.read(lambda tx: tx.meta.secret())
        found: dict[str, int] = {}
        for name, event in looks(community, secret):
            store.glanced = 0
            await engine.answer(event)
            if store.glanced:
                found[name] = store.glanced
        return found
    finally:
        await store.close()


def looks(community: Community, secret: bytes) -> Iterator[tuple[str, Event]]:
    """Everything that is used."""
    for use in every_use():
        turn = Turn(
            community=community,
            creator=community.creators[0],
            secret=secret,
            id=use.name,
            at=community.now,
        )
        yield use.name, use.happens(turn)


async def test_what_people_see_of_themselves_does_not_grow(tmp_path: Path) -> None:
    """Three times as many creators: nothing takes half as much again."""
    small, large = await glances(tmp_path, SMALL), await glances(tmp_path, LARGE)

    assert len(small) >= FEWEST
    assert small.keys() == large.keys()
    assert [name for name in small if not name.startswith("/program ")] == []  # A mentor's take a thread.
    assert [name for name in small if large[name] > 1.5 * small[name]] == []
