"""The gate: nothing of the site answers, no page, no socket and no file, but to whoever may come in."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.playground.carrying import LONGEST_FRAME, OVER, carry_answer, carry_socket
from adapters.playground.claims import Claims
from adapters.playground.doorkeeper import Doorkeeper
from adapters.playground.headers import harden
from adapters.playground.origins import Origins
from adapters.playground.refusals import Refusal, note, refused
from adapters.playground.sessions import Session, Sessions
from adapters.playground.sign_in import LONGEST_FORM, SignIn, to_sign_in
from adapters.playground.sign_in_page import STYLE_SHEET

LONGEST = LONGEST_FRAME
"""Bytes of what a page of ours sends in a request."""
_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Anybody:
    """The demo: whoever is at this machine comes in, and there is nobody to sign in as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSignsIn:
    """A real cohort: whoever has a password or a one-time link."""

    doorkeeper: Doorkeeper
    sessions: Sessions
    now: Callable[[], datetime]


Entry = Anybody | WhoSignsIn


class Gate:
    """Stands around the whole site, sockets included.

    `live` are the paths of pages that NiceGUI carries, whose scripts are written into them. A request
    that came in finds its account and session in `scope["state"]`, unless anybody may come in.
    """

    def __init__(
        self, site: ASGIApp, *, origins: Origins, entry: Entry, live: Collection[str] = frozenset(("/",))
    ) -> None:
        self._site = site
        self._origins = origins
        self._entry = entry
        self._live = frozenset(live)
        self._claims = Claims()
        self._sign_in = (
            SignIn(entry.doorkeeper, entry.sessions, origins, entry.now)
            if isinstance(entry, WhoSignsIn)
            else None
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "http":
                await self._answer(scope, receive, self._hardened(scope, send))
            case "websocket":
                await self._connect(scope, receive, send)
            case "lifespan":
                await self._site(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._foreign(scope, scope["method"]) or _too_long(scope)
        if refusal is not None:
            await refused(refusal, scope)(scope, receive, send)
            return
        match self._entry:
            case Anybody():
                await self._site(scope, receive, send)
            case WhoSignsIn(sessions=sessions):
                session = self._session(scope, sessions)
                answer = await self._outside(scope, receive, session)
                if answer is not None:
                    await answer(scope, receive, send)
                elif session is None:
                    await self._site(scope, receive, send)
                else:
                    await carry_answer(self._site, _as(scope, session), receive, send, session, sessions)
            case never:
                assert_never(never)

    async def _outside(self, scope: Scope, receive: Receive, session: Session | None) -> Response | None:
        """The answer that the gate itself gives; None to what may go on to the site."""
        path = scope["path"]
        if self._sign_in is not None and SignIn.serves(path):
            return await self._sign_in.answer(Request(scope, receive))
        reads = scope["method"] in ("GET", "HEAD")
        if session is not None:
            return None if self._claims.grant(scope, session) else refused(Refusal.ANOTHERS, scope)
        if path == STYLE_SHEET and reads:
            return None
        if reads and "text/html" in Headers(scope=scope).get("accept", ""):
            return to_sign_in(path, scope["query_string"].decode("latin-1"))
        return refused(Refusal.STRANGER, scope)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        match self._admitted(scope):
            case Refusal() as refusal:
                note(refusal, scope)
                # Before it is accepted, this is answered with 403.
                await send({"type": "websocket.close", "code": OVER})
            case (session, sessions):
                await carry_socket(self._site, _as(scope, session), receive, send, session, sessions)
            case None:
                await self._site(scope, receive, send)

    def _admitted(self, scope: Scope) -> tuple[Session, Sessions] | Refusal | None:
        """Whose a socket is; None where anybody may come in."""
        refusal = self._foreign(scope, "")
        if refusal is not None or isinstance(self._entry, Anybody):
            return refusal
        session = self._session(scope, self._entry.sessions)
        if session is None:
            return Refusal.STRANGER
        return (session, self._entry.sessions) if self._claims.grant(scope, session) else Refusal.ANOTHERS

    def _foreign(self, scope: Scope, method: str) -> Refusal | None:
        headers = Headers(scope=scope)
        if self._origins.of(headers) is None:
            return Refusal.HOST
        return None if self._origins.are_own(headers, method) else Refusal.FOREIGN

    def _session(self, scope: Scope, sessions: Sessions) -> Session | None:
        headers = Headers(scope=scope)
        origin = self._origins.of(headers)
        return None if origin is None else sessions.read(headers.getlist("cookie"), origin)

    def _hardened(self, scope: Scope, send: Send) -> Send:
        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                harden(MutableHeaders(scope=message), live=scope["path"] in self._live)
            await send(message)

        return hardened


def _as(scope: Scope, session: Session) -> Scope:
    """The request as the site sees it: by whom it is."""
    state = {**scope.get("state", {}), "account": session.account, "session": session}
    return {**scope, "state": state}


def _too_long(scope: Scope) -> Refusal | None:
    """Told before anything of it is read; the server lets nobody send more than they say."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdecimal()):
        return Refusal.UNMEASURED
    most = LONGEST_FORM if SignIn.serves(scope["path"]) else LONGEST
    # Python reads no number of more than 4,300 digits.
    return Refusal.TOO_LONG if len(length) > _DIGITS or int(length) > most else None
