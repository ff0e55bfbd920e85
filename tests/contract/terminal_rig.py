"""The rig of the terminal: Ana's lines are typed into it, and what it prints is read back."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta

from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.screen import Others, Screen, Seat
from adapters.terminal.talk import Talk
from bot.chat import limits
from bot.chat.adapter import ChatAdapter
from bot.chat.command import Command, Param
from bot.chat.form import Field, Form
from bot.chat.place import TERMINAL, Account, Channel, Place
from bot.chat.reply import Ask
from bot.chat.token import Token
from tests.contract.door import ScriptedDoor, a_moment
from tests.contract.rig import Rig, Saw, Seen, Trouble
from tests.contract.suite import Need

LACKS: dict[Need, str] = {
    Need.FAULTS: "a terminal prints or is gone: it throttles nothing, closes to nobody, loses nothing",
    Need.REPEATS: "a line is typed once, and there is no transport that tells it again",
    Need.PAST: "nothing can be typed into a terminal that is shut",
    Need.CLIENTS: "a form is asked line by line, and goes with the terminal",
    Need.LOOKUPS: "a terminal hands over whole lines, so nothing can be offered while one is typed",
}
"""What a terminal can't have, and why: the scenarios that need it are left out."""
_BUTTON = re.compile(r"\[\d+\] ((?:(?!  \[).)+)")
COMMANDS = (
    Command(name="program progress", summary="Where you are"),
    Command(name="program leave", summary="Leave"),
    Command(name="program pause", summary="Pause", params=(Param(name="weeks", summary="How long"),)),
    Command(name="mentor queue", summary="What you owe"),
)


class TypedLines:
    """Lines that a test types, and how it learns that the last one was dealt with."""

    def __init__(self) -> None:
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._idle = asyncio.Event()

    async def next(self) -> str | None:
        if self._lines.empty():
            self._idle.set()
        return await self._lines.get()

    async def type(self, *lines: str) -> None:
        """Type these, and wait until the terminal wants another."""
        self._idle.clear()
        for line in lines:
            self._lines.put_nowait(line)
        await self._idle.wait()

    async def wanted(self) -> None:
        """Wait until the terminal wants a line."""
        await self._idle.wait()


class Stream(io.StringIO):
    """A stream that can be torn off."""

    torn = False

    def write(self, text: str) -> int:
        self._whole()
        return super().write(text)

    def flush(self) -> None:
        self._whole()

    def _whole(self) -> None:
        if self.torn:
            raise BrokenPipeError("nobody reads this any more")


class TerminalRig:
    """Ana's terminal; what comes for Ben counts as shown, as on a copy."""

    longest = limits.MESSAGE_CHARACTERS

    def __init__(self) -> None:
        self.door = ScriptedDoor()
        self.ana, self.ben = (Place(at=Account(platform=TERMINAL, user=user)) for user in ("ana", "ben"))
        self.channel = Place(at=Channel(platform=TERMINAL, id="general"))
        self._now = datetime(2025, 1, 1, tzinfo=UTC)
        self._lines = TypedLines()
        self._stream = Stream()
        seat = Seat(account=self.account(self.ana), session="test", zone="UTC", others=Others.UNSEEN)
        self._screen = Screen(self._stream, seat, self.now)
        self._talk = Talk(self._screen, self._lines, settled=self._settled)
        self.adapter: ChatAdapter = TerminalAdapter(self._screen, talk=self._talk)
        self._running: asyncio.Task[None] | None = None
        self._asking = False

    def now(self) -> datetime:
        return self._now

    async def passes(self, time: timedelta) -> None:
        self._now += time

    async def breaks(self, trouble: Trouble, place: Place | None = None) -> None:
        assert trouble is Trouble.HALTED, trouble
        self._stream.torn = True

    async def mends(self, place: Place) -> None:
        self._stream.torn = False

    async def lingers(self) -> None:
        self.door.lateness = a_moment

    async def reads(self, place: Place) -> Sequence[Seen]:
        shown = self._screen.history.standing(place)
        printed = self._stream.getvalue()
        assert place == self.ben or all(one.part.content in printed for one in shown)
        return [
            Seen(
                id=one.ref.id,
                content=one.part.content,
                buttons=tuple(button.label for button in one.part.buttons),
                file=one.part.file.name if one.part.file else None,
                picture=one.part.picture is not None,
                alt=one.part.picture.alt if one.part.picture and one.part.picture.alt in printed else "",
            )
            for one in shown
        ]

    async def presses(self, place: Place, label: str) -> Saw | None:
        return await self._types(f"!press {label}")

    async def presses_in_answer(self, place: Place, label: str) -> Saw | None:
        return await self._types(f"!press {label}")

    async def opens(self, place: Place, path: str) -> Saw | None:
        assert f"(!page {path})" in self._stream.getvalue()
        return await self._types(f"!page {path}")

    async def types(self, place: Place, text: str) -> Saw | None:
        return await self._types(text)

    async def submits(self, place: Place, token: str, **values: str) -> Saw | None:
        if not self._asking:
            fields = tuple(Field(key=key, label=key, kind="text") for key in values)
            self.door.answers.insert(0, Ask(Form(token=Token.parse(token), title="A form", fields=fields)))
            await self._types("/program progress")
        return await self._types(*values.values())

    async def uses(self, place: Place, command: str, **values: str) -> Saw | None:
        return await self._types(
            " ".join((f"/{command}", *(f"{name}={value}" for name, value in values.items())))
        )

    async def looks_up(self, place: Place, command: str, param: str, typed: str) -> Saw | None:
        raise NotImplementedError(LACKS[Need.LOOKUPS])

    async def again(self) -> None:
        raise NotImplementedError(LACKS[Need.REPEATS])

    async def types_unheard(self, place: Place, text: str) -> None:
        raise NotImplementedError(LACKS[Need.PAST])

    async def connects(self) -> None:
        self._running = asyncio.create_task(self.adapter.run(COMMANDS, self.door))
        await self.door.opened()
        await self._lines.wanted()

    async def disconnects(self) -> None:
        assert self._running is not None
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running

    def pings(self, content: str) -> bool:
        return False  # A terminal rings for nobody: bells are spelled out.

    def account(self, place: Place) -> Account:
        at = self.ana.at if isinstance(place.at, Channel) else place.at
        assert isinstance(at, Account)
        return at

    async def _settled(self) -> None:
        """A scripted core answers at once."""

    async def _types(self, *lines: str) -> Saw | None:
        start = len(self._stream.getvalue())
        await self._lines.type(*lines)
        return self._saw(self._stream.getvalue()[start:].strip("\n").split("\n"))

    def _saw(self, printed: Sequence[str]) -> Saw:
        self._asking = printed[0].endswith(":")
        if self._asking:
            fields = tuple(line for line in printed[2:] if line and not line.startswith("An empty line"))
            return Saw(form=printed[0].removesuffix(":"), fields=fields)
        said = [line for line in printed if line and not line.startswith("  ")]
        problems = [line.strip().split(": ", 1) for line in printed if line.startswith("  ") and ": " in line]
        return Saw(
            text="\n".join(said),
            buttons=tuple(_BUTTON.findall("\n".join(printed))),
            problems=tuple((label, problem) for label, problem in problems),
        )


@asynccontextmanager
async def in_a_terminal() -> AsyncIterator[Rig]:
    """A rig whose terminal is open."""
    rig = TerminalRig()
    await rig.connects()
    try:
        yield rig
    finally:
        await rig.disconnects()
