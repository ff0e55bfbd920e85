"""The journal: what the people of a simulation did, and what they were answered, for whoever reads along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.chat.event import Event
from bot.chat.reply import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing that somebody did; `reply` is None for what was done before."""

    at: datetime
    event: Event
    reply: Reply | None


class Journal:
    """Notes by name, of the people who are followed; a note of everybody would fill the memory."""

    def __init__(self, followed: Iterable[str] = ()) -> None:
        self._notes: dict[str, list[Note]] = {name: [] for name in followed}

    def write(self, name: str, note: Note) -> None:
        """Put down what somebody did, if they are followed."""
        if name in self._notes:
            self._notes[name].append(note)

    def of(self, name: str) -> tuple[Note, ...]:
        """What somebody did, in order."""
        return tuple(self._notes.get(name, ()))
