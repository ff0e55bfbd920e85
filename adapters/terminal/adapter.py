"""TerminalAdapter connects the core to a terminal, or lets the terminal stand in for another chat."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.terminal import doctor, outbound
from adapters.terminal.saving import Saving
from adapters.terminal.screen import Others, Screen
from adapters.terminal.talk import Talk
from bot.chat.adapter import (
    CannotTell,
    Door,
    Finding,
    Halted,
    Pace,
    Retry,
    Search,
    Undeliverable,
    refuse_others,
)
from bot.chat.command import Command
from bot.chat.message import File, Message, Part
from bot.chat.page import Page
from bot.chat.place import TERMINAL, Account, MessageRef, Place, Platform

UNTIL_THEY_COME = timedelta(hours=1)
"""So long a message to somebody else's terminal rests before it is tried again."""


class TerminalAdapter:
    """A ChatAdapter; one with a `talk` reads lines, others only print: they stand in for `platform`.

    Without a `saving`, files are only named.
    """

    def __init__(
        self,
        screen: Screen,
        *,
        platform: Platform = TERMINAL,
        talk: Talk | None = None,
        saving: Saving | None = None,
    ) -> None:
        self.platform = platform
        self.pace = Pace()
        self._screen = screen
        self._talk = talk
        self._saving = saving

    async def run(self, commands: Sequence[Command], door: Door) -> None:
        """Read lines until there are no more, or until cancelled."""
        if self._talk is None:
            await asyncio.Event().wait()
            return
        await door.open_places(self.platform)  # A terminal has no past: nothing was typed while it was shut.
        await self._talk.run(commands, door)

    def layout(self, message: Message) -> tuple[Part, ...]:
        """How the message splits and looks here."""
        return outbound.layout(message)

    async def send(self, place: Place, part: Part, *, key: str) -> MessageRef:
        """Print the part, if whoever sits here reads that place; the same key is printed once."""
        refuse_others(place, part)
        seat = self._screen.seat
        if not seat.reads(place) and seat.others is Others.WAIT:
            raise Retry(UNTIL_THEY_COME)
        known = self._screen.history.with_key(place, key)
        if known is not None:
            return known
        ref = self._screen.show(place, part, key)
        if part.file is not None and self._saving is not None and seat.reads(place):
            await self._save(part.file, self._saving)
        return ref

    async def _save(self, file: File, saving: Saving) -> None:
        say = self._screen.say
        try:
            path = await saving.save(file)
        except OSError as refused:
            why, folder = (refused.strerror or "no reason given").lower(), str(saving.folder.absolute())
            said = say("(It could not be saved in {folder}: {why}.)", folder=folder, why=why)
        else:
            said = say("(It is saved as {path}.)", path=str(path))
        self._screen.write([outbound.render(said)])

    async def find(self, place: Place, part: Part, *, key: str, since: datetime) -> Search:
        """Look whether this terminal printed it; what an earlier one printed went with its window."""
        try:
            self._screen.check()
        except Halted as gone:
            return CannotTell(gone.why)
        return self._screen.history.find(place, key, since)

    async def edit(self, ref: MessageRef, part: Part) -> None:
        """Print what a message says now."""
        refuse_others(ref.place, part)
        if not self._screen.change(ref, part):
            raise Undeliverable("the message is gone")

    async def delete(self, ref: MessageRef) -> None:
        """Print that a message was taken back; twice is as good as once."""
        self._screen.change(ref, None)

    async def open(self, account: Account, near: Place | None) -> Place:
        """The private conversation with the account."""
        return Place(at=account)

    async def show(self, account: Account, page: Page) -> None:
        """Print a page, if it is for whoever sits here."""
        if self._screen.seat.reads(Place(at=account)):
            self._screen.write(["", *outbound.page_lines(page)])

    async def time(self) -> datetime | None:
        """The clock that this terminal was given."""
        return self._screen.clock()

    async def doctor(self) -> Sequence[Finding]:
        """Whether the terminal can be written to."""
        return doctor.findings(self._screen)
