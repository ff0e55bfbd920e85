"""The lobby knows who came in, and leads each to what is theirs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from adapters.playground.lobby import HOME, Lobby, Visitor, current, visitor_of
from adapters.playground.shell import Way
from bot.chat.place import PLAYGROUND, Account, Platform
from bot.errors import DatabaseError

ANA = Account(platform=PLAYGROUND, user="ana")
TOM = Account(platform=Platform("discord"), user="tom")
WAYS = (
    Way("Chat", "/"),
    Way("Home", HOME),
    Way("Cohort", "/pages/view/x"),
    Way("Programme", "/programme?c=x"),
)


async def _greet(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"Hello {visitor_of(request).name}")


async def _know(account: Account) -> Visitor | None:
    if account.user == "broken":
        raise DatabaseError("the disk is full")
    return None if account.user == "erased" else Visitor(name=account.user.title(), ways=WAYS)


@asynccontextmanager
async def by(account: Account) -> AsyncIterator[AsyncClient]:
    """A browser of somebody whom the gate let in."""
    paths = ("/", "/pages/home", "/_nicegui/file")
    lobby = Lobby(Starlette(routes=[Route(path, _greet) for path in paths]), _know)

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        await lobby({**scope, "state": {"account": account}}, receive, send)

    async with AsyncClient(transport=ASGITransport(app=gate), base_url="http://here") as client:
        yield client


async def test_who_has_an_account_here_chats_here() -> None:
    """And sees the pages."""
    async with by(ANA) as ana:
        assert [(await ana.get(path)).text for path in ("/", HOME)] == ["Hello Ana", "Hello Ana"]


async def test_who_came_from_another_chat_is_led_to_the_pages() -> None:
    """Nothing of the chat answers them."""
    async with by(TOM) as tom:
        led = [(await tom.get(path)).headers["location"] for path in ("/", "/_nicegui/file")]
        assert (led, (await tom.get(HOME)).text) == ([HOME, HOME], "Hello Tom")


async def test_who_is_on_record_no_more_sees_nothing() -> None:
    """They can sign out."""
    async with by(Account(platform=PLAYGROUND, user="erased")) as gone:
        answer = await gone.get(HOME)

    assert answer.status_code == 403
    assert "I don&#x27;t know you any more" in answer.text
    assert 'action="/sign-out"' in answer.text


async def test_trouble_with_the_database_is_said() -> None:
    """Without its words, which are in the log."""
    async with by(Account(platform=PLAYGROUND, user="broken")) as ana:
        answer = await ana.get("/")

    assert (answer.status_code, answer.text) == (503, "That did not work just now. Try again.")


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/pages/home", HOME),
        ("/pages/view/x/open/1", "/pages/view/x"),
        ("/pages/view/xy", ""),
        ("/programme/calendar", "/programme?c=x"),
        ("/", ""),
    ],
)
def test_where_somebody_is(path: str, way: str) -> None:
    """The header marks the way that their page lies behind; the chat marks itself."""
    assert current(path, WAYS) == way
