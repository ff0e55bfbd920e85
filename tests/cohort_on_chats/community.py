"""A community is one chat and its people, as the bot's process and the judge ask for them over a line."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from adapters.memory.acts import Act, Answer, Noted
from bot.chat.adapter import Shown
from bot.engine.clock import ManualClock
from tests.cohort_on_chats.aim import Aim
from tests.cohort_on_chats.hands import Hands
from tests.cohort_on_chats.line import listen
from tests.cohort_on_chats.story import There
from tests.killing.kill import Kill, Moment
from tests.platforms.changes import TookTooLong

LATER = timedelta(hours=1)
"""What nobody answered is tried again so long after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happens at a time; TookTooLong when it must be tried again."""

    at: datetime
    what: Callable[[], Awaitable[None]]


class Chat(Protocol):
    """What each chat has of its own."""

    @property
    def hands(self) -> Hands: ...
    @property
    def aim(self) -> Aim: ...
    @property
    def shown(self) -> list[Shown]: ...
    @property
    def down(self) -> bool: ...
    def there(self) -> There: ...
    async def ready(self) -> None: ...
    async def moved(self) -> None: ...
    def report(self) -> Mapping[str, Any]: ...


class Community:
    """Its public methods are what can be asked for."""

    def __init__(self, chat: Chat, clock: ManualClock, happenings: Sequence[Happening]) -> None:
        self._chat = chat
        self._clock = clock
        self._notes: list[Noted] = []
        self._happenings = list(happenings)

    def there(self) -> tuple[object, ...]:
        """Where the chat is, and who is who."""
        there = self._chat.there()
        return there.api_url, there.tokens, there.workspace, there.channel, tuple(there.people.items())

    def now(self) -> datetime:
        """The chat's time."""
        return self._clock.now()

    async def advance(self, at: datetime) -> None:
        """Let it be later there; what happens until then happens."""
        while due := sorted((one for one in self._happenings if one.at <= at), key=lambda one: one.at):
            await self._happens(due[0])
        self._clock.move_to(max(at, self._clock.now()))
        await self._chat.moved()

    async def _happens(self, one: Happening) -> None:
        self._clock.move_to(max(one.at, self._clock.now()))
        try:
            await one.what()
        except TookTooLong:
            self._happenings.append(Happening(at=self._clock.now() + LATER, what=one.what))
        # Whoever dies meanwhile asks again, and it happens then.
        self._happenings.remove(one)

    def is_down(self) -> bool:
        """Whether nobody can use it at the moment."""
        return self._chat.down

    def shown(self, after: int) -> tuple[Shown, ...]:
        """What the bot has posted, without the first so many."""
        return tuple(self._chat.shown[after:])

    async def act(self, act: Act) -> Answer | None:
        """Somebody does something; what they see."""
        return await self._chat.hands.do(act)

    def note(self, noted: Noted) -> None:
        """An actor writes something down."""
        self._notes.append(noted)

    def notes(self) -> tuple[Noted, ...]:
        """All that the actors wrote down."""
        return tuple(self._notes)

    async def ready(self) -> None:
        """Return when the bot listens."""
        await self._chat.ready()

    def aim(self, pid: int, *kill: object) -> None:
        """Strike this process by a kill's request, moment, delay and method; without these, never."""
        match kill:
            case (int(request), str(moment), float(delay), str() | None as method):
                aimed = Kill(request=request, moment=Moment[moment], delay=delay, method=method)
                self._chat.aim.at(pid, aimed)
            case _:
                self._chat.aim.at(pid, None)

    def report(self) -> str:
        """What there is to tell, as JSON."""
        return json.dumps(self._chat.report())


async def answering(community: Community, socket: Path) -> None:
    """Serve until the input ends."""
    async with await listen(community, socket):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.to_thread(sys.stdin.read)
