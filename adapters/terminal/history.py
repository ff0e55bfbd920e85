"""The history is what this terminal has shown since it was opened, and what can still be pressed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.chat.adapter import Absent, Found, Search, Shown
from bot.chat.message import Button, Part
from bot.chat.place import MessageRef, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressable:
    """The buttons of one message; an answer has neither key nor reference."""

    buttons: tuple[Button, ...]
    key: str | None = None
    ref: MessageRef | None = None


class History:
    """Messages in the order in which they were shown; `session` makes their ids unlike those of others."""

    def __init__(self, session: str) -> None:
        self._session = session
        self._shown: dict[MessageRef, Shown | None] = {}
        self._by_key: dict[tuple[Place, str], MessageRef] = {}
        self._pressable: list[Pressable] = []

    def add(self, shown_at: datetime, place: Place, part: Part, key: str) -> MessageRef:
        """A delivery's part was shown."""
        ref = MessageRef(place=place, id=f"{self._session}-{len(self._shown) + 1}")
        self._shown[ref] = Shown(place=place, part=part, ref=ref, at=shown_at, key=key)
        self._by_key[place, key] = ref
        return ref

    def with_key(self, place: Place, key: str) -> MessageRef | None:
        """The message that a key belongs to, if this terminal showed it."""
        return self._by_key.get((place, key))

    def find(self, place: Place, key: str, since: datetime) -> Search:
        """Whether a message with the key stands there, shown since then."""
        ref = self._by_key.get((place, key))
        shown = None if ref is None else self._shown[ref]
        return Absent() if shown is None or shown.at < since else Found(shown.ref)

    def change(self, ref: MessageRef, part: Part | None) -> bool:
        """Put another part, or nothing, in the place of a message. False: it was taken back before."""
        if ref in self._shown:
            shown = self._shown[ref]
            if shown is None:
                return False
            self._shown[ref] = None if part is None else replace(shown, part=part)
        self._pressable = [one for one in self._pressable if one.ref != ref]
        return True

    def standing(self, place: Place) -> Sequence[Shown]:
        """What a reader of the place sees now, oldest first."""
        return [shown for shown in self._shown.values() if shown is not None and shown.place == place]

    def offer(self, pressable: Pressable) -> None:
        """The person at the terminal sees these buttons."""
        if pressable.buttons:
            self._pressable.append(pressable)

    def numbered(self, number: int) -> tuple[Button, Pressable] | None:
        """Button `number`, from 1, of the newest message that has buttons."""
        newest = self._pressable[-1] if self._pressable else None
        if newest is None or not 1 <= number <= len(newest.buttons):
            return None
        return newest.buttons[number - 1], newest

    def called(self, words: str) -> tuple[Button, Pressable] | None:
        """The button of this label, or else of this number."""
        number = int(words) if words.isascii() and words.isdecimal() and len(words) < 4 else 0
        return self.labelled(words) or self.numbered(number)

    def labelled(self, label: str) -> tuple[Button, Pressable] | None:
        """The button of this label, in whatever case, of the newest message that has one."""
        wanted = _folded(label)
        for pressable in reversed(self._pressable):
            for button in pressable.buttons:
                if _folded(button.label) == wanted:
                    return button, pressable
        return None


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())
