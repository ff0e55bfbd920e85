"""The stage: chats in processes of their own, a database, and bots that live there one after the other."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from signal import SIGKILL
from types import MappingProxyType
from typing import Any

from bot.app.people import players_of
from bot.chat.adapter import Shown
from bot.chat.place import Account, Platform
from schedules.verdict import Down, Verdict, judge
from tests.cohort_on_chats.casting import arguments
from tests.cohort_on_chats.line import Line
from tests.cohort_on_chats.remote import Remote
from tests.cohort_on_chats.story import Cast, accounts, at_their_places, on_chats
from tests.killing import notebook
from tests.killing.agreement import disagreements
from tests.killing.bot import Bot, born
from tests.killing.kill import Kill

NOTHING_MORE: Mapping[Platform, tuple[str, ...]] = MappingProxyType({})


class Stage:
    """Everything outside the bot outlives it."""

    def __init__(
        self,
        nursery: Path,
        cast: Cast,
        folder: Path,
        sockets: Mapping[Platform, Path],
        remotes: Mapping[Platform, Remote],
    ) -> None:
        self.cast = cast
        self.database = folder / "cohortbot.db"
        self._nursery = nursery
        self._sockets = sockets
        self.remotes = remotes

    async def is_killed(self, kill: Kill, over: Platform | None = None) -> None:
        """A bot lives until it is killed over a request of one chat; then the machine is off for a while."""
        code, said = await self._lives_once(kill, over or self.cast.chats[0])
        assert code == -SIGKILL, f"it ended by itself, with {code}: {said}"
        for remote in self.remotes.values():
            await remote.advance(await remote.now() + kill.outage)

    async def ends_well(self, *extra: str) -> None:
        """A bot lives until the end of the story."""
        code, said = await self._lives_once(None, self.cast.chats[0], *extra)
        assert code == 0, f"it ended with {code}: {said}"

    async def _lives_once(self, kill: Kill | None, over: Platform, *extra: str) -> tuple[int, str]:
        bot = await self._bears(*extra)
        try:
            await self.remotes[over].aim(bot.pid, kill)
            bot.begins()
            return await bot.ends()
        finally:
            bot.told(SIGKILL)

    async def _bears(self, *extra: str) -> Bot:
        places = [part for chat, socket in self._sockets.items() for part in ("--at", f"{chat}={socket}")]
        return await born(self._nursery, "life", self.database, *places, *arguments(self.cast), *extra)

    async def shown(self) -> list[Shown]:
        """What the chats have shown, the oldest first."""
        shown = [one for remote in self.remotes.values() for one in await remote.shown()]
        return sorted(shown, key=lambda one: one.at)

    async def verdict(self, down: tuple[Down, ...] = ()) -> Verdict:
        """What became of everything, by what the chats have shown and what people did."""
        there = {platform: await remote.there() for platform, remote in self.remotes.items()}
        told = on_chats(self.cast.told(), self.cast, there)
        _, diary = notebook.read(await self.remotes[self.cast.chats[0]].notes())
        players = at_their_places(players_of(told.setup, told.quiet, diary), self.cast, there)
        return judge(told.plan, told.secret, players, await self.shown(), told.judged_until, down)

    async def accounts_on_both(self) -> Mapping[str, tuple[Account, ...]]:
        """The accounts of the creators who are on two chats, by name."""
        there = {platform: await remote.there() for platform, remote in self.remotes.items()}
        told = self.cast.told()
        own = {name: accounts(self.cast, told, there, name) for name in self.cast.chats_of(told)}
        return {name: found for name, found in own.items() if len(found) > 1}

    async def disagreements(self) -> list[str]:
        """Where the database says something else than what was shown."""
        times = [await remote.now() for remote in self.remotes.values()]
        return disagreements(self.database, await self.shown(), max(times))

    async def report(self, chat: Platform | None = None) -> Mapping[str, Any]:
        """What a chat's own log says of the bot."""
        return await self.remotes[chat or self.cast.chats[0]].report()


@asynccontextmanager
async def stage(
    nursery: Path,
    cast: Cast,
    folder: Path,
    *,
    rate: float,
    quick: bool,
    more: Mapping[Platform, tuple[str, ...]] = NOTHING_MORE,
) -> AsyncIterator[Stage]:
    """New chats at the beginning of the story, on a network that fails so often; `more` goes to each."""
    async with AsyncExitStack() as open_:
        sockets, remotes = {}, {}
        for chat in cast.chats:
            options = ("--rate", str(rate), *(("--quick",) if quick else ()), *more.get(chat, ()))
            sockets[chat] = folder / f"line-{chat}"
            await open_.enter_async_context(_world(nursery, chat, cast, sockets[chat], options))
        for chat, socket in sockets.items():
            remotes[chat] = Remote(await Line.to(socket))
            open_.callback(remotes[chat].hang_up)
        yield Stage(nursery, cast, folder, sockets, remotes)


@asynccontextmanager
async def _world(
    nursery: Path, chat: Platform, cast: Cast, socket: Path, options: tuple[str, ...]
) -> AsyncIterator[None]:
    world = await born(nursery, chat, socket, *arguments(cast), *options)
    world.begins()
    try:
        await world.says("ready")
        yield
    finally:
        world.hung_up()
        code, said = await world.ends()
    assert code == 0, f"{chat} ended with {code}: {said}"
