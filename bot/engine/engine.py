"""The engine: who is this, what do they want, may they, and what is the answer: in one transaction."""

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime

from bot.chat.codec import dump_ref
from bot.chat.command import Command
from bot.chat.event import ButtonPressed, ChoicesAsked, CommandUsed, Event, Noticed, PageOpened
from bot.chat.page import Page
from bot.chat.place import Account, Place, Platform
from bot.chat.reply import Offer, Refuse, Reply, Show
from bot.chat.text import Slash
from bot.engine.authority import Refused
from bot.engine.clock import Clock
from bot.engine.feature import OF_ONESELF, CommandRoute, Feature, Handler, PageRoute
from bot.engine.hearing import beside_the_room, changed, heard
from bot.engine.homes import newly_shown, opening, shows
from bot.engine.late_answer import owed_for
from bot.engine.naming import in_every_language
from bot.engine.offering import offer
from bot.engine.performing import perform, recorded
from bot.engine.plans import Plans
from bot.engine.routes import Route, Routes
from bot.engine.visit import Visit
from bot.engine.wording import wording
from bot.errors import DatabaseError
from bot.store.homes import Shows
from bot.store.signs import is_news, sign_of_life
from bot.store.store import Store
from bot.store.tx import Tx

log = logging.getLogger(__name__)
"""Only ids and references are logged, never what people wrote."""


class Engine:
    """Answers events by the features' routes."""

    def __init__(self, store: Store, clock: Clock, plans: Plans, features: Sequence[Feature]) -> None:
        self._store = store
        self._clock = clock
        self._plans = plans
        self._routes = Routes(features)

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands there are, in the words of every language."""
        return in_every_language(self._routes.commands)

    def now(self) -> datetime:
        """The instant that the bot goes by."""
        return self._clock.now()

    async def rooms(self, platform: Platform) -> list[Place]:
        """The rooms on a platform in which somebody acted."""
        return await self._store.read(lambda tx: tx.rooms.open(platform))

    def heeds(self, event: Noticed) -> bool:
        """Whether anything follows from something that was not done to the bot."""
        return bool(self._routes.heeding(event))

    async def take_note(self, event: Noticed) -> None:
        """Do what follows from it; nobody is answered, whatever becomes of it."""
        visit = self._visit(event)

        def work(tx: Tx) -> None:
            if tx.events.first_time(event.id, visit.now):
                for heed in self._routes.heeding(event):
                    heed.run(tx, visit)

        try:
            await self._store.write(work)
        except Exception:  # noqa: BLE001 - the same catch as in `answer`: nobody is there to be told.
            _failed(visit)

    async def answer(self, event: Event) -> Reply | None:
        """Answer somebody who is waiting; None if the event was handled before."""
        visit = self._visit(event)
        try:
            if isinstance(event, ChoicesAsked):
                return await self._offer(visit, event)
            found = self._routes.find(event)
            if found is None:
                return _not_understood(visit)
            route, run = found
            if _only_reads(event, route):
                return await self._look(visit, route, run)
            return await self._store.write(lambda tx: self._answer_once(tx, visit, route, run))
        except Exception:  # noqa: BLE001 - the broad catch of the engine: nobody is left in silence.
            return _failed(visit)

    async def answer_by_delivery(self, event: Event) -> Reply | None:
        """Answer where nobody waits with a click: what was typed, or what an earlier run acknowledged.

        What was owed for is told as well; None if the event was handled before.
        """
        visit = self._visit(event)
        found = self._routes.find(event)

        def work(tx: Tx) -> Reply | None:
            if not tx.events.first_time(event.id, visit.now):
                return None
            reply = _not_understood(visit) if found is None else self._perform(tx, visit, *found)
            _owe(tx, reply, visit)
            return reply

        try:
            return await self._store.write(work)
        except Exception:  # noqa: BLE001 - the same catch: the apology is a delivery, too.
            sorry = _failed(visit)
            await self._store.write(lambda tx: _owe(tx, sorry, visit))
            return sorry

    async def owe(self, event: Event, reply: Reply) -> None:
        """Have the answer delivered, where the click that it is for can't be answered any more."""
        visit = self._visit(event)
        if not isinstance(reply, Offer):
            await self._store.write(lambda tx: _owe(tx, reply, visit))

    async def proved(self, event: ButtonPressed) -> None:
        """Put on record that a delivery was seen, where the press of its button has no other effect."""
        now = self._clock.now()
        try:
            await self._store.write(lambda tx: _proved(tx, event, now))
        except DatabaseError as refused:
            log.error("that a message was seen can't be put on record: %s", refused)

    def _answer_once(self, tx: Tx, visit: Visit, route: Route, run: Handler) -> Reply | None:
        """Answer an event unless it was answered: the same transaction records its id and its effect."""
        event = visit.event
        if not tx.events.first_time(event.id, visit.now):
            return None
        if isinstance(event, ButtonPressed):
            _proved(tx, event, visit.now)
        return self._perform(tx, visit, route, run)

    def _perform(self, tx: Tx, visit: Visit, route: Route, run: Handler) -> Reply:
        reply = recorded(tx, visit, route, perform(tx, visit, route, run))
        # Afterwards: a button that is about a creator's silence finds it as they saw it.
        sign_of_life(tx, visit.event.account, visit.now, visit.room)
        self._take_note_of_zone(tx, visit)
        return reply

    def _take_note_of_zone(self, tx: Tx, visit: Visit) -> None:
        """A profile may have changed while the bot was off, and nobody tells it then."""
        event = visit.event
        if event.seen.zone is not None and tx.told.zone(event.account) not in (None, event.seen.zone):
            for heed in self._routes.heeding(changed(event)):
                heed.run(tx, visit)

    async def _look(self, visit: Visit, route: Route, run: Handler) -> Reply:
        """Answer somebody who only looks; that they did is kept where it is news."""
        account, now, room = visit.event.account, visit.now, visit.room

        def work(tx: Tx) -> tuple[Reply | Refused, bool, Shows | None]:
            answer = perform(tx, visit, route, run)
            return answer, is_news(tx, account, now), newly_shown(tx, visit, answer)

        glances = _of_oneself(route)
        answer, news, opened = self._store.glance(work) if glances else await self._store.read(work)
        if news:
            await self._store.write(lambda tx: sign_of_life(tx, account, now, room))
        if opened is not None:
            await self._store.write(lambda tx: tx.homes.opened(account, opened, now))
        return await self._on_record(visit, route, answer)

    def home(self, tx: Tx, account: Account) -> tuple[Page, Shows] | None:
        """What an account would see if it opened its home now; None where it has none."""
        visit = self._visit(opening(account, self.now()))
        found = self._routes.find(visit.event)
        answer = None if found is None else perform(tx, visit, *found)
        if not isinstance(answer, Show):
            return None
        shown = shows(tx, visit, answer.page)
        return None if shown is None else (answer.page, shown)

    async def _offer(self, visit: Visit, event: ChoicesAsked) -> Reply:
        route = self._routes.offers(event)
        if route is None:
            return Offer(())
        answer = await self._store.read(lambda tx: offer(tx, visit, route, event))
        await self._on_record(visit, route, answer)
        return Offer(()) if isinstance(answer, Refused) else answer

    async def _on_record(self, visit: Visit, route: Route, answer: Reply | Refused) -> Reply:
        """The reply to somebody who only looked; if they might not, that is put on record."""
        if not isinstance(answer, Refused):
            return answer
        return await self._store.write(lambda tx: recorded(tx, visit, route, answer))

    def _visit(self, event: Event) -> Visit:
        event, room = beside_the_room(heard(event))
        return Visit(
            event=event,
            room=room,
            now=self._clock.now(),
            say=wording(event.seen.locale or "en"),
            plans=self._plans,
            intents=self._routes.intents,
            commands=self._routes.used,
        )


