"""The history holds every message that was ever shown, in order, and what became of it since."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import overload

from bot.chat.adapter import Absent, Found, Search, Shown
from bot.chat.message import Part
from bot.chat.place import MessageRef, Place

NONCE_WINDOW = timedelta(minutes=5)  # Discord, Create Message: "in the past few minutes".


class _Kept:
    """One shown message, as it was first and as it reads now."""

    __slots__ = ("at", "first", "key", "now", "place")

    def __init__(self, at: datetime, place: Place, key: str, part: Part) -> None:
        self.at = at
        self.place = place
        self.key = key
        self.first = part
        self.now: Part | None = part
        """As it reads now; None once it was deleted."""

    def shown(self, number: int) -> Shown:
        """What its readers were shown at first."""
        ref = MessageRef(place=self.place, id=str(number))
        return Shown(place=self.place, part=self.first, ref=ref, at=self.at, key=self.key)


class Log(Sequence[Shown]):
    """What was shown, in order, as it was shown; each is made when it is asked for."""

    def __init__(self, kept: Sequence[_Kept], numbers: range) -> None:
        self._kept = kept
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Shown: ...
    @overload
    def __getitem__(self, index: slice) -> "Log": ...
    def __getitem__(self, index: int | slice) -> "Shown | Log":
        if isinstance(index, slice):
            return Log(self._kept, self._numbers[index])
        number = self._numbers[index]
        return self._kept[number - 1].shown(number)


class _Room:
    """A place, with the numbers of its messages and the newest one of each key."""

    __slots__ = ("by_key", "numbers", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.numbers: list[int] = []
        self.by_key: dict[str, int] = {}


class History:
    """Messages are numbered from 1 in the order in which they were shown; the number is the id."""

    def __init__(self) -> None:
        self._kept: list[_Kept] = []
        self._rooms: dict[Place, _Room] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, place: Place, part: Part, *, key: str, at: datetime) -> MessageRef:
        """Show a message."""
        room = self._rooms.get(place)
        if room is None:
            room = self._rooms[place] = _Room(place)
        self._kept.append(_Kept(at, room.place, key, _shared(part)))
        number = len(self._kept)
        room.numbers.append(number)
        room.by_key[key] = number
        return MessageRef(place=room.place, id=str(number))

    def repeated(self, place: Place, key: str, at: datetime) -> tuple[MessageRef, Part] | None:
        """The message that this place got with this key within the nonce window."""
        room = self._rooms.get(place)
        number = room.by_key.get(key) if room else None
        if number is None:
            return None
        kept = self._kept[number - 1]
        if at - kept.at >= NONCE_WINDOW:
            return None
        return MessageRef(place=place, id=str(number)), kept.first

    def find(self, place: Place, key: str, since: datetime) -> Search:
        """Whether a message with the key stands in the place, shown since then."""
        room = self._rooms.get(place)
        number = room.by_key.get(key) if room else None
        if number is None:
            return Absent()
        kept = self._kept[number - 1]
        if kept.now is None or kept.at < since:
            return Absent()
        return Found(MessageRef(place=place, id=str(number)))

    def replace(self, ref: MessageRef, part: Part | None) -> bool:
        """Put another part, or nothing, in the place of a message. False: it is not there (any more)."""
        kept = self._at(ref)
        if kept is None or kept.now is None:
            return False
        kept.now = None if part is None else _shared(part)
        return True

    def log(self, start: int, limit: int) -> Log:
        """What was shown, in order, as it was shown, skipping the first `start`."""
        stop = min(start + limit, len(self._kept))
        return Log(self._kept, range(start + 1, stop + 1))

    def standing(self, place: Place) -> tuple[Shown, ...]:
        """What a reader of the place sees now, oldest first."""
        room = self._rooms.get(place)
        numbers = room.numbers if room else []
        kept = ((self._kept[number - 1], number) for number in numbers)
        return tuple(replace(one.shown(number), part=one.now) for one, number in kept if one.now is not None)

    def _at(self, ref: MessageRef) -> _Kept | None:
        if not ref.id.isdecimal() or not 1 <= int(ref.id) <= len(self._kept):
            return None
        kept = self._kept[int(ref.id) - 1]
        return kept if kept.place == ref.place else None


def _shared(part: Part) -> Part:
    """The part, its words kept once: a lesson reads the same to a thousand people."""
    return replace(part, content=sys.intern(part.content))
