"""The engine: who is this, what do they want, may they, and what is the answer: in one transaction."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Sequence

from bot.chat.adapter import OpenPlace
from bot.chat.command import Command
from bot.chat.event import Event, TextReceived
from bot.chat.place import Account, Platform
from bot.chat.reply import Refuse, Reply
from bot.engine.authority import admit
from bot.engine.clock import Clock
from bot.engine.feature import CommandRoute, Feature, Handler
from bot.engine.plans import Plans
from bot.engine.routes import Route, Routes
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.store.store import Store
from bot.store.tx import Tx

log = logging.getLogger(__name__)
"""Only ids and references are logged, never what people wrote."""


class Engine:
    """The Door: adapters bring events, features answer them."""

    def __init__(self, store: Store, clock: Clock, plans: Plans, features: Sequence[Feature]) -> None:
        self._store = store
        self._clock = clock
        self._plans = plans
        self._routes = Routes(features)
        self._turns: dict[Account, asyncio.Lock] = {}

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands there are, in words."""
        return self._routes.commands

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """Handle the event; None if it was handled before."""
        turn = self._turns.setdefault(event.account, asyncio.Lock())
        async with turn:
            # Events of one account are handled one at a time, in the order they came.
            reply = await self._answer(event)
        if not turn.locked():
            self._turns.pop(event.account, None)
        return None if reply is None else _ready(reply)

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """The places to re-read: none, since nothing that is typed is waited for yet."""
        return ()

    async def _answer(self, event: Event) -> Reply | None:
        visit = Visit(event=event, now=self._clock.now(), say=wording("en"), plans=self._plans)
        found = self._routes.find(event)
        if found is None:
            return _not_understood(visit)
        route, run = found
        try:
            if isinstance(route, CommandRoute) and route.reads:
                return await self._store.read(lambda tx: _run(tx, visit, route, run))
            return await self._store.write(lambda tx: _run_once(tx, visit, route, run))
        except Exception:  # The broad catch of the engine: nobody is left in silence.
            reference = secrets.token_hex(4)
            log.exception("event %s failed; reference %s", event.id, reference)
            return Refuse(
                visit.say(
                    "Something went wrong on my side, and nothing was changed. Please try again; "
                    "if it stays, tell your mentor this reference: {reference}",
                    reference=reference,
                )
            )


def _run_once(tx: Tx, visit: Visit, route: Route, run: Handler) -> Reply | None:
    """Answer an event unless it was answered: the same transaction records its id and its effect."""
    if not tx.events.first_time(visit.event.id, visit.now):
        return None
    return _run(tx, visit, route, run)


def _run(tx: Tx, visit: Visit, route: Route, run: Handler) -> Reply:
    admitted = admit(tx, visit, route)
    if isinstance(admitted, Refuse):
        return admitted
    return run(tx, admitted)


def _not_understood(visit: Visit) -> Reply:
    if isinstance(visit.event, TextReceived):
        return Refuse(visit.say("I can't read free text yet; press a button, or type /program."))
    return Refuse(visit.say("I don't know that. Type /program to see what I can do."))


def _ready(reply: Reply) -> Awaitable[Reply]:
    answered: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
    answered.set_result(reply)
    return answered