def _owe(tx: Tx, reply: Reply, visit: Visit) -> None:
    known = tx.people.by_account(visit.event.account) is not None
    tx.deliveries.add([owed_for(reply, visit, known=known)])


def _only_reads(event: Event, route: Route) -> bool:
    match route:
        case CommandRoute(reads=reads):
            return reads and isinstance(event, CommandUsed)
        case PageRoute():
            return isinstance(event, PageOpened)
        case _:
            return False


def _of_oneself(route: Route) -> bool:
    """Whether it reads a few rows, however large the cohort is; a mentor's home is about many creators."""
    return isinstance(route, CommandRoute) and route.who in OF_ONESELF


def _proved(tx: Tx, event: ButtonPressed, now: datetime) -> None:
    """Who pressed a button of a delivery saw it, whatever the platform answered when it was sent."""
    if event.key and event.ref is not None:
        tx.parts.proved(event.key, dump_ref(event.ref), now)


def _not_understood(visit: Visit) -> Reply:
    return Refuse(
        visit.say("I don't know that. Type {command} to see what I can do.", command=Slash("program help"))
    )


def _failed(visit: Visit) -> Refuse:
    reference = secrets.token_hex(4)
    log.exception("event %s failed; reference %s", visit.event.id, reference)
    return Refuse(
        visit.say(
            "Something went wrong on my side, and nothing was changed. Please try again; "
            "if it stays, tell the programme's team this reference: {reference}",
            reference=reference,
        )
    )
