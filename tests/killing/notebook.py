"""The notebook: what the actors have done, written down in the world, which outlives the bot."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, assert_never

from adapters.memory.acts import Noted
from bot.domain.pauses import PauseMode
from schedules.actors.act import Intent
from schedules.actors.diary import Diary, Entry, Joined, Left, Moved, Paused, Resumed

STARTED = "started"


class Paper(Protocol):
    """What the notes are written on; it outlives the bot."""

    async def note(self, noted: Noted) -> None: ...
    async def notes(self) -> Sequence[Noted]: ...


async def begin(world: Paper, at: datetime) -> int:
    """Write down that a bot has started; how many have before."""
    before = [noted for noted in await world.notes() if noted.what == STARTED]
    await world.note(Noted(at=at, who="", what=STARTED))
    return len(before)


async def write(world: Paper, intent: Intent, entry: Entry | None, at: datetime) -> None:
    """Write down, in one line, that an act was carried out and what it put into the diary."""
    detail = {"intent": intent.id} | ({} if entry is None else _dump(entry))
    what = "did" if entry is None else type(entry).__name__.casefold()
    await world.note(Noted(at=at, who=intent.who, what=what, detail=json.dumps(detail)))


def read(notes: Iterable[Noted]) -> tuple[list[str], Diary]:
    """The acts that were carried out, and the diary."""
    finished: list[str] = []
    diary = Diary()
    for noted in notes:
        if noted.what == STARTED:
            continue
        detail: dict[str, str] = json.loads(noted.detail)
        finished.append(detail["intent"])
        if noted.what != "did":
            diary.write(noted.who, _load(noted.what, noted.at, detail))
    return finished, diary


def _dump(entry: Entry) -> dict[str, str]:
    match entry:
        case Moved(zone=zone):
            return {"zone": zone}
        case Paused(weeks=weeks, mode=mode):
            return {"weeks": str(weeks), "mode": mode}
        case Joined() | Left() | Resumed():
            return {}
        case never:
            assert_never(never)


def _load(what: str, at: datetime, detail: dict[str, str]) -> Entry:
    match what:
        case "joined":
            return Joined(at=at)
        case "left":
            return Left(at=at)
        case "resumed":
            return Resumed(at=at)
        case "moved":
            return Moved(at=at, zone=detail["zone"])
        case "paused":
            return Paused(at=at, weeks=int(detail["weeks"]), mode=PauseMode(detail["mode"]))
        case _:
            raise ValueError(f"not a line of the diary: {what}")
