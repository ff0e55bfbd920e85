"""The bot's process: the store, the inbox, the engine, the planner, the lane, and the real adapter."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.slack.adapter import SlackAdapter
from bot.app.build import App, build
from bot.app.connecting import words
from bot.app.filling import Filling
from bot.app.running import last_at_work
from bot.app.supervising import supervised, teller
from bot.chat.adapter import ChatAdapter
from bot.chat.message import Picture
from bot.chat.place import Platform
from bot.engine.clock import ManualClock
from bot.engine.plans import Plans
from bot.store import sqlite
from bot.store.inbox import Inbox, open_inbox
from bot.store.store import LOOKING, Store
from tests.slack_world.ears import CountingDoor

SLACK = Platform("slack")
WITHIN = 5.0
DRAWN = b"\x89PNG\r\n\x1a\n a picture"


async def draw(picture: Picture) -> bytes:
    """A picture that is drawn at once."""
    return DRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One run of the bot, from its start to its end."""

    store: Store
    app: App
    adapter: SlackAdapter
    door: CountingDoor
    running: asyncio.Task[None]
    open: contextlib.AsyncExitStack


class Bot:
    """The bot on its database file; it can be stopped and started anew. `settings` are the adapter's."""

    def __init__(
        self,
        file: Path,
        clock: ManualClock,
        plans: Callable[[], Plans],
        changed: Callable[[], None],
        beside: Mapping[Platform, ChatAdapter],
        settings: Mapping[str, Any],
    ) -> None:
        self.file = file
        self.clock = clock
        self._plans = plans
        self._changed = changed
        self._beside = beside
        self.settings = dict(settings)
        self.waits: list[timedelta] = []
        """How long the supervisor waited before each further try."""
        self._again = asyncio.Event()
        self.life: Life | None = None

    @property
    def app(self) -> App:
        return self._living.app

    @property
    def store(self) -> Store:
        return self._living.store

    @property
    def adapter(self) -> SlackAdapter:
        return self._living.adapter

    @property
    def door(self) -> CountingDoor:
        return self._living.door

    @property
    def running(self) -> asyncio.Task[None]:
        return self._living.running

    @property
    def _living(self) -> Life:
        assert self.life is not None, "the bot was stopped"
        return self.life

    async def starts(self) -> None:
        """As `run` starts it, without the locks; the adapter connects beside."""
        async with contextlib.AsyncExitStack() as stack:
            store = Store(sqlite.writer(self.file, "off"), sqlite.reader(self.file, LOOKING))
            stack.push_async_callback(store.close)
            inbox = await stack.enter_async_context(open_inbox(self.file.with_name("inbox.db")))
            self.life = await self._alive(store, inbox, stack.pop_all())

    async def _alive(self, store: Store, inbox: Inbox, stack: contextlib.AsyncExitStack) -> Life:
        plans = self._plans()
        filling = Filling(self.file, plans, self.clock)
        adapter = SlackAdapter(
            draw=draw, fill=filling.fill, words=words, clock=self.clock.now, **self.settings
        )
        away_since = await store.read(last_at_work)
        app = build(
            plans=plans,
            store=store,
            clock=self.clock,
            adapters={SLACK: adapter, **self._beside},
            inbox=inbox,
            away_since=away_since,
        )
        store.listen(self._heard)
        door = CountingDoor(app.door, self._changed)
        await app.door.take_up()
        tell = teller(store, plans, self.clock)
        supervision = supervised(adapter, app.commands, door, clock=self.clock, tell=tell, wait=self._wait)
        running = asyncio.create_task(supervision)
        return Life(store=store, app=app, adapter=adapter, door=door, running=running, open=stack)

    @contextlib.asynccontextmanager
    async def busy(self) -> AsyncIterator[None]:
        """Somebody else writes into the database all the while: whoever wants to write waits."""
        free = threading.Event()
        writing = asyncio.create_task(self.store.write(lambda _tx: free.wait(WITHIN)))
        try:
            yield
        finally:
            free.set()
            await writing

    async def stops(self, *, patience: float = 2.0) -> None:
        """Stop it in good order; nothing of it is left running."""
        life, self.life = self._living, None
        await life.app.beats.stop(patience)
        life.running.cancel()
        await asyncio.wait((life.running,))
        await life.app.door.quiet()
        await life.open.aclose()

    async def _wait(self, span: timedelta) -> None:
        """The supervisor waits until the story lets it try again."""
        self.waits.append(span)
        self._changed()
        self._again.clear()
        await self._again.wait()

    def tries_again(self) -> None:
        """The supervisor has waited long enough."""
        self._again.set()

    def _heard(self, touched: frozenset[str]) -> None:
        asyncio.get_running_loop().call_soon(self._changed)
