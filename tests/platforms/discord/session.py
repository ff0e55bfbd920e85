"""A gateway session outlives its connections: what it missed is replayed when it resumes."""

import asyncio
import json
import zlib
from collections import deque
from dataclasses import dataclass, field
from typing import Protocol

from tests.platforms.discord import opcode
from tests.platforms.discord.events import Event
from tests.platforms.discord.wire import Json

_REPLAYED = 10_000


class Writable(Protocol):
    """The part of a websocket that a line writes to."""

    async def send_str(self, data: str) -> None: ...
    async def send_bytes(self, data: bytes) -> None: ...
    async def close(self, *, code: int = 1000) -> object: ...


@dataclass(frozen=True, slots=True)
class Hangup:
    """The last thing that is said on a line."""

    code: int


class Line:
    """One connection's way out: frames in order, compressed by one context where the client asked for it."""

    def __init__(self, socket: Writable, *, compressed: bool) -> None:
        self._socket = socket
        self._zlib = zlib.compressobj() if compressed else None
        self.hung_up = False
        self._waiting: asyncio.Queue[str | Hangup] = asyncio.Queue()

    def say(self, op: int, data: object = None) -> None:
        self.write(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def write(self, frame: str) -> None:
        self._waiting.put_nowait(frame)

    def hang_up(self, code: int) -> None:
        self.hung_up = True
        self._waiting.put_nowait(Hangup(code))

    async def carry(self) -> None:
        """Write what waits until hung up, or until the other side is gone."""
        try:
            while not isinstance(frame := await self._waiting.get(), Hangup):
                await self._write(frame)
            await self._socket.close(code=frame.code)
        except ConnectionError:
            return

    async def _write(self, frame: str) -> None:
        if self._zlib is None:
            await self._socket.send_str(frame)
            return
        packed = self._zlib.compress(frame.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(packed)


@dataclass(slots=True, kw_only=True)
class Session:
    """`line` is None while its client is away; events then wait to be replayed."""

    id: str
    intents: int
    shard: int
    shards: int
    line: Line | None
    sequence: int = 0
    frames: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_REPLAYED))

    def wants(self, event: Event) -> Json | None:
        """What this session is sent of an event; None: nothing. DMs and the like go to the first shard."""
        shard = 0 if event.guild_id is None else (event.guild_id >> 22) % self.shards
        return event.seen_by(self.intents) if shard == self.shard else None

    def dispatch(self, name: str, data: Json) -> None:
        self.sequence += 1
        frame = json.dumps({"op": opcode.DISPATCH, "d": data, "s": self.sequence, "t": name})
        self.frames.append((self.sequence, frame))
        if self.line is not None:
            self.line.write(frame)

    def resume(self, line: Line, after: int) -> None:
        """Replay what came after this sequence number, then say so."""
        self.line = line
        for sequence, frame in self.frames:
            if sequence > after:
                line.write(frame)
        self.dispatch("RESUMED", {"_trace": []})
