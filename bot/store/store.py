"""The store runs whole transactions: one plain function, one thread hop, and then everybody knows.

Nothing can await inside a transaction, so no network can hide in one (decision 0001).
"""

import asyncio
import contextlib
import heapq
import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from typing import TypeVar

import sqlalchemy

from bot.store.connection import Connection
from bot.store.erasing import accounts_forgotten
from bot.store.failures import said_plainly
from bot.store.tx import Tx

Result = TypeVar("Result")
Work = Callable[[Tx], Result]
Listener = Callable[[frozenset[str]], None]
READERS = 2
"""Threads that read."""
LOOKING = READERS + 1
"""Connections that read: one more for the event loop, which never waits for one."""


class Turn(IntEnum):
    """Who goes first when several wait to write."""

    PERSON = 0
    MACHINE = 1
    CLOSE = 2


class Store:
    """One database. `write` and `read` each run a function in a transaction of its own.

    `alone` says that nobody is kept waiting, as in a simulation: then each transaction runs where it is
    asked for, which saves two changes of threads, a sixth of all that it costs.
    """

    def __init__(self, writer: sqlalchemy.Engine, reader: sqlalchemy.Engine, *, alone: bool = False) -> None:
        self._alone = alone
        self._writer = writer
        self._connection: sqlalchemy.Connection | None = None
        self._reader = reader
        self._numbers = itertools.count()
        self._waiting: list[tuple[Turn, int, Callable[[], bool]]] = []
        self._asked: queue.SimpleQueue[None] = queue.SimpleQueue()
        """One for each that waits: the thread sleeps on it, at a tenth of what a PriorityQueue costs."""
        self._listeners: list[Listener] = []
        self._closed = False
        self._looking: list[sqlalchemy.Connection] = []
        """Connections that nobody reads from just now."""
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-read")
        self._thread = threading.Thread(target=self._serve, name="store-write", daemon=True)
        if not alone:
            self._thread.start()

    def listen(self, listener: Listener) -> None:
        """Be told, after each commit, what it touched: names such as "deliveries" and "plans"."""
        self._listeners.append(listener)

    async def write(self, work: Work[Result], turn: Turn = Turn.PERSON) -> Result:
        """Run the work in a transaction that may write; give back what it gives back.

        A caller that is cancelled still waits for the end, since the commit may have happened.
        """
        self._refuse_when_closed()
        if self._alone:
            result, touched = self._transact(work)
            self.tell(touched)
            return result
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Result] = loop.create_future()

        def job() -> bool:
            try:
                result, touched = self._transact(work)
            except BaseException as error:  # noqa: BLE001 - it is raised again where the work was asked for.
                _tell(loop, _fail, done, error)
            else:
                _tell(loop, self._committed, done, result, touched)
            return True

        self._wait(turn, job)
        return await _whole(done)

    async def read(self, work: Work[Result]) -> Result:
        """Run the work on one unchanging state of the database; it can't write."""
        if self._alone:
            return self.glance(work)
        self._refuse_when_closed()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._readers, self._look, work)

    def tell(self, names: frozenset[str]) -> None:
        """Tell the listeners of something that no commit touched, by the same names."""
        if names:
            for listener in self._listeners:
                listener(names)

    def glance(self, work: Work[Result]) -> Result:
        """Read where it is asked for, while the event loop waits: only a few rows, however many there are.

        Two changes of threads cost more than such work does, and more the more of it there is at once.
        """
        self._refuse_when_closed()
        return self._look(work)

    async def close(self) -> None:
        """End after what was already asked for; what is asked for later is refused."""
        if self._closed:
            return
        self._closed = True
        self._wait(Turn.CLOSE, lambda: False)
        await _whole(asyncio.get_running_loop().run_in_executor(None, self._end))

    def _end(self) -> None:
        if self._alone:
            self._give_back()
        else:
            self._thread.join()
        self._readers.shutdown()
        for connection in self._looking:
            connection.close()
        # The writer last: only a connection that may write puts the log back into the file.
        self._reader.dispose()
        self._writer.dispose()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise RuntimeError("the store is closed")

    def _committed(self, done: asyncio.Future[Result], result: Result, touched: frozenset[str]) -> None:
        # Here and not in `write`: a caller that was cancelled has committed all the same.
        done.set_result(result)
        self.tell(touched)

    def _wait(self, turn: Turn, job: Callable[[], bool]) -> None:
        # Pushing and popping are one step each for all threads: heapq is written in C.
        heapq.heappush(self._waiting, (turn, next(self._numbers), job))
        self._asked.put(None)

    def _serve(self) -> None:
        while self._next()():
            pass
        self._give_back()

    def _next(self) -> Callable[[], bool]:
        self._asked.get()
        return heapq.heappop(self._waiting)[2]

    def _transact(self, work: Work[Result]) -> tuple[Result, frozenset[str]]:
        try:
            with said_plainly():
                # One connection for all: fetching one from the pool costs as much as a statement.
                connection = self._connection = self._connection or self._writer.connect()
                with connection.begin():
                    tx = Tx(Connection(connection))
                    result = work(tx)
        except BaseException:
            self._give_back()  # The pool looks whether it is still good.
            raise
        touched = frozenset(tx.touched)
        if accounts_forgotten(touched):
            self._empty_the_log(connection)
        return result, touched

    def _empty_the_log(self, connection: sqlalchemy.Connection) -> None:
        """The write-ahead log still holds the pages as they were before an erasure."""
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _give_back(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _look(self, work: Work[Result]) -> Result:
        with said_plainly():
            try:
                connection = self._looking.pop()
            except IndexError:
                connection = self._reader.connect()
            try:
                with connection.begin():
                    result = work(Tx(Connection(connection)))
            except BaseException:
                connection.close()  # The pool looks whether it is still good.
                raise
            self._looking.append(connection)
            return result


async def _whole(done: asyncio.Future[Result]) -> Result:
    """Wait for the end whatever happens to the waiter, and then let it be cancelled."""
    cancelled: asyncio.CancelledError | None = None
    while not done.done():
        try:
            await asyncio.wait([done])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        done.exception()
        raise cancelled
    return done.result()


def _tell(loop: asyncio.AbstractEventLoop, what: Callable[..., None], *arguments: object) -> None:
    # Nobody is left to be told when the loop is gone; the thread goes on for the others.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(what, *arguments)


def _fail(done: asyncio.Future[Result], error: BaseException) -> None:
    if isinstance(error, StopIteration):
        # A future can't hold one, and its caller would wait for ever.
        wrapped = RuntimeError("the work of a transaction raised StopIteration")
        wrapped.__cause__ = error
        error = wrapped
    done.set_exception(error)
