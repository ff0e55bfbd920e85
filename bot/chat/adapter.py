"""What a chat adapter is to the core, and what the core is to an adapter."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from bot.chat.command import Command
from bot.chat.event import Event
from bot.chat.message import File, Message, Part
from bot.chat.page import Page
from bot.chat.place import Account, MessageRef, Place, Platform
from bot.chat.reply import Reply

Scope = Literal["place", "lane", "method"]


class Retry(Exception):
    """The platform asks to come back `after` a while; nothing was shown."""

    def __init__(self, after: timedelta, scope: Scope = "place") -> None:
        super().__init__(f"come back in {after.total_seconds():g} s ({scope})")
        self.after = after
        self.scope: Scope = scope


class Ambiguous(Exception):
    """Nobody knows whether the message was shown: it must be looked for before it is sent again."""


class Undeliverable(Exception):
    """This place can't be reached: closed, blocked or gone. Nothing was shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Unmakeable(Undeliverable):
    """What belongs to the message can't be made, so no other place would help. Nothing was shown."""


class Halted(Exception):
    """The whole lane is stopped: token revoked, quarantined. Nothing was shown."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Found:
    """The message is there."""

    ref: MessageRef


@dataclass(frozen=True, slots=True)
class Absent:
    """The message is certainly not there."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The place can't be read far enough back."""

    why: str


Search = Found | Absent | CannotTell


@dataclass(frozen=True, slots=True)
class Rate:
    """At most so many within any such time."""

    count: int
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast a lane may send; the courier keeps it, adapters never wait. None means no limit."""

    per_place: timedelta | None = None
    """At least this long between two messages to one place."""
    per_lane: Rate | None = None
    """How many messages of one lane may leave within a time."""
    opens: timedelta | None = None
    """At least this long between two rooms that are opened; None where a chat needs no room opened."""
    pages: timedelta | None = None
    """At least this long between two shows of one account's home; None where a chat keeps no page open."""
    in_flight: int = 16
    """How many sends of one lane may be under way at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor: what was looked at, whether it is well, and the remedy."""

    subject: str
    well: bool
    text: str
    remedy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message that became visible: what memory and playground tell to a watcher."""

    place: Place
    part: Part
    ref: MessageRef
    at: datetime
    key: str


Watch = Callable[[Shown], None]
Fill = Callable[[File], Awaitable[bytes]]
"""The bytes of a file. Unmakeable where there is nothing any more that it could be made from."""


def refuse_others(place: Place, part: Part) -> None:
    """A file is for one reader: Unmakeable where a part has one, and others read along."""
    if part.file is not None and not place.private:
        raise Unmakeable("the message has a file for one person, and others read here")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlace:
    """A place to re-read after being away, and since when."""

    place: Place
    since: datetime


class Door(Protocol):
    """What the core opens to an adapter."""

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """Keep the event, then return; the awaitable gives the answer.

        None: there is nothing to answer here, since the event was seen before or was typed text,
        which is answered by a delivery.
        """

    async def open_places(self, platform: Platform) -> Sequence[OpenPlace]:
        """The places to re-read after being away."""

    async def came_too_late(self, event: Event, reply: Reply) -> None:
        """The chat takes no answer to that any more: it is owed to the one who acted, in private."""

    async def deafened(self, platform: Platform, why: str) -> None:
        """The bot hears nothing there any more, though it can speak: who can help is told.

        For what ends by somebody's help only, and while the adapter goes on trying.
        """


class ChatAdapter(Protocol):
    """A thin connection to one chat. send, open, edit, delete and show raise only
    Retry, Ambiguous, Undeliverable or Halted."""

    platform: Platform
    pace: Pace

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Stay connected until cancelled; reconnect by itself."""

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here; pure. Only the last part has buttons."""

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        """Show the part. The key goes with it, so that it can be found and is not shown twice."""

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        """Look whether a part with this key was shown since then."""

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message that was sent."""

    async def delete(self, ref: MessageRef) -> None:
        """Take a message back."""

    async def open(self, account: Account, near: Place | None) -> Place:
        """Open the room in which the account is written to in private, and give it as the place's thread.

        `near` is for who takes no direct messages: the room is a private thread in that channel.
        """

    async def show(self, account: Account, page: Page) -> None:
        """Show a page where this chat shows pages to the account."""

    async def time(self) -> datetime | None:
        """The platform's clock (aware UTC), or None where it has none."""

    async def doctor(self) -> Sequence[Finding]:
        """Look at everything that can be wrong with this connection, one finding a thing."""
