"""The gateway tells clients what happens, over websockets that come and go."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.platforms.discord import opcode
from tests.platforms.discord.credential import Credential
from tests.platforms.discord.events import Event
from tests.platforms.discord.handshake import Handshake
from tests.platforms.discord.session import Line, Session
from tests.platforms.discord.state import World

# A client that sends nothing for so many heartbeats is gone.
_MISSED = 3
_SENDS, _SENDS_WITHIN, _PAYLOAD = 120, 60.0, 4096


@dataclass(slots=True, kw_only=True, eq=False)
class Connection:
    """One client's websocket."""

    line: Line
    socket: web.WebSocketResponse
    request: web.Request
    sends: deque[float] = field(default_factory=lambda: deque(maxlen=_SENDS))

    def too_much(self, frame: str, now: float) -> tuple[int, str] | None:
        """The close code and the reason, when this frame is too long or one too many."""
        if len(frame.encode()) > _PAYLOAD:
            return 4002, f"a payload of more than {_PAYLOAD} bytes"
        if len(self.sends) == _SENDS and now - self.sends[0] < _SENDS_WITHIN:
            return 4008, f"more than {_SENDS} sends in {_SENDS_WITHIN:.0f} seconds"
        self.sends.append(now)
        return None


class Gateway:
    """`heartbeat` is what HELLO asks for, in real seconds; `breached` hears what a client must not do.

    While it is `closed` nobody gets a connection.
    """

    def __init__(
        self,
        world: World,
        credential: Credential,
        *,
        heartbeat: float,
        breached: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self._heartbeat = heartbeat
        self._breached = breached
        self._changed = changed
        self.sessions: dict[str, Session] = {}
        self.connections: list[Connection] = []
        self.handshake = Handshake(world, credential, self.sessions)
        self.dispatched: deque[Event] = deque(maxlen=1000)
        self.acknowledges = True
        self.closed = False
        self.connected = 0
        self.heartbeats = 0

    def dispatch(self, event: Event) -> None:
        """Tell every session that wants to know; those whose client is away are told when they resume."""
        self.dispatched.append(event)
        for session in self.sessions.values():
            if (data := session.wants(event)) is not None:
                session.dispatch(event.name, data)

    def hang_up(self, code: int) -> None:
        """Close every connection with this code; the sessions can be resumed afterwards."""
        for connection in self.connections:
            connection.line.hang_up(code)

    def cut(self) -> None:
        """Drop every connection without a word, as a broken network does."""
        for connection in self.connections:
            if (transport := connection.request.transport) is not None:
                transport.abort()

    def ask_reconnect(self) -> None:
        for connection in self.connections:
            connection.line.say(opcode.RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every session that it is invalid; one that is not resumable is forgotten."""
        for session in list(self.sessions.values()):
            if not resumable:
                del self.sessions[session.id]
            if session.line is not None:
                session.line.say(opcode.INVALID_SESSION, resumable)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One client's connection, from HELLO to its end."""
        if self.closed:
            return web.Response(status=503)
        patience = self._heartbeat * _MISSED
        socket = web.WebSocketResponse(max_msg_size=0, timeout=1.0, receive_timeout=patience)
        await socket.prepare(request)
        # zstd is not spoken here: a client that asks for it is sent plain text, which it reads as well.
        line = Line(socket, compressed=request.query.get("compress") == "zlib-stream")
        connection = Connection(line=line, socket=socket, request=request)
        self.connections.append(connection)
        self.connected += 1
        carrying = asyncio.create_task(line.carry())
        line.say(opcode.HELLO, {"heartbeat_interval": int(self._heartbeat * 1000)})
        try:
            await self._listen(connection)
        except TimeoutError:
            line.hang_up(4009)
        finally:
            self.connections.remove(connection)
            self._ended(line, socket.close_code)
            # The close frame may still wait to be written.
            line.hang_up(1000)
            await carrying
        return socket

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            now = asyncio.get_running_loop().time()
            if (too_much := connection.too_much(frame.data, now)) is not None:
                code, reason = too_much
                self._breached(f"gateway: {reason}")
                connection.line.hang_up(code)
            else:
                self._hear(json.loads(frame.data), connection.line, now)

    def _hear(self, frame: dict[str, object], line: Line, now: float) -> None:
        match frame.get("op"):
            case opcode.HEARTBEAT:
                self.heartbeats += 1
                if self.acknowledges:
                    line.say(opcode.ACK)
            case opcode.PRESENCE | opcode.VOICE:
                pass
            case opcode.IDENTIFY | opcode.RESUME | opcode.REQUEST_MEMBERS:
                self.handshake.hear(frame, line, now)
            case _:
                line.hang_up(4001)
        self._changed()

    def _ended(self, line: Line, code: int | None) -> None:
        for session in list(self.sessions.values()):
            if session.line is line:
                session.line = None
                # A client that says goodbye properly gives its session up.
                if code in (1000, 1001) and not line.hung_up:
                    del self.sessions[session.id]
        self._changed()
