"""Lines are what is typed, one after the other, by a person or a script."""

import asyncio
import os
from typing import Protocol

_AT_ONCE = 65_536


class Lines(Protocol):
    """Where typed lines come from."""

    async def next(self) -> str | None:
        """The next line without its end; waits for one. None: there are no more."""


class DescriptorLines:
    """Lines from a file descriptor: a terminal, a pipe or a file. Waiting for one can be cancelled."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._held = b""
        self._ended = False

    async def next(self) -> str | None:
        """The next line. What is no UTF-8 is replaced; a last line needs no end."""
        while b"\n" not in self._held and not self._ended:
            await self._readable()
            try:
                read = os.read(self._descriptor, _AT_ONCE)
            except OSError:
                read = b""  # The terminal was closed.
            self._held += read
            self._ended = not read
        if not self._held:
            return None
        line, _, self._held = self._held.partition(b"\n")
        return line.decode(errors="replace").removesuffix("\r")

    async def _readable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        try:
            loop.add_reader(self._descriptor, ready.set)
        except OSError:
            return  # A file can be read at any time, and can't be waited for.
        try:
            await ready.wait()
        finally:
            loop.remove_reader(self._descriptor)
