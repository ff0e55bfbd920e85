"""Hands: what an actor means to do is done at a client, again where the chat says that it failed."""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable

from adapters.memory import acts
from tests.platforms.changes import TookTooLong

TRIES = 6
"""So often a person presses what "did not respond" before they give up."""
GONE = acts.Answer(kind="refuse")


class Hands(ABC):
    """Everybody's; they remember which acts were answered."""

    def __init__(self, ready: Callable[[], Awaitable[None]]) -> None:
        self._ready = ready
        self._answered: set[str] = set()
        self.acts = 0
        self.unanswered = 0
        self.gone = 0

    async def do(self, act: acts.Act) -> acts.Answer | None:
        """What is seen then; None for an act that was answered in an earlier life of its actor."""
        if act.id in self._answered:
            return None
        for _ in range(TRIES):
            try:
                answer = await self.once(act)
                break
            except TookTooLong:
                self.unanswered += 1
                await self._ready()
        else:
            raise TookTooLong(f"{act.account.user} gave up: {act.does}")
        self.acts += 1
        self._answered.add(act.id)
        return answer

    @abstractmethod
    async def once(self, act: acts.Act) -> acts.Answer:
        """Do it; TookTooLong where the chat says that it failed."""
