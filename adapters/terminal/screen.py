"""The screen is where one person reads: what reaches them is printed, and remembered until it is closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TextIO
from zoneinfo import ZoneInfo

from adapters.terminal.history import History, Pressable
from adapters.terminal.outbound import part_lines, render
from adapters.terminal.safe import safe
from bot.chat.adapter import Halted
from bot.chat.message import Part
from bot.chat.place import TERMINAL, Account, MessageRef, Place
from bot.chat.text import Say, fill

PROMPT = "> "


class Others(Enum):
    """What becomes of messages to people who do not sit here."""

    WAIT = auto()
    """They stay due until their readers open a terminal of their own."""
    UNSEEN = auto()
    """They count as shown, and nobody sees them: so on a copy, where nothing is sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who sits at the terminal: `session` is unlike that of any other time, `zone` is what times are
    printed in, `also` are the accounts by which other chats know the same person."""

    account: Account
    session: str
    zone: str
    also: frozenset[Account] = frozenset()
    others: Others = Others.WAIT

    @property
    def place(self) -> Place:
        """The private conversation with the bot."""
        return Place(at=self.account)

    def reads(self, place: Place) -> bool:
        """Whether what is written there is printed: whatever is private to the person, and every channel."""
        return not isinstance(place.at, Account) or place.at == self.account or place.at in self.also


class Screen:
    """Prints to a stream. Raises Halted where that has gone."""

    def __init__(
        self,
        stream: TextIO,
        seat: Seat,
        clock: Callable[[], datetime],
        *,
        say: Say = fill,
        prompts: bool = False,
    ) -> None:
        self.seat = seat
        self.say = say
        self.clock = clock
        self.history = History(seat.session)
        self._stream = stream
        self._prompts = prompts
        self._prompted = False

    def show(self, place: Place, part: Part, key: str) -> MessageRef:
        """A delivery comes: it is printed if the person reads there. The same key is printed once."""
        known = self.history.with_key(place, key)
        if known is not None:
            return known
        if not self.seat.reads(place):
            self.check()
            return self.history.add(self.clock(), place, part, key)
        self._deliver(place, part)
        ref = self.history.add(self.clock(), place, part, key)
        self.history.offer(Pressable(buttons=part.buttons, key=key, ref=ref))
        return ref

    def change(self, ref: MessageRef, part: Part | None) -> bool:
        """A delivery reads anew, or is taken back. False: it was taken back before."""
        if not self.history.change(ref, part):
            return False
        if self.seat.reads(ref.place):
            if part is None:
                self.write(["", render(self.say("(A message was taken back.)"))])
            else:
                self.write(["", render(self.say("(A message reads anew:)")), *part_lines(part)])
                self.history.offer(Pressable(buttons=part.buttons, ref=ref))
        return True

    def answer(self, parts: Sequence[Part], ref: MessageRef | None = None) -> None:
        """What the one who acted is told; `ref` is the message whose place it takes."""
        for part in parts:
            self.write(["", *part_lines(part)])
        if parts:
            self.history.offer(Pressable(buttons=parts[-1].buttons, ref=ref))

    def write(self, lines: Sequence[str]) -> None:
        """Print lines; whatever they are made of, nothing in them steers the terminal."""
        after_prompt = "\n" if self._prompted else ""
        self._prompted = False
        self._print(after_prompt + "".join(f"{safe(line)}\n" for line in lines))

    def prompt(self) -> None:
        """Say that a line may be typed; scripts are not asked."""
        if self._prompts:
            self._print(PROMPT)
            self._prompted = True

    def typed(self) -> None:
        """A line was typed after the prompt."""
        self._prompted = False

    def check(self) -> None:
        """Raises Halted if nothing can be printed any more."""
        self._print("")

    def _print(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError) as gone:
            raise Halted(f"the terminal is gone: {gone}") from gone

    def _deliver(self, place: Place, part: Part) -> None:
        head = [] if place == self.seat.place else [self._heading(place)]
        self.write(["", *head, *part_lines(part)])

    def told(self, at: datetime) -> str:
        """An instant as the person's own clocks and calendar show it."""
        local = at.astimezone(ZoneInfo(self.seat.zone))
        return f"{local:%a} {local.day} {local:%b %Y, %H:%M} ({self.seat.zone})"

    def _heading(self, place: Place) -> str:
        when, chat = self.told(self.clock()), place.platform.capitalize()
        if place.platform == TERMINAL:
            return f"--- {when} ---"
        if place.private:
            return render(self.say("--- {when}, in private on {chat} ---", when=when, chat=chat))
        return render(self.say("--- {when}, in the channel on {chat} ---", when=when, chat=chat))
