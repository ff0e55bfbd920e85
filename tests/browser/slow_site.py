"""A page of a bot that is slow, fails, or goes away as it is told: a process of its own, for two people."""

import asyncio
import sys
from collections.abc import Awaitable, Sequence
from datetime import datetime, timedelta

from starlette.requests import Request

from adapters.playground.board import Board
from adapters.playground.company import NamedChannel, Someone, Week
from adapters.playground.markup import Html
from adapters.playground.shell import document
from adapters.playground.site import Site, application
from adapters.playground.visiting import Visits
from adapters.playground.web_server import bound, served
from bot.chat.command import Command
from bot.chat.event import ButtonPressed, Event, TextReceived
from bot.chat.form import Field, Form
from bot.chat.message import Button, Message, Part
from bot.chat.place import Account, Platform
from bot.chat.reply import Ask, Reply, Say
from bot.chat.token import Token
from bot.engine.wording import wording
from tests.builders import utc
from tests.contract.door import ScriptedDoor

NOON = utc("2026-09-07 12:00")
ANA, BEN = (Account(platform=Platform("discord"), user=user) for user in ("ana", "ben"))
TOKEN = Token("form", "k")


class SlowDoor(ScriptedDoor):
    """Answers a button only when somebody says "go on"; "break" is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self._go_on = asyncio.Event()

    async def accept(self, event: Event) -> Awaitable[Reply] | None:
        """Keep the event; one of them breaks something."""
        if isinstance(event, TextReceived) and event.text == "break":
            raise RuntimeError("a fault, as was asked for")
        if isinstance(event, TextReceived) and event.text == "go on":
            self._go_on.set()
        if isinstance(event, ButtonPressed):
            self.lateness = self._told
            presses = sum(isinstance(one, ButtonPressed) for one in self.events) + 1
            form = Form(
                token=TOKEN, title=f"Press {presses}", fields=(Field(key="a", label="A", kind="text"),)
            )
            self.answers.append(Ask(form))
        elif isinstance(event, TextReceived):
            self.answers.insert(0, Say(Message(text=(f"Heard: {event.text}",))))
        return await super().accept(event)

    async def _told(self) -> None:
        await self._go_on.wait()


class Two:
    """Ana and Ben, and a time that stands still."""

    under_way: float | None = None
    is_over = False

    def now(self) -> datetime:
        """Always noon."""
        return NOON

    async def people(self) -> Sequence[Someone]:
        """Both."""
        return [
            Someone(name=at.user.capitalize(), account=at, role="creator", zone="UTC") for at in (ANA, BEN)
        ]

    def channels(self, reader: Account) -> Sequence[NamedChannel]:
        """None."""
        return ()

    async def settled(self) -> None:
        """At once."""

    async def weeks(self) -> Sequence[Week]:
        """None."""
        return ()

    async def go(self, span: timedelta | None) -> None:
        """It stands still."""

    async def stop(self) -> None:
        """It stands still."""

    def play(self, name: str) -> None:
        """Nobody plays along."""

    def hand_back(self, name: str) -> None:
        """Nobody plays along."""


def _shell(_: Request, title: str, inside: Html) -> str:
    return document(title, inside, ways=(), here="", who="")


async def main() -> None:
    """Serve it until the process is ended."""
    board, two, door = Board("slow"), Two(), SlowDoor()
    visits = Visits(board, clock=two.now, session="slow")
    visits.connect([Command(name="program progress", summary="Where you are")], door)
    for at in (ANA, BEN):
        board.post(at, Part(content="Hello.", buttons=(Button(label="Press", token=TOKEN),)), NOON)

    async def first(_: Request) -> Account:
        return ANA

    site = Site(
        visits=visits,
        company=two,
        journey=two,
        words=lambda language: wording(language or "en"),
        first=first,
        ways=lambda _: (),
        shell=_shell,
    )
    with bound("127.0.0.1", 0) as listening:
        async with served(application(site), listening) as address:
            sys.stdout.write(f"Open {address} in your browser\n")
            sys.stdout.flush()
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
