"""A keeper keeps what happens on the board where it outlives the process."""

from collections.abc import Sequence
from typing import Protocol

from adapters.playground.posted import Posted, Room
from bot.chat.place import Account


class Keeper(Protocol):
    """Keeps what stands, where it outlives the process: it is told of each change, and says when it has."""

    def add(self, posted: Posted) -> None:
        """One more stands."""

    def change(self, posted: Posted) -> None:
        """It reads otherwise now."""

    def drop(self, ids: Sequence[str]) -> None:
        """These stand no more."""

    def see(self, reader: Account, room: Room, number: int) -> None:
        """The reader has seen all up to this one."""

    def wait(self, id: str) -> None:
        """Whoever wrote this waits for the bot to hear it."""

    def heard(self, id: str) -> None:
        """Nobody waits for it any more."""

    def erase(self, account: Account) -> None:
        """Nothing of what was dropped is left anywhere, and nothing of what the account has read."""

    async def kept(self) -> None:
        """Return when all that was told so far outlives the process. DatabaseError where it can't."""
