"""Work for a transaction: some stands still until it is let go, some leaves a word."""

import asyncio
import threading
from collections.abc import Callable

from bot.store.tx import Tx

PATIENCE = 30.0  # Seconds after which a test that hangs is a test that fails.


class Gate:
    """A transaction that stands still until it is let go, so that others queue behind it."""

    def __init__(self) -> None:
        self._entered = threading.Event()
        self._open = threading.Event()

    def __call__(self, tx: Tx) -> None:
        self._entered.set()
        assert self._open.wait(PATIENCE)

    async def entered(self) -> None:
        assert await asyncio.to_thread(self._entered.wait, PATIENCE)

    def open(self) -> None:
        self._open.set()


def keeping(name: str, value: str = "kept") -> Callable[[Tx], None]:
    def work(tx: Tx) -> None:
        tx.meta.keep(name, value)
        tx.touched.add(name)

    return work
