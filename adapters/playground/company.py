"""The company: who is there, in which rooms, and at what time; told by whoever serves the playground."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from bot.chat.place import Account, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person, by the account that they are written to."""

    name: str
    account: Account
    role: str
    """ "creator", "mentor" or "admin"."""
    zone: str
    language: str | None = None
    """What they read; None is English."""
    standing: str = ""
    """Where a creator is, such as "week 3" or "paused"."""
    by_hand: bool = False
    """Whether nobody else acts for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedChannel:
    """A channel, and what it is called."""

    room: Channel
    name: str


class Reached(Enum):
    """How far the cohort has come, as a week sees it."""

    BEHIND = "behind"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the programme; `here` are the creators who are in it now."""

    number: int
    phase: str
    title: str
    steps: tuple[str, ...]
    here: tuple[str, ...]
    reached: Reached = Reached.AHEAD


class Company(Protocol):
    """Who can be met."""

    def now(self) -> datetime:
        """The time there (aware UTC)."""

    async def people(self) -> Sequence[Someone]:
        """Everybody whose place can be looked at, those first who may be wanted first."""

    def channels(self, reader: Account) -> Sequence[NamedChannel]:
        """The channels that somebody reads."""

    async def settled(self) -> None:
        """Return when what was done has had all its consequences that come at once."""


class Journey(Protocol):
    """Travelling in time, where time is only played."""

    @property
    def under_way(self) -> float | None:
        """The share of the way that is behind, from 0 to 1, or None while nobody travels."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""

    async def weeks(self) -> Sequence[Week]:
        """The weeks of the programme, and who is where."""

    async def go(self, span: timedelta | None) -> None:
        """Let so much time pass; None: all that is left. Raises Travelling while somebody travels."""

    async def stop(self) -> None:
        """End the travel that is under way where it has come to."""

    def play(self, name: str) -> None:
        """From now on nobody else acts for this person."""

    def hand_back(self, name: str) -> None:
        """Let others act for this person again."""


class Travelling(Exception):
    """Somebody travels already."""
