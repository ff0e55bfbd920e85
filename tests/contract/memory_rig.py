"""The rig of the memory adapter: its world is an object here, or the same behind a socket."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.memory.acts import Act, Answer, Does, Lookup, Submit, Type, Use, Visit, press_in, press_of
from adapters.memory.adapter import MemoryAdapter
from adapters.memory.faults import Drop, Fault, Halt, Refuse, Throttle, TimeOut
from adapters.memory.outbound import readable
from adapters.memory.peer import AnyWorld, PeerWorld, serve
from adapters.memory.world import EPOCH, World
from bot.chat import limits
from bot.chat.adapter import ChatAdapter
from bot.chat.command import Command
from bot.chat.place import Account, Channel, Place, Platform
from bot.chat.text import plain
from tests.contract.door import ScriptedDoor, a_moment
from tests.contract.rig import OpenRig, Rig, Saw, Seen, Trouble

PLATFORM = Platform("discord")
COMMANDS = (Command(name="program progress", summary="Where you are"),)
_PING = re.compile(r"@(everyone|here)|(?<!\\)<[@!#]")
_FAULTS: dict[Trouble, Fault] = {
    Trouble.THROTTLED: Throttle(),
    Trouble.TIMED_OUT_BEFORE: TimeOut(shown=False),
    Trouble.TIMED_OUT_AFTER: TimeOut(shown=True),
    Trouble.DROPPED: Drop(),
    Trouble.CLOSED: Refuse(),
    Trouble.HALTED: Halt(),
}


class MemoryRig:
    """Ana and Ben, a channel, and a world that does as it is told."""

    longest = limits.MESSAGE_CHARACTERS

    def __init__(self, world: AnyWorld, kind: type[MemoryAdapter]) -> None:
        self.world = world
        self.door = ScriptedDoor()
        self.adapter: ChatAdapter = kind(world, platform=PLATFORM, clock=self.now)
        self.ana, self.ben = (
            Place(at=Account(platform=PLATFORM, workspace="guild", user=user)) for user in ("ana", "ben")
        )
        self.channel = Place(at=Channel(platform=PLATFORM, workspace="guild", id="general"))
        self._now = EPOCH
        self._numbers = count(1)
        self._last: Act | None = None
        self._saw: Answer | None = None
        self._running: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        return self._now

    async def passes(self, time: timedelta) -> None:
        self._now += time
        await self.world.advance(self._now)

    async def breaks(self, trouble: Trouble, place: Place | None = None) -> None:
        if trouble is Trouble.HALTED:
            await self.world.halt(PLATFORM)
        elif trouble is Trouble.CLOSED and place is not None:
            await self.world.close(place)
        else:
            await self.world.script(_FAULTS[trouble], None, place)

    async def mends(self, place: Place) -> None:
        await self.world.lift(PLATFORM)
        await self.world.reopen(place)

    async def lingers(self) -> None:
        self.door.lateness = a_moment

    async def reads(self, place: Place) -> Sequence[Seen]:
        return [
            Seen(
                id=shown.ref.id,
                content=shown.part.content,
                buttons=tuple(button.label for button in shown.part.buttons),
                file=shown.part.file.name if shown.part.file else None,
                picture=shown.part.picture is not None,
                alt=shown.part.picture.alt if shown.part.picture else "",
            )
            for shown in await self.world.standing(place)
        ]

    async def presses(self, place: Place, label: str) -> Saw | None:
        shown = [one for one in await self.world.standing(place) if one.part.buttons]
        return await self._does(place, press_of(shown[-1], label))

    async def presses_in_answer(self, place: Place, label: str) -> Saw | None:
        assert self._saw is not None
        return await self._does(place, press_in(self._saw, label))

    async def opens(self, place: Place, path: str) -> Saw | None:
        return await self._does(place, Visit(path))

    async def types(self, place: Place, text: str) -> Saw | None:
        return await self._does(place, Type(text))

    async def submits(self, place: Place, token: str, **values: str) -> Saw | None:
        return await self._does(place, Submit(token, tuple(values.items())))

    async def uses(self, place: Place, command: str, **values: str) -> Saw | None:
        return await self._does(place, Use(command, tuple(values.items())))

    async def looks_up(self, place: Place, command: str, param: str, typed: str) -> Saw | None:
        return await self._does(place, Lookup(command, param, typed))

    async def again(self) -> None:
        assert self._last is not None
        knocks = len(self.door.knocks)
        await self.world.act(self._last)
        await self.door.knocked(knocks + 1)

    async def connects(self) -> None:
        self._running = asyncio.create_task(self.adapter.run(COMMANDS, self.door))
        await self.door.opened()

    async def disconnects(self) -> None:
        assert self._running is not None
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running

    async def types_unheard(self, place: Place, text: str) -> None:
        await self.world.happened(self._act(place, Type(text)))

    def pings(self, content: str) -> bool:
        return _PING.search(content) is not None

    def account(self, place: Place) -> Account:
        at = self.ana.at if isinstance(place.at, Channel) else place.at
        assert isinstance(at, Account)
        return at

    def _act(self, place: Place, does: Does) -> Act:
        id = f"act-{next(self._numbers)}"
        return Act(id=id, at=self._now, account=self.account(place), place=place, does=does)

    async def _does(self, place: Place, does: Does) -> Saw | None:
        self._last = self._act(place, does)
        await self.world.act(self._last)
        self._saw = await self.world.answer(self._last.id)
        return None if self._saw is None else _saw(self._saw)


def _saw(answer: Answer) -> Saw:
    return Saw(
        text="\n\n".join(readable(part.content) for part in answer.parts),
        buttons=tuple(button.label for part in answer.parts for button in part.buttons),
        private=answer.private,
        form=plain((answer.form.title,)) if answer.form else None,
        fields=tuple(field.label for field in answer.form.fields) if answer.form else (),
        problems=answer.problems,
        choices=answer.choices,
    )


def in_memory(kind: type[MemoryAdapter] = MemoryAdapter) -> OpenRig:
    """Rigs whose world is an object."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Rig]:
        async with _running(MemoryRig(World(), kind)) as rig:
            yield rig

    return opened


@asynccontextmanager
async def over_a_socket() -> AsyncIterator[Rig]:
    """A rig whose world is behind a Unix socket."""
    with TemporaryDirectory() as folder:
        socket = Path(folder, "world")
        server = await serve(World(), socket)
        world = await PeerWorld.connect(socket)
        try:
            async with _running(MemoryRig(world, MemoryAdapter)) as rig:
                yield rig
        finally:
            await world.disconnect()
            server.close()
            await server.wait_closed()


@asynccontextmanager
async def _running(rig: MemoryRig) -> AsyncIterator[Rig]:
    for place in (rig.ana, rig.ben):
        await rig.world.meet(rig.account(place))
    await rig.connects()
    try:
        yield rig
    finally:
        await rig.disconnects()
