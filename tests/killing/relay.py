"""The relay sits on the line between a bot and its world, and kills the bot at a chosen request."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.killing.bot import Bot
from tests.killing.kill import Kill, Moment

LONGEST_LINE = 2**28


class Relay:
    """Hands on each line, in both directions, as long as the bot lives."""

    def __init__(self, world: Path) -> None:
        self._world = world
        self._victim: Bot | None = None
        self._kill: Kill | None = None
        self._counted = 0
        self.requests = 0
        self.struck = asyncio.Event()

    def aim(self, victim: Bot, kill: Kill | None) -> None:
        """Whoever connects next is this bot; None: it may live."""
        self._victim, self._kill, self._counted = victim, kill, 0
        self.struck.clear()

    async def converse(self, bot: asyncio.StreamReader, to_bot: asyncio.StreamWriter) -> None:
        """Carry one bot's conversation; what the world has heard of, it does, whatever becomes of the bot."""
        world, to_world = await asyncio.open_unix_connection(self._world, limit=LONGEST_LINE)
        fatal: dict[int, bool] = {}  # Of each request that is not answered yet.
        asking = asyncio.create_task(self._ask(bot, to_world, fatal))
        answering = asyncio.create_task(self._answer(world, to_bot, fatal, asking))
        await asking
        if not fatal:
            to_world.close()
        await answering
        to_world.close()
        to_bot.close()

    async def _ask(
        self, bot: asyncio.StreamReader, to_world: asyncio.StreamWriter, fatal: dict[int, bool]
    ) -> None:
        with suppress(ConnectionError):
            while line := await bot.readline():
                number, method, *_ = json.loads(line)
                if method == "cancel":  # Of a request, which is not answered any more then.
                    fatal.pop(number, None)
                    to_world.write(line)
                    continue
                is_fatal = self._is_fatal(method)
                if is_fatal and self._moment is Moment.UNHEARD:
                    self._strike()
                    return
                fatal[number] = is_fatal
                to_world.write(line)

    async def _answer(
        self,
        world: asyncio.StreamReader,
        to_bot: asyncio.StreamWriter,
        fatal: dict[int, bool],
        asking: "asyncio.Task[None]",
    ) -> None:
        with suppress(ConnectionError):
            while line := await world.readline():
                is_fatal = fatal.pop(json.loads(line)[0], False)
                if is_fatal and self._moment is Moment.UNANSWERED:
                    self._strike()
                else:
                    to_bot.write(line)
                if is_fatal and self._moment is Moment.ANSWERED:
                    asyncio.get_running_loop().call_later(self._kill.delay if self._kill else 0, self._strike)
                if asking.done() and not fatal:
                    return

    @property
    def _moment(self) -> Moment | None:
        return None if self._kill is None else self._kill.moment

    def _is_fatal(self, method: str) -> bool:
        # Moves of the clock are more than half of all requests, and little happens at most of them.
        counts = method != "advance"
        self.requests += counts
        if self._kill is None or not counts or self._kill.method not in (None, method):
            return False
        self._counted += 1
        return self._counted == self._kill.request

    def _strike(self) -> None:
        if self._victim is not None and self._kill is not None:
            self._victim.told(self._kill.by)
            self.struck.set()


@asynccontextmanager
async def relay(world: Path, socket: Path) -> AsyncIterator[Relay]:
    """A relay that listens at a socket."""
    between_them = Relay(world)
    server = await asyncio.start_unix_server(between_them.converse, socket, limit=LONGEST_LINE)
    async with server:
        yield between_them
