"""A Rig holds an adapter between a scripted core and a platform that a scenario can break."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Protocol

from bot.chat.adapter import ChatAdapter
from bot.chat.form import Choice
from bot.chat.place import Account, Place
from tests.contract.door import ScriptedDoor


class Trouble(Enum):
    """What a platform can do to the next call; HALTED and CLOSED last until mended."""

    THROTTLED = auto()
    TIMED_OUT_BEFORE = auto()
    TIMED_OUT_AFTER = auto()
    DROPPED = auto()
    CLOSED = auto()
    HALTED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as someone reads it: the content in the platform's encoding, and what hangs on it."""

    id: str
    content: str
    buttons: tuple[str, ...] = ()
    file: str | None = None
    picture: bool = False
    alt: str = ""
    """The picture in words, for who does not see it."""
    rang: bool = False
    """Whether somebody was notified by name, or everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saw:
    """What the one who acted was answered."""

    text: str = ""
    buttons: tuple[str, ...] = ()
    private: bool = True
    form: str | None = None
    """The title of a form."""
    fields: tuple[str, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()


class Rig(Protocol):
    """Ana and Ben have both pressed a button before, and read what the bot writes to them."""

    adapter: ChatAdapter
    door: ScriptedDoor
    ana: Place
    ben: Place
    channel: Place
    longest: int
    """Characters of a part's content that the chat takes, and that are not worth two messages."""

    def now(self) -> datetime:
        """The time of the platform."""

    async def passes(self, time: timedelta) -> None:
        """Time goes by."""

    async def breaks(self, trouble: Trouble, place: Place | None = None) -> None:
        """The next call (to this place, or to any) meets trouble, whatever its method."""

    async def mends(self, place: Place) -> None:
        """What was halted or closed works again."""

    async def lingers(self) -> None:
        """The next answer of the core takes longer than this platform waits for one."""

    async def reads(self, place: Place) -> Sequence[Seen]:
        """What was delivered to the place and stands there now, oldest first; answers are not among it."""

    async def presses(self, place: Place, label: str) -> Saw | None:
        """A button of the newest message with any is pressed by whoever reads there (Ana in a channel)."""

    async def presses_in_answer(self, place: Place, label: str) -> Saw | None:
        """A button of the last answer is pressed."""

    async def opens(self, place: Place, path: str) -> Saw | None:
        """A page is opened that the last answer offers."""

    async def types(self, place: Place, text: str) -> Saw | None:
        """Something is typed there."""

    async def submits(self, place: Place, token: str, **values: str) -> Saw | None:
        """A form is sent off."""

    async def uses(self, place: Place, command: str, **values: str) -> Saw | None:
        """A slash command is used."""

    async def looks_up(self, place: Place, command: str, param: str, typed: str) -> Saw | None:
        """A parameter is being typed."""

    async def again(self) -> None:
        """The platform tells the last act once more; returns when the core heard of it."""

    async def disconnects(self) -> None:
        """The bot goes away; it must stop when it is told to."""

    async def types_unheard(self, place: Place, text: str) -> None:
        """Something is typed while the bot is away."""

    async def connects(self) -> None:
        """The bot comes back."""

    def pings(self, content: str) -> bool:
        """Whether this content would ring for anybody on this platform."""

    def account(self, place: Place) -> Account:
        """Who reads there (Ana in a channel)."""


OpenRig = Callable[[], AbstractAsyncContextManager[Rig]]
