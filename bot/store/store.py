"""The store runs whole transactions: one plain function, one thread hop, and then everybody knows.

Nothing can await inside a transaction, so no network can hide in one (decision 0001).
"""

import asyncio
import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from typing import TypeVar, cast

from sqlalchemy import Engine

from bot.store.failures import said_plainly
from bot.store.tx import Tx

Result = TypeVar("Result")
Work = Callable[[Tx], Result]
Listener = Callable[[frozenset[str]], None]
READERS = 2


class Turn(IntEnum):
    """Who goes first when several wait to write."""

    PERSON = 0
    MACHINE = 1
    CLOSE = 2


class Store:
    """One database. `write` and `read` each run a function in a transaction of its own."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer = writer
        self._reader = reader
        self._numbers = itertools.count()
        self._waiting: queue.PriorityQueue[tuple[Turn, int, Callable[[], bool]]] = queue.PriorityQueue()
        self._listeners: list[Listener] = []
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-read")
        self._thread = threading.Thread(target=self._serve, name="store-write", daemon=True)
        self._thread.start()

    def listen(self, listener: Listener) -> None:
        """Be told, after each commit, what it touched: names such as "deliveries" and "plans"."""
        self._listeners.append(listener)

    async def write(self, work: Work[Result], turn: Turn = Turn.PERSON) -> Result:
        """Run the work in a transaction that may write; give back what it gives back.

        A caller that is cancelled still waits for the end, since the commit may have happened.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[tuple[Result, frozenset[str]]] = loop.create_future()

        def job() -> bool:
            try:
                outcome = self._transact(work)
            except BaseException as error:  # noqa: BLE001 - it is raised again where the work was asked for.
                loop.call_soon_threadsafe(_fail, done, error)
            else:
                loop.call_soon_threadsafe(_finish, done, outcome)
            return True

        self._waiting.put((turn, next(self._numbers), job))
        result, touched = await _whole(done)
        if touched:
            for listener in self._listeners:
                listener(touched)
        return result

    async def read(self, work: Work[Result]) -> Result:
        """Run the work on one unchanging state of the database; it can't write."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._look, work)

    async def close(self) -> None:
        """End after what was already asked for."""
        loop = asyncio.get_running_loop()
        self._waiting.put((Turn.CLOSE, next(self._numbers), lambda: False))
        await loop.run_in_executor(self._readers, self._thread.join)
        self._readers.shutdown()
        self._writer.dispose()
        self._reader.dispose()

    def _serve(self) -> None:
        while self._waiting.get()[2]():
            pass

    def _transact(self, work: Work[Result]) -> tuple[Result, frozenset[str]]:
        with said_plainly(), self._writer.begin() as connection:
            tx = Tx(connection)
            result = work(tx)
        return result, frozenset(tx.touched)

    def _look(self, work: Work[Result]) -> Result:
        with said_plainly(), self._reader.begin() as connection:
            return work(Tx(connection))


async def _whole(done: asyncio.Future[Result]) -> Result:
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        if not done.done():
            await asyncio.wait([done])
        if done.done() and not done.cancelled():
            done.exception()
        raise


def _finish(done: asyncio.Future[Result], outcome: object) -> None:
    if not done.done():
        done.set_result(cast(Result, outcome))


def _fail(done: asyncio.Future[Result], error: BaseException) -> None:
    if not done.done():
        done.set_exception(error)
