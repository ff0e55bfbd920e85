"""Hearing is how the app is told: each payload carried to it, its acknowledgement measured, events again."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from heapq import heappop, heappush
from itertools import count
from typing import Any, Protocol

from tests.platforms.changes import Changes
from tests.platforms.slack.connection import pass_time

Json = dict[str, Any]
RETRIES = (timedelta(), timedelta(minutes=1), timedelta(minutes=5))
"""How long after a failure an event is told again, by the driver's clock."""


class Kind(StrEnum):
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"
    EVENT = "events_api"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """What the app answered, after so many real seconds."""

    seconds: float
    said: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an attempt was none, in Slack's word; `final`: the app does not want it again."""

    reason: str
    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    kind: Kind
    attempt: int
    seconds: float


@dataclass(slots=True, kw_only=True, eq=False)
class Told:
    """One payload on its way; `outcome` is that of its last attempt."""

    kind: Kind
    payload: Json
    attempts: int = 0
    outcome: Ack | Failure | None = None

    @property
    def event_id(self) -> str:
        return str(self.payload.get("event_id", ""))


class Carrier(Protocol):
    """Socket Mode, or requests to the app's own address."""

    async def carry(self, told: Told, attempt: int, reason: str) -> Ack | Failure:
        """Take it there once, and say what came of it."""


@dataclass(slots=True, kw_only=True)
class Hearing:
    """`told` is everything in its order, `acks` how long each took, `lost` what nobody took."""

    carrier: Carrier
    clock: Callable[[], datetime]
    changes: Changes
    told: list[Told] = field(default_factory=list)
    acks: list[Measured] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    lost: list[Told] = field(default_factory=list)
    held: list[Told] | None = None
    """Where events are gathered instead of being told, while they are held."""
    _waiting: list[tuple[datetime, int, Told, str]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    _running: set[asyncio.Task[None]] = field(default_factory=set)

    def tell(self, kind: Kind, payload: Json, *, after: float = 0.0) -> Told:
        """Start telling, after so many real seconds; events are told again until taken, or three times."""
        told = Told(kind=kind, payload=payload)
        self.told.append(told)
        if kind is Kind.EVENT and self.held is not None:
            self.held.append(told)
        else:
            self._start(told, "", after)
        return told

    def hold(self) -> None:
        """Gather events until they are released."""
        self.held = []

    def release(self, *, backwards: bool = False) -> None:
        """Tell what was held, in its order or backwards."""
        held, self.held = self.held or [], None
        for each in reversed(held) if backwards else held:
            self._start(each, "")

    def due(self) -> None:
        """Tell again what has waited long enough by the driver's clock."""
        now = self.clock()
        while self._waiting and self._waiting[0][0] <= now:
            _, _, told, reason = heappop(self._waiting)
            self._start(told, reason)

    def p99(self, kind: Kind | None = None) -> float:
        """The seconds within which 99 of 100 acknowledgements came."""
        times = sorted(each.seconds for each in self.acks if kind in (None, each.kind))
        return times[min(len(times) - 1, int(len(times) * 0.99))] if times else 0.0

    async def settled(self, *, within: float = 5.0) -> None:
        """Wait until nothing is under way; what waits for its time is not."""
        await self.changes.until(
            lambda: None if self._running else True, within=within, what="an end of telling"
        )

    async def stop(self) -> None:
        """Tell nothing more."""
        for each in self._running:
            each.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _start(self, told: Told, reason: str, after: float = 0.0) -> None:
        running = asyncio.get_running_loop().create_task(self._tell(told, reason, after))
        self._running.add(running)
        running.add_done_callback(self._ended)

    def _ended(self, running: asyncio.Task[None]) -> None:
        self._running.discard(running)
        self.changes.happened()

    async def _tell(self, told: Told, reason: str, after: float) -> None:
        if after:
            await pass_time(after)
        attempt = told.attempts
        told.attempts += 1
        outcome = await self.carrier.carry(told, attempt, reason)
        told.outcome = outcome
        if isinstance(outcome, Ack):
            self.acks.append(Measured(kind=told.kind, attempt=attempt, seconds=outcome.seconds))
        else:
            self.failures[outcome.reason] += 1
            self._again(told, attempt, outcome)
        self.changes.happened()

    def _again(self, told: Told, attempt: int, failure: Failure) -> None:
        if told.kind is not Kind.EVENT or attempt >= len(RETRIES) or failure.final:
            self.lost.append(told)
        elif RETRIES[attempt]:
            at = self.clock() + RETRIES[attempt]
            heappush(self._waiting, (at, next(self._order), told, failure.reason))
        else:
            self._start(told, failure.reason)
