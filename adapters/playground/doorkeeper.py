"""The doorkeeper: what the gate asks of the rest of the bot, about people whom it does not know itself."""

from datetime import datetime
from typing import Protocol

from bot.chat.place import Account


class Doorkeeper(Protocol):
    """Knows who may sign in. Every method raises DatabaseError where it can't be found out."""

    async def sign_in(self, name: str, password: str) -> Account | None:
        """The account of who has this name and password; it takes as long whether there is one or not."""

    async def whose(self, link: str) -> str | None:
        """The name of the person whom a one-time link lets in, while it works. It is not used up."""

    async def redeem(self, link: str) -> Account | None:
        """The account that a one-time link lets in, once."""

    async def signed_out(self, session: str, until: datetime) -> None:
        """Keep that this session was ended, until it would have ended by itself."""
