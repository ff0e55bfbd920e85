"""Chatting: one person talks to the bot from a terminal, on the configured database."""

import asyncio
import contextlib

from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.saving import Saving
from adapters.terminal.screen import Others
from adapters.terminal.talk import Talk
from bot.app.build import App, build_beside
from bot.app.database import database_of, make_ready
from bot.app.filling import Filling
from bot.app.plans import plans_of
from bot.app.sitting import Terminal, screen_of, sit_down, supervised
from bot.chat.adapter import ChatAdapter
from bot.chat.place import TERMINAL
from bot.config.setup import Checked
from bot.engine.clock import Clock, SystemClock
from bot.store.locks import hold_lane
from bot.store.opening import open_store
from schedules.pulse import HEARTBEAT, PATIENCE, settle


async def chat(checked: Checked, name: str, terminal: Terminal, *, clock: Clock | None = None) -> None:
    """Talk as a person until no more is typed; a running bot sees what was done within half a minute.

    The database is made, and the roster put on record, where there is none. InputError for a person
    who is not on record; LockedError while another terminal is open.
    """
    clock, path = clock or SystemClock(), database_of(checked)
    make_ready(checked)
    with hold_lane(path, TERMINAL, clock.now()):
        store = open_store(path, mode="use", now=clock.now())
        try:
            sitter = await store.write(lambda tx: sit_down(tx, checked, name))
            beside = _Beside(clock)
            screen = screen_of(terminal, sitter, clock, Others.WAIT)
            talk = Talk(screen, terminal.lines, settled=beside.settled)
            plans = plans_of(checked)
            saving = Saving(fill=Filling(path, plans, clock).fill, folder=terminal.folder)
            adapter = TerminalAdapter(screen, talk=talk, saving=saving)
            beside.app = build_beside(plans=plans, store=store, clock=clock, adapters={TERMINAL: adapter})
            await supervised(beside.talk(adapter))
        finally:
            await store.close()


class _Beside:
    """What the talk runs on: the door, and the lane that brings what is answered by a delivery."""

    app: App

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._settling = asyncio.Lock()

    async def settled(self) -> None:
        """Return when everything that was typed is answered on the screen."""
        async with self._settling:
            await self.app.door.quiet()
            await settle(self._clock, self.app.beats)

    async def talk(self, adapter: ChatAdapter) -> None:
        """Talk; what another process owes to this terminal is looked for at each heartbeat."""
        talking = asyncio.create_task(adapter.run(self.app.commands, self.app.door))
        beating = asyncio.create_task(self._beat())
        try:
            await asyncio.wait((talking, beating), return_when=asyncio.FIRST_COMPLETED)
            for ended in (one for one in (talking, beating) if one.done()):
                ended.result()
        finally:
            for one in (talking, beating):
                one.cancel()
            await asyncio.gather(talking, beating, return_exceptions=True)
            await self.app.beats.stop(PATIENCE)

    async def _beat(self) -> None:
        never = asyncio.Event()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(HEARTBEAT):
                    await never.wait()
            self.app.beats.wake_all()
            await self.settled()
