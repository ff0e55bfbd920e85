"""A desk with a terminal, at which Ana types and reads; the core behind it is scripted."""

from datetime import UTC, datetime, timedelta

from adapters.terminal.adapter import TerminalAdapter
from adapters.terminal.screen import Screen, Seat
from adapters.terminal.talk import Talk
from bot.chat.command import Command, Param
from bot.chat.form import Choice, Field, Form
from bot.chat.message import Message
from bot.chat.place import TERMINAL, Account, Place
from bot.chat.reply import Reply
from bot.chat.token import Token
from tests.contract.door import ScriptedDoor
from tests.contract.terminal_rig import Stream
from tests.contract.words import STEP, key

ANA, BEN = (Place(at=Account(platform=TERMINAL, user=user)) for user in ("ana", "ben"))
NOON = datetime(2027, 1, 11, 12, tzinfo=UTC)
WEEKS = Param(name="weeks", summary="How many", kind="number")
MODES = tuple(Choice(label=name, value=name) for name in ("shift", "skip"))
MODE = Param(name="mode", summary="What comes later", kind="choice", required=False, choices=MODES)
COMMANDS = (
    Command(name="program pause", summary="Rest", params=(WEEKS, MODE)),
    Command(name="program goal", summary="Your goal", params=(
        Param(name="goal", summary="In your words", kind="long_text"),
    )),
    Command(name="mentor note", summary="Note something", params=(
        Param(name="creator", summary="Whom", kind="person"), Param(name="text", summary="What"),
    )),
    Command(name="mentor note list", summary="Read them"),
)  # fmt: skip
MOOD = Field(
    key="mood",
    label="Mood",
    kind="choice",
    choices=tuple(Choice(label=str(n), value=str(n)) for n in range(4)),
)
TRACK = Field(
    key="track", label="Track", kind="choice",
    choices=(Choice(label="Climate", value="c"), Choice(label="Education", value="e")),
)  # fmt: skip
NOTE = Field(key="note", label="Note", kind="long_text", required=False, hint="Whatever you like")
FORM = Form(token=Token("checkin", STEP, "answer"), title="Week 3", fields=(MOOD, TRACK, NOTE))


class Script:
    """Lines that are typed one after the other."""

    def __init__(self, *lines: str) -> None:
        self._lines = iter(lines)

    async def next(self) -> str | None:
        return next(self._lines, None)


class Desk:
    """Ana at a terminal, with a core that answers as it was told to."""

    def __init__(self, *answers: Reply, prompts: bool = False) -> None:
        self.door = ScriptedDoor()
        self.door.answers += answers
        self.stream = Stream()
        seat = Seat(account=Account(platform=TERMINAL, user="ana"), session="s", zone="Africa/Cairo")
        self.screen = Screen(self.stream, seat, lambda: NOON, prompts=prompts)
        self.adapter = TerminalAdapter(self.screen)
        self.waited: list[timedelta] = []

    async def types(self, *lines: str, on_a_copy: bool = False) -> list[str]:
        """Type these; the lines that were printed, without the greeting and the empty ones."""
        carried = self._carried if on_a_copy else None
        talk = Talk(self.screen, Script(*lines), settled=self._settled, carried=carried)
        start = len(self.stream.getvalue())
        await TerminalAdapter(self.screen, talk=talk).run(COMMANDS, self.door)
        printed = self.stream.getvalue()[start:].split("\n")
        return [line for line in printed if line][2 if on_a_copy else 1 :]

    async def gets(self, message: Message, name: str = "first") -> None:
        """A delivery comes."""
        for number, part in enumerate(self.adapter.layout(message)):
            await self.adapter.send(ANA, part, key=key(f"{name} {number}"))

    async def _settled(self) -> None:
        """The core has nothing to add."""

    async def _carried(self, span: timedelta) -> None:
        self.waited.append(span)
