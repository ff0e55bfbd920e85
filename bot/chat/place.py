"""Where people are: platforms, accounts, places and the messages in them."""

from dataclasses import dataclass
from typing import NewType

Platform = NewType("Platform", str)
"""The short name of a chat platform: "discord", "slack", "memory" ..."""

TERMINAL = Platform("terminal")
"""Whoever can open the database is trusted: an account of the terminal is tied to nobody, its user is the
key of the person who is spoken for."""
PLAYGROUND = Platform("playground")
"""The page in a browser that the bot serves itself, where no chat is connected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person's identity on one platform, by the immutable id that the platform gave it."""

    platform: Platform
    user: str
    workspace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A shared room of a workspace, by its immutable id."""

    platform: Platform
    id: str
    workspace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message goes: someone's private conversation with the bot, or a channel; perhaps a thread."""

    at: Account | Channel
    thread: str | None = None

    @property
    def platform(self) -> Platform:
        return self.at.platform

    @property
    def workspace(self) -> str:
        return self.at.workspace

    @property
    def private(self) -> bool:
        """Whether only one person reads here."""
        return isinstance(self.at, Account)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """One message that a platform shows."""

    place: Place
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a platform tells about an account without being asked; None where it does not tell."""

    name: str = ""
    locale: str | None = None
    zone: str | None = None
