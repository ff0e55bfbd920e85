"""Socket Mode: connections by ticket, envelopes to any one of them, and their acknowledgements."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

from aiohttp import WSMsgType, web

from tests.platforms.slack.connection import reset
from tests.platforms.slack.hearing import Ack, Failure, Kind, Told

MOST = 10
"""Connections that one app may have."""
Disconnecting = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(slots=True, kw_only=True, eq=False)
class Line:
    """One connection, and the envelopes on it that wait to be acknowledged."""

    number: int
    request: web.Request
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class SocketMode:
    """`within` are the real seconds for an acknowledgement, `lasts` those that a hello promises.

    So many connections are refused as `closed_doors` says, and their tickets are gone.
    """

    def __init__(
        self,
        *,
        app: str,
        within: float,
        lasts: int,
        breached: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self._app = app
        self._within = within
        self._lasts = lasts
        self._breached = breached
        self._changed = changed
        self._numbers = count(1)
        self._envelopes = count(1)
        self._turn = count()
        self.disabled = False
        self.closed_doors = 0
        self.tickets: set[str] = set()
        self.lines: list[Line] = []
        self.opened = 0
        self.late: list[str] = []

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, for as long as it lasts; a ticket serves once."""
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            self._breached(f"socket: the ticket {ticket!r} opens nothing")
            return web.Response(status=403)
        self.tickets.discard(ticket)
        if self.closed_doors > 0:
            self.closed_doors -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(heartbeat=10, timeout=1)
        await socket.prepare(request)
        line = Line(number=next(self._numbers), request=request, socket=socket)
        if self.disabled or len(self.lines) >= MOST:
            await self._bye(line, "link_disabled" if self.disabled else "too_many_websockets")
            return socket
        self.lines.append(line)
        self.opened += 1
        await self._hello(line)
        self._changed()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._heard(line, frame.data)
        finally:
            self._gone(line)
        return socket

    async def carry(self, told: Told, attempt: int, reason: str) -> Ack | Failure:
        """Send it down any one connection, and wait for the echo of its envelope."""
        open_ = [each for each in self.lines if not each.socket.closed]
        if not open_:
            return Failure(reason="connection_failed")
        line = open_[next(self._turn) % len(open_)]
        envelope = self._envelope(told, attempt, reason)
        loop = asyncio.get_running_loop()
        acked = line.waiting[envelope["envelope_id"]] = loop.create_future()
        since = loop.time()
        try:
            await line.socket.send_str(json.dumps(envelope))
            said = await asyncio.wait_for(acked, self._within)
        except TimeoutError:
            return Failure(reason="timeout")
        except ConnectionError:
            return Failure(reason="connection_failed")
        finally:
            line.waiting.pop(envelope["envelope_id"], None)
        return Ack(seconds=loop.time() - since, said=said)

    def _envelope(self, told: Told, attempt: int, reason: str) -> dict[str, Any]:
        envelope: dict[str, Any] = {
            "envelope_id": f"00000000-0000-4000-8000-{next(self._envelopes):012x}",
            "type": told.kind.value,
            "payload": told.payload,
            "accepts_response_payload": told.kind is not Kind.EVENT,
        }
        if told.kind is Kind.EVENT:
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        return envelope

    async def say_bye(self, reason: Disconnecting, *, close: bool) -> None:
        """Tell every client to connect anew; `close`: and hang up."""
        for line in tuple(self.lines):
            await self._bye(line, reason, close=close)

    def drop(self) -> None:
        """Break every connection, as a network does."""
        for line in tuple(self.lines):
            reset(line.request)
            self._gone(line)

    async def hang_up(self) -> None:
        """Close every connection, because the server ends."""
        for line in tuple(self.lines):
            await line.socket.close(code=1001)

    async def _hello(self, line: Line) -> None:
        hello = {
            "type": "hello",
            "num_connections": len(self.lines),
            "connection_info": {"app_id": self._app},
            "debug_info": {
                "host": f"applink-{line.number}",
                "build_number": 1,
                "approximate_connection_time": self._lasts,
            },
        }
        await line.socket.send_str(json.dumps(hello))

    async def _bye(self, line: Line, reason: Disconnecting, *, close: bool = True) -> None:
        bye = {"type": "disconnect", "reason": reason, "debug_info": {"host": f"applink-{line.number}"}}
        if not line.socket.closed:
            await line.socket.send_str(json.dumps(bye))
        if close:
            await line.socket.close()

    def _heard(self, line: Line, text: str) -> None:
        try:
            said = json.loads(text)
            envelope = said["envelope_id"]
        except (ValueError, KeyError, TypeError):
            self._breached(f"socket: this acknowledges nothing: {text[:80]!r}")
            return
        waiting = line.waiting.get(envelope)
        if waiting is None or waiting.done():
            self.late.append(envelope)
            self._changed()
        else:
            waiting.set_result(said.get("payload"))

    def _gone(self, line: Line) -> None:
        if line in self.lines:
            self.lines.remove(line)
        for each in line.waiting.values():
            if not each.done():
                each.set_exception(ConnectionResetError())
        self._changed()
