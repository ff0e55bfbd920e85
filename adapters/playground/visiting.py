"""A visit: what people do on the board goes through the door, and the answers come back to the board."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.playground import answering
from adapters.playground.board import Board
from adapters.playground.inbound import Events
from adapters.playground.posted import Posted, Room
from bot.chat.adapter import Door
from bot.chat.command import Command
from bot.chat.event import ButtonPressed, Event
from bot.chat.form import Form
from bot.chat.message import Part
from bot.chat.place import Account, Place
from bot.chat.reply import Ask, Offer, Reply
from bot.chat.token import Token
from bot.errors import DatabaseError


@dataclass(frozen=True, slots=True)
class Connected:
    """What the core opened to the playground."""

    commands: tuple[Command, ...]
    door: Door


class Visits:
    """Carries acts of any account through the door. Before the bot has connected there is nothing to do."""

    def __init__(self, board: Board, *, clock: Callable[[], datetime], session: str) -> None:
        self.board = board
        self.clock = clock
        self._events = Events(session)
        self._connected: Connected | None = None
        self._brought: dict[Account, Ask] = {}

    def connect(self, commands: Sequence[Command], door: Door) -> None:
        """The bot is there."""
        self._connected = Connected(tuple(commands), door)

    @property
    def commands(self) -> tuple[Command, ...]:
        """What can be used."""
        return () if self._connected is None else self._connected.commands

    async def types(self, by: Account, room: Room, text: str) -> Reply | None:
        """Somebody writes a message."""
        at = self.clock()
        posted = self.board.post(room, Part(content=text), at, by=by)
        try:
            await self.board.kept()
        except DatabaseError:
            # They are told that it failed, and may write it again.
            self.board.take_back(posted.id)
            raise
        return await self._hears(by, posted)

    async def hears_again(self) -> None:
        """Take through the door what was written and may not have come there. It is handled once."""
        for posted in self.board.unheard():
            if posted.by is not None:
                await self._hears(posted.by, posted)

    async def _hears(self, by: Account, posted: Posted) -> Reply | None:
        reply = await self.carry(self._events.said(by, posted))
        self.board.heard(posted.id)
        return reply

    async def uses(
        self, by: Account, room: Room, command: str, values: tuple[tuple[str, str], ...]
    ) -> Reply | None:
        """Somebody uses a command."""
        return await self.carry(self._events.used(by, Place(at=room), command, values, self.clock()))

    async def presses(self, by: Account, posted: Posted, token: Token) -> Reply | None:
        """Somebody presses a button of a message."""
        key, ref = (posted.key, posted.ref) if posted.key else (None, None)
        event = self._events.pressed(by, Place(at=posted.room), token, self.clock(), key, ref)
        return await self.carry(event, posted)

    async def follows(self, by: Account, room: Room, token: Token) -> Reply | None:
        """Somebody presses a button that belongs to no message: of a page, or of a form that was refused."""
        return await self.carry(self._events.pressed(by, Place(at=room), token, self.clock(), None, None))

    async def submits(self, by: Account, room: Room, form: Form, values: dict[str, str]) -> Reply | None:
        """Somebody sends a form off."""
        return await self.carry(self._events.filled(by, Place(at=room), form.token, values, self.clock()))

    async def opens(self, by: Account, path: str) -> Reply | None:
        """Somebody opens a page."""
        return await self.carry(self._events.opened(by, Place(at=by), path, self.clock()))

    async def looks(self, by: Account, path: str) -> Reply | None:
        """Somebody opens a page beside the rooms: nothing of the answer is put on the board."""
        return await self._ask(self._events.opened(by, Place(at=by), path, self.clock()))

    async def bring(self, account: Account, reply: Reply) -> None:
        """Put what a page leads to where its reader chats: words on the board, a form when they come."""
        answering.put(self.board, reply, account, account, self.clock(), None)
        await self.board.kept()
        if isinstance(reply, Ask):
            self._brought[account] = reply

    def brought(self, account: Account) -> Ask | None:
        """The form that waits for the account to come to its chat, once."""
        return self._brought.pop(account, None)

    async def looks_up(self, by: Account, room: Room, command: str, param: str, typed: str) -> Offer:
        """Somebody is typing a parameter; what can be chosen."""
        event = self._events.typing(by, Place(at=room), command, param, typed, self.clock())
        reply = await self.carry(event)
        return reply if isinstance(reply, Offer) else Offer(())

    async def carry(self, event: Event, pressed: Posted | None = None) -> Reply | None:
        """Take an event through the door, and put the answer on the board; the answer again."""
        reply = await self._ask(event)
        if reply is None:
            return None
        if pressed is None and isinstance(event, ButtonPressed) and event.ref is not None:
            pressed = self.board.posted(event.ref.id)
        answering.put(self.board, reply, event.account, event.place.at, self.clock(), pressed)
        await self.board.kept()
        return reply

    async def _ask(self, event: Event) -> Reply | None:
        if self._connected is None:
            raise RuntimeError("the bot is not connected yet")
        answering_it = await self._connected.door.accept(event)
        return None if answering_it is None else await answering_it
