"""Writing down: what changes on the board goes to its file in a thread of its own, in order, many at once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from adapters.playground import keeping
from adapters.playground.board import Board
from adapters.playground.keeping import Change, Keeping
from adapters.playground.posted import Posted, Room
from bot.chat.place import Account
from bot.errors import DatabaseError

log = logging.getLogger(__name__)

MOST = 200
"""Changes that are written at once."""


class WritingDown:
    """The Keeper of a board: a change is told at once, and on the disk when `kept` returns.

    What can't be written waits, and is tried again with the next change.
    """

    def __init__(self, file: Keeping) -> None:
        self._file = file
        # Never two at once: what comes later is written later.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="playground")
        self._waiting: list[Change] = []
        self._told = self._written = 0
        self._task: asyncio.Task[None] | None = None

    def add(self, posted: Posted) -> None:
        """One more stands."""
        self._tell(keeping.added(posted))

    def change(self, posted: Posted) -> None:
        """It reads otherwise now."""
        self._tell(keeping.changed(posted))

    def drop(self, ids: Sequence[str]) -> None:
        """These stand no more."""
        self._tell(keeping.dropped(ids))

    def see(self, reader: Account, room: Room, number: int) -> None:
        """The reader has seen all up to this one."""
        self._tell(keeping.seen(reader, room, number))

    def wait(self, id: str) -> None:
        """Whoever wrote this waits for the bot to hear it."""
        self._tell(keeping.unheard(id))

    def heard(self, id: str) -> None:
        """Nobody waits for it any more."""
        self._tell(keeping.heard(id))

    def erase(self, account: Account) -> None:
        """Nothing of what was dropped is left anywhere, and nothing of what the account has read."""
        self._tell(keeping.erased(account))

    async def kept(self) -> None:
        """Return when all that was told so far is on the disk. Raises DatabaseError where it can't be."""
        upto = self._told
        while self._written < upto:
            await asyncio.shield(self._writing())

    async def close(self) -> None:
        """Write down what waits, and let go of the file."""
        try:
            await self.kept()
        except DatabaseError as refused:
            log.error("%d changes of the pages are lost: %s", len(self._waiting), refused)
        finally:
            self._thread.shutdown()
            self._file.close()

    def _tell(self, change: Change) -> None:
        self._waiting.append(change)
        self._told += 1
        self._writing()

    def _writing(self) -> asyncio.Task[None]:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())
            self._task.add_done_callback(self._wrote)
        return self._task

    async def _write(self) -> None:
        batch = self._waiting[:MOST]
        await asyncio.get_running_loop().run_in_executor(self._thread, self._file.write, batch)
        del self._waiting[: len(batch)]
        self._written += len(batch)

    def _wrote(self, task: asyncio.Task[None]) -> None:
        if task.cancelled():
            return
        if (refused := task.exception()) is not None:
            log.error("what stands on the pages can't be kept: %s", refused)
        elif self._waiting:
            self._writing()


@asynccontextmanager
async def kept(board: Board, path: Path) -> AsyncIterator[None]:
    """Put on the board what stood there when the bot stopped, and keep from now on what comes."""
    file = Keeping(path)
    try:
        stood, read, unheard = file.all(), file.seen(), file.unheard()
    except DatabaseError:
        file.close()
        raise
    writing = WritingDown(file)
    board.keep(writing, stood, read, unheard)
    try:
        yield
    finally:
        await writing.close()
