"""The lobby is behind the gate: whoever came in is known there, and led to what is theirs."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.playground.carrying import OVER
from adapters.playground.leads import address
from adapters.playground.markup import esc, joined, tag
from adapters.playground.refusals import Refusal, refused
from adapters.playground.shell import LIVE, STATIC, Way, document
from bot.chat.place import PLAYGROUND, Account
from bot.errors import DatabaseError

log = logging.getLogger(__name__)

HOME = address("home")
_SEE_OTHER = 303


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever has signed in, as the pages need to know them."""

    name: str
    ways: Sequence[Way]
    """The pages that the header leads them to."""
    programmes: frozenset[str] = frozenset()
    """The cohorts whose programme they may look at, by name."""


Know = Callable[[Account], Awaitable[Visitor | None]]
"""Who the account is; None for one who is not on record, or not any more. It may raise DatabaseError."""


class Lobby:
    """Finds out who a request is by, once, and puts it into `scope["state"]["visitor"]`.

    Only an account of the playground chats here; whoever came from another chat gets the pages.
    """

    def __init__(self, site: ASGIApp, know: Know) -> None:
        self._site = site
        self._know = know

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        account = scope.get("state", {}).get("account")
        if not isinstance(account, Account) or scope["path"].startswith(STATIC):
            # The beginning and the end of the server, or what anybody may have.
            await self._site(scope, receive, send)
            return
        path, chats = scope["path"], account.platform == PLAYGROUND
        if scope["type"] == "websocket" or path.startswith(LIVE):
            if chats:
                await self._site(scope, receive, send)
            elif scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": OVER})
            else:
                await RedirectResponse(HOME, _SEE_OTHER)(scope, receive, send)
            return
        try:
            visitor = await self._know(account)
        except DatabaseError as trouble:
            log.error("nobody can look at the pages: %s", trouble)
            await refused(Refusal.DISTURBED, scope)(scope, receive, send)
            return
        if visitor is None:
            await _unknown()(scope, receive, send)
        elif path == "/" and not chats:
            await RedirectResponse(HOME, _SEE_OTHER)(scope, receive, send)
        else:
            await self._site({**scope, "state": {**scope["state"], "visitor": visitor}}, receive, send)


def visitor_of(request: Request) -> Visitor:
    """Who a request is by."""
    visitor = request.scope["state"]["visitor"]
    if not isinstance(visitor, Visitor):
        raise LookupError("a request came in past the lobby")
    return visitor


def current(path: str, ways: Sequence[Way]) -> str:
    """Which of the ways somebody is on: the longest that their page lies behind."""
    behind = [way.path for way in ways if way.path != "/" and _lies_behind(path, way.path.partition("?")[0])]
    return max(behind, key=len, default="")


def _lies_behind(path: str, way: str) -> bool:
    return path == way or path.startswith(f"{way}/")


def _unknown() -> HTMLResponse:
    inside = joined(
        tag("h1", esc("I don't know you any more")),
        tag("p", esc("You are not on record here. Ask the programme's team to put you on the roster.")),
    )
    page = document("Not on record", inside, ways=(), here="", who="", may_leave=True)
    return HTMLResponse(page, 403)
