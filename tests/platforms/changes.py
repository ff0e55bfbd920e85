"""Changes lets somebody wait until something is so, without asking again and again."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class TookTooLong(AssertionError):
    """Nothing came within the time that a person waits."""


class Changes:
    """Everything that may change an answer calls `happened`."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, found: Callable[[], T | None], *, within: float, what: str) -> T:
        """The first thing found that is not None; TookTooLong after so many real seconds."""
        try:
            async with asyncio.timeout(within):
                while (thing := found()) is None:
                    await self._next()
                return thing
        except TimeoutError:
            raise TookTooLong(f"{what}: nothing within {within:g} s") from None

    async def _next(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
