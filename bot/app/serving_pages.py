"""Serving the pages: what is behind the gate of a real cohort, from the locks on until the bot stops."""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator
from datetime import datetime
from socket import socket
from typing import TypeVar

from starlette.requests import Request

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.board import Board
from adapters.playground.file_routes import file_routes
from adapters.playground.gate import Gate, WhoSignsIn
from adapters.playground.lobby import Lobby, current, visitor_of
from adapters.playground.markup import Html
from adapters.playground.open_pages import OpenPages
from adapters.playground.origins import Origins, own_addresses
from adapters.playground.own_copy import copy_route
from adapters.playground.page_routes import Readers, page_routes
from adapters.playground.programme_routes import programme_routes
from adapters.playground.sessions import Sessions
from adapters.playground.shell import document
from adapters.playground.site import Site, application
from adapters.playground.visiting import Visits
from adapters.playground.web_server import bound, served
from adapters.playground.writing_down import kept
from bot.app.build import App
from bot.app.connecting import words
from bot.app.database import database_of, pages_beside
from bot.app.filling import Filling
from bot.app.plans import plans_of
from bot.app.previewing import Read
from bot.app.residents import Residents
from bot.app.showing_programme import ShownProgrammes
from bot.app.signing_in import Porter, ended_sessions, keyholders_of, secret_of
from bot.chat.adapter import ChatAdapter
from bot.chat.place import PLAYGROUND, Account, Platform
from bot.config.playground import Playground
from bot.config.setup import Checked
from bot.engine.clock import Clock
from bot.engine.plans import Plans
from bot.errors import InputError
from bot.features.joining import invitations
from bot.store.erasing import accounts_forgotten
from bot.store.store import Store, Work
from bot.store.tx import Tx

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Pages:
    """The pages of a configuration that serves them. InputError for a password that is not there."""

    def __init__(self, checked: Checked, table: Playground, clock: Clock) -> None:
        self._checked = checked
        self._table = table
        self._clock = clock
        self._keyholders = keyholders_of(checked)
        self._board = Board(secrets.token_hex(6))
        self._visits = Visits(self._board, clock=clock.now, session=secrets.token_hex(6))
        self.adapter: ChatAdapter = PlaygroundAdapter(self._visits)

    @contextlib.asynccontextmanager
    async def served(self, app: App, store: Store) -> AsyncIterator[None]:
        """Serve until the end. InputError for a port that is taken, DatabaseError where nothing is kept."""
        async with contextlib.AsyncExitStack() as held:
            await held.enter_async_context(kept(self._board, pages_beside(database_of(self._checked))))
            at = held.enter_context(self._bound())
            await self._prepare(store)
            self._visits.connect(app.commands, app.door)
            proxied = (self._table.url or "").startswith("https://")
            site = await self._site(store)
            address = await held.enter_async_context(served(site, at, proxied=proxied))
            log.info("pages are served at %s", self._table.url or address)
            yield

    def _bound(self) -> contextlib.closing[socket]:
        listen = self._table.listen
        try:
            return contextlib.closing(bound(listen.host, listen.port))
        except InputError as taken:
            raise InputError(f"{self._checked.path}: playground.listen: {taken}") from taken

    async def _prepare(self, store: Store) -> None:
        """Nobody who was erased stands on the board, and the channels there have their invitations."""
        named = self._board.accounts()
        gone = await store.read(lambda tx: [one for one in named if tx.people.by_account(one) is None])
        for account in gone:
            self._board.forget(account)
        await self._board.kept()
        store.listen(self._forget)
        plans, now = plans_of(self._checked), self._clock.now()
        await store.write(lambda tx: _invite(tx, plans, now))

    def _forget(self, touched: frozenset[str]) -> None:
        for account in accounts_forgotten(touched):
            self._board.forget(account)

    async def _site(self, store: Store) -> Gate:
        now, plans = self._clock.now, plans_of(self._checked)
        chats = [Platform(chat) for chat in ("discord", "slack") if getattr(self._checked.config, chat)]
        porter = Porter(store, now, self._keyholders, chats=chats)
        ended = await ended_sessions(store, now())
        sessions = Sessions(await secret_of(store, self._keyholders), now, ended)
        residents = Residents(store, plans, [one.name for one in self._keyholders], self._clock)
        open_pages = OpenPages()
        sessions.heed(open_pages.end)
        site = Site(
            visits=self._visits,
            company=residents,
            words=words,
            shell=_shell,
            first=_nobody,
            ways=lambda request: visitor_of(request).ways,
            routes=(
                copy_route(self._board),
                *programme_routes(
                    ShownProgrammes(self._checked, self._clock, read=_reader(store)), _shell, _may_look
                ),
                *page_routes(
                    self._visits, Readers(residents.people, lambda people: people[0]), _shell,
                    start="home", may_chat=lambda account: account.platform == PLAYGROUND,
                ),
                *file_routes(
                    self._board, Filling(database_of(self._checked), plans, self._clock).fill
                ),
            ),
            open_pages=open_pages,
        )  # fmt: skip
        listen = self._table.listen
        return Gate(
            Lobby(application(site), residents.visitor),
            origins=Origins(own_addresses(listen.host, listen.port, self._table.url)),
            entry=WhoSignsIn(doorkeeper=porter, sessions=sessions, now=now),
            live=("/",),
        )


def _invite(tx: Tx, plans: Plans, now: datetime) -> None:
    """Once for each cohort, also where pages are served only since its programme was taken up."""
    for plan in plans:
        row = tx.cohorts.by_name(plan.cohort.name)
        if row is not None:
            owed = invitations(plan, row.id, row.key, now)
            tx.deliveries.add(one for one in owed if one.place.platform == PLAYGROUND)


def _reader(store: Store) -> Read:
    """Reads for the threads in which the files are looked at."""
    loop = asyncio.get_running_loop()

    def read(work: Work[Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(store.read(work), loop).result()

    return read


def _may_look(request: Request, cohort: str) -> bool:
    """An admin of it."""
    return cohort in visitor_of(request).programmes


def _shell(request: Request, title: str, inside: Html) -> str:
    visitor = visitor_of(request)
    return document(
        title,
        inside,
        ways=visitor.ways,
        here=current(request.url.path, visitor.ways),
        who=visitor.name,
        sheets=("pages.css", "programme.css"),
        may_leave=True,
    )


async def _nobody(_: Request) -> Account:
    raise LookupError("a chat was opened past the gate")
