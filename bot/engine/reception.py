"""The reception is the Door: it keeps what must not be lost, and hands events to the engine in turn."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta

from bot.chat.adapter import OpenPlace
from bot.chat.event import ButtonPressed, Event, Noticed, TextReceived
from bot.chat.event_codec import dump_event, load_event
from bot.chat.form import REOPENING
from bot.chat.place import Account, Platform
from bot.chat.reply import Refuse, Reply
from bot.chat.whole import whole
from bot.engine.engine import Engine
from bot.engine.reopening import Reopening, concerns_form
from bot.engine.wording import ENGLISH, wording
from bot.store.erasing import accounts_forgotten
from bot.store.forms_kept import FormsInMemory, FormsKept
from bot.store.inbox import Inbox

TellDeaf = Callable[[Platform, str], Awaitable[None]]
"""Tells the admins that a chat tells the bot nothing, and why."""
Connected = Callable[[Platform], None]
"""Told of each connection that a chat has taken."""
PATIENCE = 2.0
"""Seconds after which an adapter must acknowledge a click: by then the inbox keeps it."""

OVERLAP = timedelta(hours=1)
"""What was read up to a time is read again from a little earlier: clocks differ, and nothing is lost."""
FURTHEST_BACK = timedelta(days=13)
"""The ids of events are kept for 14 days; what is older than that could be handled twice."""


class Reception:
    """Events of one account are handled one at a time, in the order they came."""

    def __init__(
        self,
        engine: Engine,
        inbox: Inbox | None = None,
        *,
        patience: float = PATIENCE,
        away_since: datetime | None = None,
        tell_deaf: TellDeaf | None = None,
        connected: Connected = lambda _platform: None,
    ) -> None:
        self._engine = engine
        self._read_until: dict[Platform, datetime] = {}
        self._away_since = away_since
        self._tell_deaf = tell_deaf
        self._connected = connected
        self._inbox = inbox
        self._patience = patience
        self._forms: FormsKept = FormsInMemory() if inbox is None else inbox.forms
        self._reopening = Reopening(self._forms)
        self._turns: dict[Account, asyncio.Lock] = {}
        self._under_way: set[asyncio.Task[None]] = set()

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """Return once the event is handled or kept.

        None: it was handled before, it was typed and is answered by a delivery, or nobody did it to
        the bot. A click that takes longer than a platform's patience is kept, and its answer comes later.
        """
        event = whole(event)
        if isinstance(event, Noticed) and not self._engine.heeds(event):
            return None
        if isinstance(event, ButtonPressed) and event.token.feature == REOPENING:
            # Nothing else happens by it, so it needs no turn and no record.
            if event.key:
                self._start(self._engine.proved(event))
            return _ready(await self._reopening.reopen(event))
        if isinstance(event, TextReceived | Noticed):
            await self._keep(event)
            self._begin(event)
            return None
        answering = asyncio.ensure_future(self._answer(event))
        if self._inbox is not None:
            await asyncio.wait((answering,), timeout=self._patience)
            if not answering.done():
                await self._keep(event)
                return _later(answering, self._handled(event), event)
        reply = await answering
        return None if reply is None else _ready(reply)

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """The rooms in which somebody acted before, to be read from when that was last done, or the bot
        last seen at work. What was heard already has the id that it had, as long as ids are kept.
        """
        self._connected(platform)
        now = self._engine.now()
        rooms = await self._engine.rooms(platform)
        begun = self._read_until.get(platform, self._away_since)
        since = now - FURTHEST_BACK if begun is None else max(begun - OVERLAP, now - FURTHEST_BACK)
        self._read_until[platform] = now
        return [OpenPlace(place=room, since=since) for room in rooms]

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        """Owe the answer to the one who acted."""
        await self._engine.owe(whole(event), reply)

    async def deafened(self, platform: Platform, why: str) -> None:
        """Tell the admins."""
        if self._tell_deaf is not None:
            await self._tell_deaf(platform, why)

    async def take_up(self) -> int:
        """Handle what an earlier run acknowledged and did not get to; how much that was."""
        kept = [] if self._inbox is None else await self._inbox.waiting()
        for waiting in kept:
            self._begin(load_event(waiting.payload))
        return len(kept)

    def hears(self, touched: frozenset[str]) -> None:
        """Of whom everything was erased, the inbox keeps nothing either."""
        for account in accounts_forgotten(touched):
            self._start(self._forget(account))

    async def quiet(self) -> None:
        """Return when nothing that was typed is being handled, and nothing is being kept or forgotten."""
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _answer(self, event: Event) -> Reply | None:
        async with self._turn(event.account):
            reply = await self._engine.answer(event)
        if reply is not None and concerns_form(event, reply):
            reply = await self._reopening.labelled(event, reply)
            # Beside the answer, which never waits for it.
            self._start(self._reopening.answered(event, reply))
        return reply

    def _begin(self, event: Event) -> None:
        self._start(self._answer_by_delivery(event))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _answer_by_delivery(self, event: Event) -> None:
        async with self._turn(event.account):
            reply = await self._handle(event)
        if reply is not None and concerns_form(event, reply):
            await self._reopening.answered(event, reply)
        await self._handled(event)

    async def _handle(self, event: Event) -> Reply | None:
        if isinstance(event, Noticed):
            await self._engine.take_note(event)
            return None
        return await self._engine.answer_by_delivery(event)

    @contextlib.asynccontextmanager
    async def _turn(self, account: Account) -> AsyncIterator[None]:
        lock = self._turns.setdefault(account, asyncio.Lock())
        async with lock:
            yield
        if not lock.locked():
            self._turns.pop(account, None)

    async def _forget(self, account: Account) -> None:
        await (self._inbox or self._forms).forget(account)

    async def _keep(self, event: Event) -> None:
        if self._inbox is not None:
            await self._inbox.keep(event.id, dump_event(event))

    async def _handled(self, event: Event) -> None:
        if self._inbox is not None:
            await self._inbox.done(event.id)


def _ready(reply: Reply) -> Awaitable[Reply]:
    answered: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    answered.set_result(reply)
    return answered


async def _later(answering: Awaitable[Reply | None], handled: Awaitable[None], event: Event) -> Reply:
    reply = await answering
    await handled
    if reply is not None:
        return reply
    say = wording(event.seen.locale or ENGLISH)
    return Refuse(say("That was done already."))
