"""The crowd is the people of the world: what they did, what they were answered, and what they wrote down."""

import asyncio
from collections import deque
from collections.abc import Sequence
from datetime import datetime

from adapters.memory.acts import Act, Answer, Noted, Turn, Type
from bot.chat.place import Account, Place, Platform


class Crowd:
    """Acts wait until they are answered, however often the bot dies in between."""

    def __init__(self) -> None:
        self._met: set[Account] = set()
        self._waiting: dict[Platform, deque[Act]] = {}
        self._unanswered: dict[str, Act] = {}
        self._acted: dict[str, None] = {}
        self._answers: dict[str, Answer] = {}
        self._typed: dict[str, Act] = {}
        self._noted: list[Noted] = []
        self._arrived = asyncio.Event()

    async def act(self, act: Act) -> None:
        """Someone does something: the adapter that runs on their platform is told."""
        self._happens(act)
        self._unanswered[act.id] = act
        self._waiting.setdefault(act.account.platform, deque()).append(act)
        self._arrived.set()

    async def happened(self, act: Act) -> None:
        """Someone did something that an adapter is being told of directly."""
        self._happens(act)

    def _happens(self, act: Act) -> None:
        # A bot that someone pressed, asked or wrote to may write back; who only joined has said nothing yet.
        if not isinstance(act.does, Turn):
            self._met.add(act.account)
        if isinstance(act.does, Type):
            self._typed[act.id] = act

    async def meet(self, account: Account) -> None:
        """Let the bot write to an account, as if it had pressed something."""
        self._met.add(account)

    async def reconnect(self, platform: Platform) -> None:
        """Tell an adapter that has just connected of every act that nobody answered."""
        unanswered = (act for act in self._unanswered.values() if act.account.platform == platform)
        self._waiting[platform] = deque(unanswered)

    async def next_act(self, platform: Platform) -> Act:
        """The next act on the platform; waits for one."""
        while not self._waiting.get(platform):
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting[platform].popleft()

    async def done(self, act_id: str, answer: Answer | None) -> None:
        """The act was carried out; None: nothing was answered, since the bot had seen it before."""
        self._acted[act_id] = None
        # Who acts directly was given the reply: keeping it would cost a long simulation a lot of memory.
        if self._unanswered.pop(act_id, None) and answer is not None:
            self._answers[act_id] = answer
        self._arrived.set()

    async def acted(self, start: int = 0, limit: int = 1_000_000) -> tuple[str, ...]:
        """The ids of the acts that were carried out, in order."""
        return tuple(self._acted)[start : start + limit]

    async def answer(self, act_id: str) -> Answer | None:
        """Wait until the act is carried out, and give what the person saw."""
        while act_id not in self._acted:
            self._arrived.clear()
            await self._arrived.wait()
        return self._answers.get(act_id)

    async def typed(self, place: Place, since: datetime) -> Sequence[Act]:
        """What people typed in a place since then: its history, as far as it is theirs."""
        return tuple(act for act in self._typed.values() if act.place == place and act.at >= since)

    async def note(self, noted: Noted) -> None:
        """Write a line into the actors' log."""
        self._noted.append(noted)

    async def notes(self) -> tuple[Noted, ...]:
        """The actors' log, in order."""
        return tuple(self._noted)
