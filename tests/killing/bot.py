"""A process of the program, as its killer sees it."""

import asyncio
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, Signals

from tests.killing.nursery import LAST_WORDS


@dataclass(slots=True, kw_only=True)
class Bot:
    """It waits until it is told to begin, and can be signalled until it has ended."""

    pid: int
    _reader: asyncio.StreamReader
    _writer: asyncio.StreamWriter
    _has_ended: bool = False

    def begins(self) -> None:
        """Let it begin."""
        self._writer.write(b"go\n")

    def told(self, by: Signals = SIGKILL) -> None:
        """Send it a signal, if it is there to get one."""
        if not self._has_ended:
            with suppress(ProcessLookupError):
                os.kill(self.pid, by)

    async def says(self, words: str) -> None:
        """Wait until it has said this on stderr."""
        said = []
        while line := (await self._reader.readline()).decode():
            said.append(line)
            if words in line:
                return
        raise AssertionError("".join(said))

    def hung_up(self) -> None:
        """Tell it nothing more."""
        self._writer.write_eof()

    async def ends(self) -> tuple[int, str]:
        """Its exit code (negative where a signal ended it without last words), and what it said on stderr."""
        said: list[str] = []
        with suppress(ConnectionResetError):  # It was killed before it had read that it may begin.
            while line := await self._reader.readline():
                said.append(line.decode().rstrip())
        self._has_ended = True
        self._writer.close()
        if said and said[-1].startswith(LAST_WORDS):
            return int(said[-1].removeprefix(LAST_WORDS)), "\n".join(said[:-1])
        return -SIGKILL, "\n".join(said)


async def born(nursery: Path, *arguments: object) -> Bot:
    """A process that will do this."""
    reader, writer = await asyncio.open_unix_connection(nursery)
    writer.write(json.dumps([str(one) for one in arguments]).encode() + b"\n")
    return Bot(pid=int(await reader.readline()), _reader=reader, _writer=writer)
