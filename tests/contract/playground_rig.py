"""The rig of the playground: what people do on the page, and what then stands on the board."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from adapters.playground.adapter import PlaygroundAdapter
from adapters.playground.board import Board
from adapters.playground.posted import Posted
from adapters.playground.visiting import Visits
from bot.chat import limits
from bot.chat.adapter import ChatAdapter
from bot.chat.command import Command, Param
from bot.chat.form import Field, Form
from bot.chat.page import said
from bot.chat.place import PLAYGROUND, Account, Channel, Place
from bot.chat.reply import Ask, Offer, Refuse, Reply, Show
from bot.chat.text import plain
from bot.chat.token import Token
from tests.contract.door import ScriptedDoor, a_moment
from tests.contract.rig import Rig, Saw, Seen, Trouble
from tests.contract.suite import Need

LACKS: dict[Need, str] = {
    Need.FAULTS: "the board is in this process: it throttles nothing, closes to nobody, loses nothing",
    Need.REPEATS: "a click comes once, and there is no transport that tells it again",
    Need.PAST: "nothing can be typed on a page that is not served",
    Need.CLIENTS: "an open form belongs to a page, which the same process serves",
}
"""What the playground can't have, and why: the scenarios that need it are left out."""
COMMANDS = (
    Command(name="program progress", summary="Where you are"),
    Command(name="program leave", summary="Leave"),
    Command(name="program pause", summary="Pause", params=(Param(name="weeks", summary="How long"),)),
    Command(name="mentor queue", summary="What you owe"),
)


class PlaygroundRig:
    """Ana and Ben on their pages."""

    longest = limits.MESSAGE_CHARACTERS

    def __init__(self) -> None:
        self.door = ScriptedDoor()
        self.board = Board("test")
        self._visits = Visits(self.board, clock=self.now, session="test")
        self.adapter: ChatAdapter = PlaygroundAdapter(self._visits)
        self.ana, self.ben = (Place(at=Account(platform=PLAYGROUND, user=user)) for user in ("ana", "ben"))
        self.channel = Place(at=Channel(platform=PLAYGROUND, id="general"))
        self._now = datetime(2025, 1, 1, tzinfo=UTC)
        self._running: asyncio.Task[None] | None = None
        self._asked: Form | None = None
        self._answers: list[Posted] = []

    def now(self) -> datetime:
        return self._now

    async def passes(self, time: timedelta) -> None:
        self._now += time

    async def breaks(self, trouble: Trouble, place: Place | None = None) -> None:
        assert trouble is Trouble.HALTED, trouble
        self.board.shut = "the page is not served any more"

    async def mends(self, place: Place) -> None:
        self.board.shut = None

    async def lingers(self) -> None:
        self.door.lateness = a_moment

    async def reads(self, place: Place) -> Sequence[Seen]:
        return [_seen(one) for one in self._standing(place) if one.key]

    async def presses(self, place: Place, label: str) -> Saw | None:
        newest = [one for one in self._standing(place) if one.part.buttons][-1]
        return await self._press(place, newest, label)

    async def presses_in_answer(self, place: Place, label: str) -> Saw | None:
        return await self._press(place, self._answers[-1], label)

    async def opens(self, place: Place, path: str) -> Saw | None:
        return await self._does(place, self._visits.opens(self.account(place), path))

    async def types(self, place: Place, text: str) -> Saw | None:
        return await self._does(place, self._visits.types(self.account(place), place.at, text))

    async def submits(self, place: Place, token: str, **values: str) -> Saw | None:
        fields = tuple(Field(key=key, label=key, kind="text") for key in values)
        form = self._asked or Form(token=Token.parse(token), title="A form", fields=fields)
        return await self._does(place, self._visits.submits(self.account(place), place.at, form, values))

    async def uses(self, place: Place, command: str, **values: str) -> Saw | None:
        used = self._visits.uses(self.account(place), place.at, command, tuple(values.items()))
        return await self._does(place, used)

    async def looks_up(self, place: Place, command: str, param: str, typed: str) -> Saw | None:
        return await self._does(
            place, self._visits.looks_up(self.account(place), place.at, command, param, typed)
        )

    async def again(self) -> None:
        raise NotImplementedError(LACKS[Need.REPEATS])

    async def types_unheard(self, place: Place, text: str) -> None:
        raise NotImplementedError(LACKS[Need.PAST])

    async def connects(self) -> None:
        self._running = asyncio.create_task(self.adapter.run(COMMANDS, self.door))
        await self.door.opened()

    async def disconnects(self) -> None:
        assert self._running is not None
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running

    def pings(self, content: str) -> bool:
        return False  # The page rings for nobody: what is new is counted.

    def account(self, place: Place) -> Account:
        at = self.ana.at if isinstance(place.at, Channel) else place.at
        assert isinstance(at, Account)
        return at

    def _standing(self, place: Place) -> Sequence[Posted]:
        return self.board.standing(place.at, self.account(place))

    async def _press(self, place: Place, posted: Posted, label: str) -> Saw | None:
        (button,) = (one for one in posted.part.buttons if one.label == label)
        return await self._does(place, self._visits.presses(self.account(place), posted, button.token))

    async def _does(self, place: Place, doing: Awaitable[Reply | None]) -> Saw | None:
        before = {one.id for one in self._standing(place)}
        reply = await doing
        self._answers = [
            one for one in self._standing(place) if one.id not in before and one.by is None and not one.key
        ]
        self._asked = reply.form if isinstance(reply, Ask) else None
        everybody = self.board.standing(place.at, None)
        return Saw(
            text="\n\n".join(one.part.content for one in self._answers) or _opened(reply),
            buttons=tuple(button.label for one in self._answers for button in one.part.buttons),
            private=not any(one in everybody for one in self._answers),
            form=plain((reply.form.title,)) if isinstance(reply, Ask) else None,
            fields=tuple(field.label for field in reply.form.fields) if isinstance(reply, Ask) else (),
            problems=_problems(reply),
            choices=reply.choices if isinstance(reply, Offer) else (),
        )


def _seen(one: Posted) -> Seen:
    picture = one.part.picture
    return Seen(
        id=one.id,
        content=one.part.content,
        buttons=tuple(button.label for button in one.part.buttons),
        file=one.part.file.name if one.part.file else None,
        picture=picture is not None,
        alt=picture.alt if picture else "",
    )


def _opened(reply: Reply | None) -> str:
    """What opens beside the room."""
    match reply:
        case Show(page=page):
            return plain(said(page).text)
        case Refuse(text=text):
            return plain(text)
        case _:
            return ""


def _problems(reply: Reply | None) -> tuple[tuple[str, str], ...]:
    problems = reply.problems if isinstance(reply, Refuse) else {}
    return tuple((key, plain(problem)) for key, problem in problems.items())


@asynccontextmanager
async def in_a_playground() -> AsyncIterator[Rig]:
    """A rig whose pages are served."""
    rig = PlaygroundRig()
    await rig.connects()
    try:
        yield rig
    finally:
        await rig.disconnects()
