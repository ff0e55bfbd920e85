"""Carrying: what came in goes on between browser and site as long as its session stands, and not longer."""

import asyncio

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.playground.refusals import Refusal, note
from adapters.playground.sessions import Session, Sessions

LONGEST_FRAME = 1024 * 1024
"""Bytes of what a page sends through a socket at once."""
OVER, TOO_BIG = 1008, 1009
"""Codes of RFC 6455: against the rules, and too big."""


async def carry_answer(
    site: ASGIApp, scope: Scope, receive: Receive, send: Send, session: Session, sessions: Sessions
) -> None:
    """Let the site answer a request; whoever signs out while it waits, as a long poll does, gets nothing."""
    over = False

    async def while_it_stands(message: Message) -> None:
        nonlocal over
        if message["type"] == "http.response.start" and not sessions.stands(session):
            over = True
            note(Refusal.STRANGER, scope)
            answer = PlainTextResponse(Refusal.STRANGER.words, Refusal.STRANGER.status)
            await answer(scope, receive, send)
        elif not over:
            await send(message)

    await site(scope, receive, while_it_stands)


async def carry_socket(
    site: ASGIApp, scope: Scope, receive: Receive, send: Send, session: Session, sessions: Sessions
) -> None:
    """Let the site hold a socket until its session ends."""
    socket = _Socket(receive, send, session, sessions)
    await site(scope, socket.receive, socket.send)


class _Socket:
    """A socket of somebody who has signed in: the site is told that they left when they sign out."""

    def __init__(self, receive: Receive, send: Send, session: Session, sessions: Sessions) -> None:
        self._receive = receive
        self._send = send
        self._session = session
        self._sessions = sessions
        self._ended = sessions.ending(session)
        self._shut = False

    async def receive(self) -> Message:
        message = await self._next()
        if message is None or not self._sessions.stands(self._session):
            return await self._close(OVER)
        if len(message.get("bytes") or b"") + len(message.get("text") or "") > LONGEST_FRAME:
            return await self._close(TOO_BIG)
        return message

    async def send(self, message: Message) -> None:
        if self._shut:
            return
        if not self._sessions.stands(self._session):
            await self._close(OVER)
            return
        self._shut = message["type"] == "websocket.close"
        await self._send(message)

    async def _next(self) -> Message | None:
        """What the browser sends next; None if the session ends before."""
        if self._shut:
            return None
        arriving = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((arriving, ending), return_when=asyncio.FIRST_COMPLETED)
            return arriving.result() if arriving.done() else None
        finally:
            for one in (arriving, ending):
                one.cancel()

    async def _close(self, code: int) -> Message:
        if not self._shut:
            self._shut = True
            await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}
