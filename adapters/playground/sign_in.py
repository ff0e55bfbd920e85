"""Signing in and out: the only paths that answer whoever has no session."""

import asyncio
import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from adapters.playground import sign_in_page as page
from adapters.playground.doorkeeper import Doorkeeper
from adapters.playground.origins import Origins
from adapters.playground.refusals import Refusal, address_of, note, refused
from adapters.playground.sessions import Session, Sessions, no_cookie
from adapters.playground.throttle import Throttle
from bot.chat.place import Account
from bot.errors import DatabaseError

log = logging.getLogger(__name__)

PATH, OUT = page.PATH, "/sign-out"
LONGEST_FORM = 16 * 1024
"""Bytes of a form that anybody may send."""
PATIENCE = 10.0
"""Seconds in which it must be here."""
_FORM = "application/x-www-form-urlencoded"
_LINK = re.compile(r"[A-Za-z0-9_-]{20,100}")
_SEE_OTHER = 303


class SignIn:
    """Answers what has to do with signing in and out."""

    def __init__(
        self, doorkeeper: Doorkeeper, sessions: Sessions, origins: Origins, now: Callable[[], datetime]
    ) -> None:
        self._doorkeeper = doorkeeper
        self._sessions = sessions
        self._origins = origins
        self._now = now
        self._throttle = Throttle()

    @staticmethod
    def serves(path: str) -> bool:
        """Whether the path is one of these."""
        return path in (PATH, OUT) or path.startswith(f"{PATH}/")

    async def answer(self, request: Request) -> Response:
        """The answer, whatever comes."""
        try:
            return await self._answer(request)
        except DatabaseError as trouble:
            log.error("nobody can sign in or out: %s", trouble)
            return refused(Refusal.DISTURBED, request.scope)

    async def _answer(self, request: Request) -> Response:
        path: str = request.scope["path"]
        match request.method, path:
            case "GET" | "HEAD", page.PATH:
                return self._show(request)
            case "POST", page.PATH:
                return await self._with_password(request)
            case "POST", "/sign-out":
                return await self._sign_out(request)
            case _, "/sign-out" | page.PATH:
                return refused(Refusal.METHOD, request.scope)
        link = path.removeprefix(f"{PATH}/")
        if not _LINK.fullmatch(link):
            return self._spent(request)
        match request.method:
            case "GET" | "HEAD":
                name = await self._doorkeeper.whose(link)
                return self._spent(request) if name is None else HTMLResponse(page.by_link(link, name))
            case "POST":
                account = await self._doorkeeper.redeem(link)
                return self._spent(request) if account is None else await self._let_in(request, account, "/")
            case _:
                return refused(Refusal.METHOD, request.scope)

    def _show(self, request: Request) -> Response:
        after = local(request.query_params.get("next", "/"))
        if self._session(request) is not None:
            return _to(after)
        return HTMLResponse(page.sign_in(after))

    async def _with_password(self, request: Request) -> Response:
        form = await _form(request)
        if form is None:
            return refused(Refusal.NO_FORM, request.scope)
        name, after = form.get("name", ""), local(form.get("next", "/"))
        address, now = address_of(request.scope), self._now()
        seconds = self._throttle.wait(name, address, now)
        if seconds:
            answer = self._problem(request, Refusal.TOO_OFTEN, after)
            answer.headers["retry-after"] = str(seconds)
            return answer
        self._throttle.tried(name, address, now)
        account = await self._doorkeeper.sign_in(name, form.get("password", ""))
        if account is None:
            return self._problem(request, Refusal.WRONG, after)
        self._throttle.was_right(name, address)
        return await self._let_in(request, account, after)

    async def _let_in(self, request: Request, account: Account, after: str) -> Response:
        """A session of their own; one that this browser had is over."""
        await self._end(self._session(request))
        answer = _to(after)
        session = self._sessions.begin(account)
        answer.headers.append("set-cookie", self._sessions.cookie(session, self._origin(request)))
        return answer

    async def _sign_out(self, request: Request) -> Response:
        await self._end(self._session(request))
        answer = _to(PATH)
        answer.headers.append("set-cookie", no_cookie(self._origin(request)))
        return answer

    async def _end(self, session: Session | None) -> None:
        if session is None:
            return
        self._sessions.end(session)
        try:
            await self._doorkeeper.signed_out(session.id, session.ends_at)
        except DatabaseError as trouble:
            # It is over all the same, and its cookie is taken away.
            log.error("a session that was ended would go on after a restart: %s", trouble)

    def _session(self, request: Request) -> Session | None:
        return self._sessions.read(request.headers.getlist("cookie"), self._origin(request))

    def _origin(self, request: Request) -> str:
        origin = self._origins.of(request.headers)
        if origin is None:
            raise LookupError("the gate lets nothing in that has another host")
        return origin

    def _problem(self, request: Request, refusal: Refusal, after: str) -> Response:
        note(refusal, request.scope)
        return HTMLResponse(page.sign_in(after, refusal.words), refusal.status)

    def _spent(self, request: Request) -> Response:
        note(Refusal.SPENT, request.scope)
        return HTMLResponse(page.no_link(Refusal.SPENT.words), Refusal.SPENT.status)


def local(after: str) -> str:
    """Where somebody wanted to go, if that is a page of ours; else the first one."""
    try:
        parts = urlsplit(after)
    except ValueError:
        return "/"
    # Browsers read a backslash as a slash, and skip tabs and line ends.
    steady = after.startswith("/") and after.isprintable() and "\\" not in after
    if not steady or after.startswith("//") or parts.scheme or parts.netloc or SignIn.serves(parts.path):
        return "/"
    return after


def to_sign_in(path: str, query: str) -> Response:
    """Send somebody without a session to the sign-in, and from there to where they wanted to go."""
    after = local(f"{path}?{query}" if query else path)
    return _to(PATH if after == "/" else f"{PATH}?next={quote(after, safe='/')}")


def _to(path: str) -> Response:
    return RedirectResponse(quote(path, safe="/?&=%#+,:;@!$'()*~"), _SEE_OTHER)


async def _form(request: Request) -> Mapping[str, str] | None:
    """The first value of each field; None for what is no form."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        return None
    try:
        async with asyncio.timeout(PATIENCE):
            body = await request.body()
        fields = parse_qs(body.decode(), max_num_fields=10, errors="strict")
    except (TimeoutError, ClientDisconnect, ValueError):
        return None
    return {name: values[0] for name, values in fields.items()}
