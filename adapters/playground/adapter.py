"""PlaygroundAdapter connects the core to the board that people read in their browsers."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from adapters.playground import doctor, outbound
from adapters.playground.visiting import Visits
from bot.chat.adapter import (
    CannotTell,
    Door,
    Finding,
    Halted,
    Pace,
    Search,
    Shown,
    Undeliverable,
    Watch,
    refuse_others,
)
from bot.chat.command import Command
from bot.chat.message import Message, Part
from bot.chat.page import Page
from bot.chat.place import PLAYGROUND, Account, MessageRef, Place, Platform


class PlaygroundAdapter:
    """A ChatAdapter of the playground itself, or one that stands in for another chat; several may share
    one board. `watch` is told of each message that becomes visible."""

    def __init__(
        self,
        visits: Visits,
        *,
        platform: Platform = PLAYGROUND,
        watch: Watch | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.platform = platform
        self.pace = pace or Pace()
        self._visits = visits
        self._board = visits.board
        self._watch = watch

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Carry what people do on the page through the door, until cancelled."""
        # Nothing can be typed on a page that nobody serves: only what an earlier process died over is heard.
        await door.open_places(self.platform)
        self._visits.connect(commands, door)
        await self._visits.hears_again()
        await asyncio.Event().wait()

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here."""
        return outbound.layout(message)

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        """Post the part; the same key is posted once."""
        self._served()
        refuse_others(place, part)
        at = self._visits.clock()
        posted = self._board.post(place.at, part, at, key=key)
        await self._board.kept()
        if self._watch is not None:
            self._watch(Shown(place=place, part=part, ref=_ref(posted.id, place), at=at, key=key))
        return _ref(posted.id, place)

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        """Look whether a part with this key stands in the place, posted since then."""
        if self._board.shut is not None:
            return CannotTell(self._board.shut)
        # What stands and is not kept was not sent: it may be gone when the process is.
        await self._board.kept()
        return self._board.find(place.at, key, since)

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Put the part in the place of a message that was sent."""
        self._served()
        refuse_others(ref.place, part)
        if not self._board.change(ref.id, part):
            raise Undeliverable("the message is gone")
        await self._board.kept()

    async def delete(self, ref: MessageRef) -> None:
        """Take a message back; twice is as good as once."""
        self._served()
        self._board.take_back(ref.id)
        await self._board.kept()

    async def open(self, account: Account, near: Place | None) -> Place:
        """The private conversation with an account."""
        self._served()
        return Place(at=account)

    async def show(self, account: Account, page: Page) -> None:
        """Nothing is kept: the home is asked for anew whenever somebody opens it."""
        self._served()

    async def time(self) -> datetime | None:
        """The clock of this page."""
        return self._visits.clock()

    async def doctor(self) -> Sequence[Finding]:
        """Whether the page is served."""
        return doctor.findings(self._board.shut)

    def _served(self) -> None:
        if self._board.shut is not None:
            raise Halted(self._board.shut)


def _ref(id: str, place: Place) -> MessageRef:
    return MessageRef(place=place, id=id)
