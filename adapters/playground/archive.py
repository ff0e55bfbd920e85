"""The conversations of the pages as a file that people can read, a line a message, and back without loss."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adapters.playground.keeping import (
    COLUMNS,
    Keeping,
    account_of,
    added,
    cells_of,
    posted_of,
    room_of,
    seen,
    written,
)
from adapters.playground.posted import Posted, Room
from bot.chat.place import Account
from bot.errors import DatabaseError, Fault, FaultyInput, InputError

_FORMAT = "cohortbot conversations 1"
_NESTED = frozenset(("room", "writer", "reader", "part"))
"""Columns that hold JSON, which is easier to read where it is not quoted."""

Line = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversations:
    """What stands on a board, and how far each has read."""

    messages: list[Posted]
    read: dict[tuple[Account, Room], int]

    def accounts(self) -> frozenset[Account]:
        """Everybody of whom there is something."""
        ends = {end for one in self.messages for end in (one.room, one.by, one.reader)}
        return frozenset(end for end in ends.union(*self.read) if isinstance(end, Account))

    def without(self, gone: Collection[Account]) -> "Conversations":
        """The same, but for whatever is theirs."""
        return Conversations(
            messages=[one for one in self.messages if not {one.room, one.by, one.reader} & set(gone)],
            read={ends: upto for ends, upto in self.read.items() if not set(ends) & set(gone)},
        )


def kept_at(path: Path) -> Conversations:
    """What is kept there, beside a bot that may be running."""
    keeping = Keeping(path)
    try:
        # In this order: what comes in between is new to its reader.
        read = dict(keeping.seen())
        return Conversations(messages=[*keeping.all()], read=read)
    finally:
        keeping.close()


def write_to(file: Path, held: Conversations) -> None:
    """Write them into a file."""
    try:
        with file.open("w", encoding="utf-8", newline="\n") as lines:
            lines.writelines(f"{json.dumps(line, ensure_ascii=False)}\n" for line in _lines(held))
    except OSError as refused:
        why = (refused.strerror or "no reason given").lower()
        raise InputError(
            f"{file}: the conversations can't be written ({why}); the rest is whole"
        ) from refused


def read_from(file: Path) -> Conversations:
    """What a file holds. Raises FaultyInput with the line at fault, unless it is whole."""
    try:
        with file.open(encoding="utf-8") as opened:
            head, *lines = [*opened] or [""]
    except (OSError, UnicodeDecodeError) as refused:
        raise _faulty(file, 1, f"can't be read ({refused})") from None
    held = Conversations(messages=[], read={})
    for number, line in enumerate(lines, 2):
        try:
            _take(held, json.loads(line))
        except (ValueError, KeyError, TypeError):
            raise _faulty(file, number, "is not what was exported") from None
    if head.strip() != json.dumps(_head(held)):
        raise _faulty(file, 1, "the file holds something else than it says here")
    return held


def refuse_full(path: Path) -> None:
    """Raises DatabaseError where something is kept already."""
    if path.exists() and kept_at(path).messages:
        raise DatabaseError(f"{path}: conversations are kept here already: move the file away")


def fill(path: Path, held: Conversations) -> None:
    """Keep all of these, or none, where nothing is kept."""
    keeping = Keeping(path)
    try:
        keeping.write([*map(added, held.messages), *(seen(*who, upto) for who, upto in held.read.items())])
    finally:
        keeping.close()


def _lines(held: Conversations) -> Iterator[Line]:
    yield _head(held)
    for posted in held.messages:
        yield {
            name: json.loads(cell) if name in _NESTED and isinstance(cell, str) else cell
            for name, cell in zip(COLUMNS, cells_of(posted), strict=True)
        }
    for (reader, room), upto in held.read.items():
        yield {"reader": json.loads(written(reader)), "room": json.loads(written(room)), "upto": upto}


def _take(held: Conversations, line: Line) -> None:
    cells: Line = {
        name: json.dumps(cell) if name in _NESTED and cell is not None else cell
        for name, cell in line.items()
    }
    if "upto" in cells:
        held.read[account_of(cells["reader"]), room_of(cells["room"])] = int(cells["upto"])
    else:
        held.messages.append(posted_of(**cells))


def _head(held: Conversations) -> Line:
    return {"format": _FORMAT, "messages": len(held.messages), "read": len(held.read)}


def _faulty(file: Path, line: int, problem: str) -> FaultyInput:
    remedy = "take the file from the export again"
    return FaultyInput([Fault(file=str(file), line=line, key="line", problem=problem, remedy=remedy)])
