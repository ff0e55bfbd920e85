"""A world in a process of its own, spoken to over a Unix socket, so that a killed bot loses nothing of it.

    python -m adapters.memory.peer SOCKET [--seed N]

It writes "ready" when it listens. A request is a line (number, method, arguments), its answer a line (number,
result, error); requests are answered as they are ready, so one that waits for a person holds up no other.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from adapters.memory.faults import MILD, FaultPlan
from adapters.memory.wire import line, unline
from adapters.memory.world import World
from bot.chat.adapter import Ambiguous

P = ParamSpec("P")
T = TypeVar("T")
_CANCEL = "cancel"
_LONGEST_LINE = 2**28  # A whole log of 100,000 messages.


def _remote(
    method: Callable[Concatenate[World, P], Awaitable[T]],
) -> Callable[Concatenate["PeerWorld", P], Coroutine[Any, Any, T]]:
    async def ask(self: "PeerWorld", /, *values: P.args, **named: P.kwargs) -> T:
        answered: T = await self.ask(method.__name__, values, tuple(named.items()))
        return answered

    ask.__name__ = method.__name__
    ask.__doc__ = method.__doc__
    return ask


class PeerWorld:
    """The world of another process. Every call raises Ambiguous once the connection is gone."""

    show = _remote(World.show)
    find = _remote(World.find)
    edit = _remote(World.edit)
    delete = _remote(World.delete)
    open = _remote(World.open)
    show_page = _remote(World.show_page)
    page = _remote(World.page)
    log = _remote(World.log)
    standing = _remote(World.standing)
    refused = _remote(World.refused)
    breach = _remote(World.breach)
    breaches = _remote(World.breaches)
    register = _remote(World.register)
    commands = _remote(World.commands)
    script = _remote(World.script)
    plan = _remote(World.plan)
    halt = _remote(World.halt)
    lift = _remote(World.lift)
    halted = _remote(World.halted)
    close = _remote(World.close)
    reopen = _remote(World.reopen)
    now = _remote(World.now)
    advance = _remote(World.advance)
    act = _remote(World.act)
    happened = _remote(World.happened)
    meet = _remote(World.meet)
    reconnect = _remote(World.reconnect)
    next_act = _remote(World.next_act)
    done = _remote(World.done)
    acted = _remote(World.acted)
    answer = _remote(World.answer)
    typed = _remote(World.typed)
    note = _remote(World.note)
    notes = _remote(World.notes)

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._listening = asyncio.create_task(self._listen(reader))

    @classmethod
    async def connect(cls, socket: Path) -> "PeerWorld":
        """Speak to the world that listens there."""
        return cls(*await asyncio.open_unix_connection(socket, limit=_LONGEST_LINE))

    async def disconnect(self) -> None:
        """Hang up; the world goes on."""
        self._writer.close()
        await self._listening

    async def ask(self, method: str, values: Sequence[object], named: Sequence[tuple[str, object]]) -> Any:
        """Call a method of the world over there."""
        if self._listening.done():
            raise Ambiguous("the world is gone")
        number = next(self._numbers)
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        self._writer.write(line((number, method, tuple(values), tuple(named))))
        try:
            return await answer
        except asyncio.CancelledError:
            # Else it would go on waiting over there, and take the act that the next one waits for.
            self._writer.write(line((number, _CANCEL, (), ())))
            raise
        finally:
            del self._asked[number]

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while read := await reader.readline():
                number, result, error = unline(read)
                answer = self._asked.get(number)
                if answer is None or answer.done():
                    continue
                if error is None:
                    answer.set_result(result)
                else:
                    answer.set_exception(RuntimeError(error))
        except ConnectionError:
            pass
        finally:
            self._writer.close()
            for answer in self._asked.values():
                if not answer.done():
                    answer.set_exception(Ambiguous("the world is gone"))


AnyWorld = World | PeerWorld
METHODS = tuple(name for name in vars(PeerWorld) if not name.startswith("_") and hasattr(World, name))


async def serve(world: World, socket: Path) -> asyncio.Server:
    """Let others speak to the world; the caller closes the server."""

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.TaskGroup() as calls:
                under_way: dict[int, asyncio.Task[None]] = {}
                while read := await reader.readline():
                    number, method, values, named = unline(read)
                    if method == _CANCEL:
                        if number in under_way:
                            under_way[number].cancel()
                        continue
                    answer = _answer(world, writer, number, method, values, dict(named))
                    under_way[number] = calls.create_task(answer)
                    under_way[number].add_done_callback(partial(_forget, under_way, number))
                raise ConnectionResetError
        except* ConnectionError:
            # Whoever was waiting for a person has gone: what was not answered is told to the next one.
            writer.close()

    return await asyncio.start_unix_server(converse, socket, limit=_LONGEST_LINE)


def _forget(under_way: dict[int, asyncio.Task[None]], number: int, _done: asyncio.Task[None]) -> None:
    del under_way[number]


async def _answer(
    world: World,
    writer: asyncio.StreamWriter,
    number: int,
    method: str,
    values: Sequence[object],
    named: dict[str, object],
) -> None:
    try:
        if method not in METHODS:
            raise ValueError(f"a world has no {method}")
        answered = line((number, await getattr(world, method)(*values, **named), None))
    except (LookupError, TypeError, ValueError) as error:
        answered = line((number, None, f"{type(error).__name__}: {error}"))
    writer.write(answered)


async def _main(socket: Path, plan: FaultPlan | None) -> None:
    server = await serve(World(plan=plan), socket)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


def main(arguments: Sequence[str]) -> None:
    """Serve a new world until the process is ended."""
    parser = argparse.ArgumentParser(description="A world in a process of its own.")
    parser.add_argument("socket", type=Path)
    parser.add_argument("--seed", type=int, help="let the network fail now and then, by this seed")
    chosen = parser.parse_args(arguments)
    plan = None if chosen.seed is None else FaultPlan(seed=chosen.seed, rates=MILD)
    asyncio.run(_main(chosen.socket, plan))


if __name__ == "__main__":
    main(sys.argv[1:])
