"""The configured database, as a command uses it: open, one transaction, close."""

import asyncio
from pathlib import Path
from typing import TypeVar

from bot.config.setup import Checked
from bot.engine.clock import SystemClock
from bot.store.locks import hold_plan
from bot.store.opening import Mode, open_store, prepare
from bot.store.store import Store, Work

Result = TypeVar("Result")


def database_of(checked: Checked) -> Path:
    """The file that a configuration keeps everything in."""
    return Path(checked.store_url.removeprefix("sqlite:///"))


def pages_beside(database: Path) -> Path:
    """The file in which the conversations of the pages are kept."""
    return database.with_name("playground.db")


def look(checked: Checked, work: Work[Result]) -> Result:
    """Do this on one unchanging state of the database, which can't be written."""
    return asyncio.run(_once(database_of(checked), "look", work))


def change(checked: Checked, work: Work[Result]) -> Result:
    """Do this in one transaction, beside a bot that may be running."""
    return asyncio.run(_once(database_of(checked), "use", work))


def make_ready(checked: Checked) -> None:
    """Make the database where there is none. Raises LockedError while another process does."""
    path = database_of(checked)
    if not path.exists():
        now = SystemClock().now()
        with hold_plan(path, now):
            prepare(path, now=now)


async def _once(path: Path, mode: Mode, work: Work[Result]) -> Result:
    store: Store = open_store(path, mode=mode, now=SystemClock().now())
    try:
        return await (store.read(work) if mode == "look" else store.write(work))
    finally:
        await store.close()
