"""The line over which the bot's process and the judge drive a chat's: one question, one answer at a time."""

import asyncio
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from adapters.memory.wire import line, unline

LONGEST_LINE = 2**28


class Line:
    """One end of it: whoever asks."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._turn = asyncio.Lock()

    @classmethod
    async def to(cls, socket: Path) -> "Line":
        """Speak to the process that listens there."""
        return cls(*await asyncio.open_unix_connection(socket, limit=LONGEST_LINE))

    async def ask(self, method: str, *values: object) -> Any:
        """Call a method of what is over there; RuntimeError with its words when that failed."""
        async with self._turn:
            self._writer.write(line((method, values)))
            answer = await self._reader.readline()
        if not answer:
            raise ConnectionError("the chat's process is gone")
        result, error = unline(answer)
        if error is not None:
            raise RuntimeError(error)
        return result

    def hang_up(self) -> None:
        """End the conversation."""
        self._writer.close()


async def listen(over_here: object, socket: Path) -> asyncio.Server:
    """Answer by the public methods of an object; a question whose asker has died is dropped."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        coming = asyncio.create_task(reader.readline())
        try:
            while asked := await coming:
                coming = asyncio.create_task(reader.readline())
                working = asyncio.create_task(_answer(over_here, asked))
                await asyncio.wait({coming, working}, return_when=asyncio.FIRST_COMPLETED)
                if not working.done():
                    working.cancel()
                    break
                writer.write(working.result())
        except ConnectionError:
            pass
        finally:
            coming.cancel()
            writer.close()

    return await asyncio.start_unix_server(converse, socket, limit=LONGEST_LINE)


async def _answer(over_here: object, asked: bytes) -> bytes:
    method, values = unline(asked)
    does: Callable[..., object] = getattr(over_here, method)
    try:
        done = does(*values)
        return line((await done if inspect.isawaitable(done) else done, None))
    except Exception as error:  # noqa: BLE001 - told to whoever asked.
        return line((None, f"{type(error).__name__}: {error}"))
