"""Filling makes the bytes of a file, by a reading of the database of its own."""

from pathlib import Path

from bot.chat import limits
from bot.chat.adapter import Unmakeable
from bot.chat.message import File
from bot.engine.clock import Clock
from bot.engine.plans import Plans
from bot.features.filing import contents
from bot.store.opening import open_store

GONE = "there is nothing any more to make the file from"


class Filling:
    """Opens the database in a file for each of them: they are few, and nobody waits for one."""

    def __init__(self, path: Path, plans: Plans, clock: Clock) -> None:
        self._path = path
        self._plans = plans
        self._clock = clock

    async def fill(self, file: File) -> bytes:
        """The bytes as they are now. Unmakeable where there are none, or too many for a chat."""
        now = self._clock.now()
        store = open_store(self._path, mode="look", now=now)
        try:
            made = await store.read(lambda tx: contents(tx, file, self._plans, now))
        finally:
            await store.close()
        if made is None:
            raise Unmakeable(GONE)
        if len(made) > limits.FILE_BYTES:
            raise Unmakeable(f"the file has {len(made):,} bytes, and chats take {limits.FILE_BYTES:,}")
        return made
