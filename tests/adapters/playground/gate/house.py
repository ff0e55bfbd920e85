"""A house behind the gate: a page, a file and a socket, served by the real server on a port of its own."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import uvicorn
from httpx import AsyncClient, Response
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from adapters.playground.gate import Anybody, Entry, Gate, WhoSignsIn
from adapters.playground.origins import Origins, own_addresses
from adapters.playground.sessions import Sessions
from bot.chat.place import Account, Platform
from bot.errors import DatabaseError
from tests.builders import utc

KEY = b"the key of the tests, as long as one"
PASSWORD = "correct horse battery"
LINK = "a-link-that-the-bot-has-made"
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
MONDAY = utc("2026-09-07 14:00")
LENA = Account(platform=Platform("playground"), user="lena")
TOM = Account(platform=Platform("discord"), user="tom")


@dataclass(slots=True)
class Watch:
    """A clock that is moved by hand."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass(slots=True)
class Porter:
    """Knows Lena's password, and a link of Tom's."""

    links: dict[str, Account] = field(default_factory=lambda: {LINK: TOM})
    ended: dict[str, datetime] = field(default_factory=dict)
    asked: int = 0
    trouble: DatabaseError | None = None
    """What it meets from now on."""

    async def sign_in(self, name: str, password: str) -> Account | None:
        self.asked += 1
        self._meet_trouble()
        return LENA if (name, password) == ("Lena", PASSWORD) else None

    async def whose(self, link: str) -> str | None:
        return "Tom <b>" if link in self.links else None

    async def redeem(self, link: str) -> Account | None:
        return self.links.pop(link, None)

    async def signed_out(self, session: str, until: datetime) -> None:
        self._meet_trouble()
        self.ended[session] = until

    def _meet_trouble(self) -> None:
        if self.trouble is not None:
            raise self.trouble


@dataclass(slots=True)
class House:
    """The site and who tries to come in."""

    port: int
    watch: Watch
    porter: Porter
    sessions: Sessions
    heard: list[str]
    words: list[str] = field(default_factory=list)
    """What came through the socket."""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[AsyncClient]:
        """A browser: it keeps cookies, and says where its forms come from."""
        headers = {"accept": "text/html", "origin": self.origin, "sec-fetch-site": "same-origin"}
        # Nothing here is encrypted, and reading the authorities takes a while.
        async with AsyncClient(base_url=self.origin, headers=headers, verify=_NO_TLS) as client:
            yield client

    async def signs_in(
        self, client: AsyncClient, name: str = "Lena", password: str = PASSWORD, after: str = "/"
    ) -> Response:
        """Send the form off."""
        form = {"name": name, "password": password, "next": after}
        return await client.post("/sign-in", data=form)


async def _page(request: Request) -> HTMLResponse:
    account = getattr(request.state, "account", None)
    return HTMLResponse(f"the page of {account.user if account else 'nobody'}")


async def _file(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("body{}", media_type="text/css")


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{len(await request.body())} bytes")


def _site(house: "list[House]", waiting: asyncio.Event) -> Starlette:
    async def talk(websocket: WebSocket) -> None:
        await websocket.accept()
        try:
            while True:
                text = await websocket.receive_text()
                house[0].words.append(text)
                await websocket.send_text(f"heard {text}")
        except WebSocketDisconnect:
            house[0].heard.append("left")

    async def poll(_request: Request) -> PlainTextResponse:
        house[0].heard.append("polls")
        await waiting.wait()
        return PlainTextResponse("news")

    async def wake(_request: Request) -> PlainTextResponse:
        waiting.set()
        return PlainTextResponse("woken")

    return Starlette(
        routes=[
            Route("/", _page),
            Route("/pages/cohort", _page),
            Route("/static/playground.css", _file),
            Route("/static/other.css", _file),
            Route("/does", _echo, methods=["POST"]),
            Route("/poll", poll),
            Route("/wake", wake, methods=["POST"]),
            WebSocketRoute("/socket", talk),
        ]
    )


@asynccontextmanager
async def a_house(
    *, demo: bool = False, url: str | None = None, ended: dict[str, datetime] | None = None, key: bytes = KEY
) -> AsyncIterator[House]:
    """The site, served until the story ends."""
    # Of a protocol that is named: else asyncio leaves it to wait 40 ms before each small answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    watch, porter = Watch(), Porter()
    sessions = Sessions(key, watch, ended or {})
    house = House(port=port, watch=watch, porter=porter, sessions=sessions, heard=[])
    entry: Entry = Anybody() if demo else WhoSignsIn(doorkeeper=porter, sessions=sessions, now=watch)
    gate = Gate(
        _site([house], asyncio.Event()),
        origins=Origins(own_addresses("127.0.0.1", port, url)),
        entry=entry,
    )
    async with _served(gate, listening):
        yield house


@asynccontextmanager
async def _served(app: ASGIApp, listening: socket.socket) -> AsyncIterator[None]:
    config = uvicorn.Config(app, log_config=None, lifespan="off", access_log=False, ws="websockets-sansio")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    # Begun and ended by hand: the server looks ten times a second whether it should end.
    await server.startup([listening])
    try:
        yield
    finally:
        for one in server.servers:
            one.close()
        for connection in list(server.server_state.connections):
            connection.shutdown()
        if server.server_state.tasks:
            await asyncio.wait(server.server_state.tasks, timeout=5)
