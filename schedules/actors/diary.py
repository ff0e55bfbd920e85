"""The diary: what the people of a simulation did to their own calendars, written by themselves.

It is what a run is judged by, so it knows nothing of the store.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.pauses import PauseMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """In, from now on."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Out, from now on."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Lives by other clocks from now on."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """Rests from today for some weeks."""

    at: datetime
    weeks: int
    mode: PauseMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """Goes on today."""

    at: datetime


Entry = Joined | Left | Moved | Paused | Resumed


@dataclass(slots=True)
class Diary:
    """Entries by the name of who wrote them, in the order of time."""

    pages: dict[str, list[Entry]] = field(default_factory=dict)

    def write(self, name: str, entry: Entry) -> None:
        """Put down what somebody did."""
        self.pages.setdefault(name, []).append(entry)

    def of(self, name: str) -> tuple[Entry, ...]:
        """What somebody put down."""
        return tuple(self.pages.get(name, ()))


def entry_of(at: datetime, command: str, values: dict[str, str]) -> Entry | None:
    """What a successful command means for its user's calendar."""
    match command:
        case "program leave":
            return Left(at=at)
        case "program zone":
            return Moved(at=at, zone=values["zone"])
        case "program pause":
            return Paused(at=at, weeks=int(values["weeks"]), mode=PauseMode(values["mode"]))
        case "program resume":
            return Resumed(at=at)
        case _:
            return None
